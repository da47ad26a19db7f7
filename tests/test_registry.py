"""The registry: every bundled row is sound, and a broken row is named."""

import pytest

from archive.bundled import bundled, bundled_registry
from records.errors import BadInput
from records.registry import COLUMNS, guess_platform, read_councils, read_outlets
from records.slugs import slug

GOOD = dict.fromkeys(COLUMNS, "") | {
    "slug": "exmouth", "name": "Exmouth", "nation": "England", "platform": "moderngov", "url": "https://exmouth.example",
}  # fmt: skip


def csv_of(*rows: dict[str, str]) -> str:
    return "\n".join([",".join(COLUMNS), *(",".join(row[name] for name in COLUMNS) for row in rows)])


def test_the_bundled_registry_is_sound_and_whole() -> None:
    registry = bundled_registry()
    councils = read_councils(bundled("councils.csv").read_text("utf-8"), "data/councils.csv")
    current = [source for source in councils.values() if not source.replaced_by]
    assert len(current) == 382
    assert sum(source.platform == "moderngov" for source in current) == 306
    assert registry["cumbria"].replaced_by == ("cumberland", "westmorland-and-furness")
    assert all(
        registry[by].url for source in councils.values() for by in source.replaced_by if registry[by].platform != "none"
    )


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"url": "exmouth.example"}, "row 2, column url: 'exmouth.example' is not a web address"),
        ({"platform": "gopher"}, "column platform: 'gopher' is none of"),
        ({"slug": "exmouth-council"}, "column slug: 'exmouth-council' is not the slug of 'Exmouth'"),
        ({"name": "", "slug": "x"}, "column name: is empty"),
        ({"childrens_services": "maybe"}, "column childrens_services"),
        ({"replaced_by": "powys", "replaced_on": "1 April"}, "'1 April' is not a date"),
        ({"replaced_by": "nowhere", "replaced_on": "2023-04-01"}, "there is no council 'nowhere'"),
        ({"replaced_by": "nowhere"}, "go together"),
    ],
)
def test_a_broken_row_is_named(change: dict[str, str], complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        read_councils(csv_of(GOOD | change), "my.csv")


def test_a_row_that_stands_twice_and_a_missing_column_are_named() -> None:
    with pytest.raises(BadInput, match="row 3, column slug: 'exmouth' stands twice"):
        read_councils(csv_of(GOOD, GOOD), "my.csv")
    with pytest.raises(BadInput, match="no column 'slug'"):
        read_councils("name\nExmouth", "my.csv")


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ("[[outlet]]\nslug = 'x'", "outlet x: no name"),
        ("[[outlet]]\nslug = 'x'\nname = 'X'\nurl = 'https://x.example'\nkeep = 'all'", "keep must be full or excerpt"),
        ("[[outlet]]\nslug = 'x'\nfeed = 'y'", "unknown field 'feed'"),
        ("[[outlet", "not valid TOML"),
    ],
)
def test_a_broken_outlet_is_named(toml: str, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        read_outlets(toml, "outlets.toml")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Powys County Council", "powys"),
        ("Powys", "powys"),
        ("West Sussex", "west-sussex"),
        ("West Sussex County Council", "west-sussex"),
        ("Telford & Wrekin Council", "telford-wrekin"),
        ("King’s Lynn and West Norfolk Borough Council", "kings-lynn-and-west-norfolk"),
        ("Stoke-on-Trent City Council", "stoke-on-trent"),
        ("City of Edinburgh Council", "city-of-edinburgh"),
        ("Bournemouth, Christchurch and Poole", "bournemouth-christchurch-and-poole"),
        ("Council", "council"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("url", "platform"),
    [
        ("https://exmouth.moderngov.co.uk", "moderngov"),
        ("https://democracy.exmouth.gov.uk/ieListMeetings.aspx?CId=1", "moderngov"),
        ("https://www.exmouth.gov.uk/modern.gov", "moderngov"),
        ("https://exmouth.cmis.uk.com/exmouth", "cmis"),
        ("https://www.exmouthecho.co.uk/news/rss/", "rss"),
        ("https://exmouth.news/feed", "rss"),
        ("https://democracy.exmouth.gov.uk", None),
    ],
)
def test_the_shape_of_an_address_tells_the_platform(url: str, platform: str | None) -> None:
    assert guess_platform(url) == platform
