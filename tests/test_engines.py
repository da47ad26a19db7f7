"""The contract of the search engines: one suite, every engine."""

from datetime import date
from importlib.util import find_spec

import pytest

from records.errors import BadInput, Locked, NotKept
from search.engine import ENGINES, advice, engine_of, open_engine
from search.entries import Entry
from search.query import corrected, narrow, parse_query
from search.tree import Everything

RINGS = [("LAC", "CLA", "looked after children", "children looked after")]


def paper(id, title, pages, **more):
    more = {"kind": "report", "council": "powys", "body": "Cabinet", "date": date(2024, 5, 1), **more}
    url = f"https://example.org/{id}.pdf"
    return [
        Entry(paper=id, page=n, text=text, title=title, url=url, page_url=f"{url}#page={n}", **more)
        for n, text in enumerate(pages, 1)
    ]


FOSTERING = paper(
    "fostering",
    "Annual fostering report",
    [
        "Contents and foreword.",
        "We will recruit 60 more in-house foster carers by March 2027. Foster carers give warm homes.",
        "The inhouse service costs £2.4 million, 60 per cent of the budget.",
    ],
    measures=("foster_carers",),
    also_at=("pack-7",),
)
REVIEW = paper(
    "review",
    "Sufficiency review",
    ["The number of children looked after rose. Foster care allowances rose too, said Mr O’Neill."],
    kind="minutes",
    council="west-sussex",
    body="Children's Scrutiny Committee",
    date=date(2020, 3, 31),
)
STORY = paper(
    "story",
    "County seeks kin carers",
    ["Kinship carers in Tŷ Gwyn look after 41 CLA at home, the newspaper learned."],
    kind="press_release",
    council=None,
    body=None,
    date=None,
)
HOUSING = paper(
    "housing",
    "Housing plan",
    ["Homes for rent. The Authority plans 300 homes.", "Children's services were not consulted on homes."],
    body="Planning Committee",
    date=date(2018, 1, 1),
)
ENTRIES = [*FOSTERING, *REVIEW, *STORY, *HOUSING]


class Catalogue:
    """Stands for the archive: the texts by paper and page."""

    def __init__(self, entries):
        self.entries = entries

    def __call__(self, paper, page):
        return next((e.text for e in self.entries if (e.paper, e.page) == (paper, page)), None)


@pytest.fixture(params=list(ENGINES))
def name(request):
    if request.param == "tantivy" and find_spec("tantivy") is None:
        pytest.skip("tantivy is not installed: pip install 'councilwatch[tantivy]'")
    return request.param


@pytest.fixture
def engine(name, tmp_path):
    with open_engine(name, tmp_path / "index", Catalogue(ENTRIES), create=True) as engine:
        engine.add(ENTRIES)
        yield engine


def found(engine, text, rings=RINGS, **options):
    return [hit.paper for hit in engine.search(parse_query(text, rings), **options).hits]


MATCHES = [
    # words, by their inflections
    ("recruit", {"fostering"}),
    ("recruiting", {"fostering"}),
    ("foster carers", {"fostering"}),
    ("allowance", {"review"}),
    ("homes", {"fostering", "story", "housing"}),
    ("sewers", set()),
    ("author", set()),  # not "Authority"
    # the paper's title and council find its pages; its body does not
    ("sufficiency allowances", {"review"}),
    ("west sussex allowances", {"review"}),
    ("scrutiny", set()),
    # phrases
    ('"foster carers"', {"fostering"}),
    ('"carers foster"', set()),
    ('"more in-house foster carers by March"', {"fostering"}),
    ('"report Contents"', set()),  # the title's end and the page's beginning
    # hyphens and apostrophes
    ("in-house", {"fostering"}),
    ("inhouse carers", {"fostering"}),
    ('"inhouse foster"', {"fostering"}),
    ('"in house foster"', {"fostering"}),
    ("in-house service", {"fostering"}),
    ("children's", {"review", "housing"}),
    ("childrens", {"review", "housing"}),
    ("children", {"review", "housing"}),
    ("children’s services", {"housing"}),
    ("ONeill", {"review"}),
    ("O'Neill", {"review"}),
    # figures
    ("60", {"fostering"}),
    ("60%", {"fostering"}),
    ("60 per cent", {"fostering"}),
    ("£2.4m", {"fostering"}),
    ("2.4 million", {"fostering"}),
    ("300", {"housing"}),
    # Welsh
    ("ty gwyn", {"story"}),
    ('"TŶ GWYN"', {"story"}),
    ("t\u0177", {"story"}),
    ("ty\u0302", {"story"}),
    # operators
    ("kinship OR recruit", {"fostering", "story"}),
    ("foster AND allowances", {"review"}),
    ("foster NOT recruit", {"fostering", "review"}),  # another page of the same paper
    ("carers -kinship", {"fostering"}),
    ("(kinship OR recruit) carers NOT newspaper", {"fostering"}),
    ("NOT homes", {"fostering", "review"}),
    ("kinship OR NOT homes", {"fostering", "review", "story"}),
    ('rent OR (carers "children looked after")', {"housing"}),
    # beginnings and slips
    ("recr*", {"fostering"}),
    ("hom*", {"fostering", "story", "housing"}),
    ("zz*", set()),
    ("kinshp~", {"story"}),
    ("kinhsip~", {"story"}),
    ("alowanses~", set()),
    ("alowanses~2", {"review"}),
    ("binship~", set()),  # the first letter is taken to be right
    # fields
    ("council:powys", {"fostering", "housing"}),
    ('council:"West Sussex"', {"review"}),
    ("council:west*", {"review"}),
    ("council:(powys OR west-sussex) foster", {"fostering", "review"}),
    ("-council:powys", {"review", "story"}),
    ("body:scrutiny", {"review"}),
    ('body:"children\'s scrutiny"', {"review"}),
    ("body:plan*", {"housing"}),
    ("body:committee homes", {"housing"}),
    ("kind:minutes", {"review"}),
    ('kind:"press release"', {"story"}),
    ("kind:rep*", {"fostering", "housing"}),
    ("title:fostering", {"fostering"}),
    ("title:recruit", set()),
    ('title:"housing plan"', {"housing"}),
    ("title:hous*", {"housing"}),
    ("title:sufficency~", {"review"}),
    ("measure:foster_carers", {"fostering"}),
    ("measure:foster*", {"fostering"}),
    ("measure:other", set()),
    ("recruit OR council:west-sussex", {"fostering", "review"}),
    # days
    ("since:2019", {"fostering", "review"}),
    ("since:2020-03-31 until:2020-03-31", {"review"}),
    ("until:2019", {"housing"}),
    ("since:2025", set()),
    ("foster since:2021", {"fostering"}),
    ("kinship OR since:2024", {"fostering", "story"}),
    ("NOT since:2019", {"story", "housing"}),
    # synonyms
    ("LAC", {"review", "story"}),
    ("looked after children", {"review", "story"}),
    ('"LAC"', set()),
    ('"CLA"', {"story"}),
    ("LAC allowances", {"review"}),
    ("foster NOT LAC", {"fostering"}),
    # everything
    ("", {"fostering", "review", "story", "housing"}),
]


@pytest.mark.parametrize(("text", "papers"), MATCHES, ids=[text for text, _ in MATCHES])
def test_finds(engine, text, papers):
    results = engine.search(parse_query(text, RINGS))
    assert {hit.paper for hit in results.hits} == papers
    assert results.total == len(results.hits) == len(papers)


def test_synonyms_off(engine):
    off = parse_query("LAC", RINGS, synonyms=False)
    assert engine.search(off).total == 0


def test_hit(engine):
    (hit,) = engine.search(parse_query("foster carers")).hits
    assert (hit.paper, hit.title, hit.kind) == ("fostering", "Annual fostering report", "report")
    assert (hit.council, hit.body, hit.date) == ("powys", "Cabinet", date(2024, 5, 1))
    assert (hit.page, hit.pages) == (2, 1)
    assert hit.url == "https://example.org/fostering.pdf"
    assert hit.page_url == "https://example.org/fostering.pdf#page=2"
    assert hit.also_at == ("pack-7",)
    assert "**foster carers** by March" in hit.snippet.marked()
    assert hit.score > 0


def test_unknown_things_stay_none(engine):
    (hit,) = engine.search(parse_query("kinship")).hits
    assert (hit.council, hit.body, hit.date) == (None, None, None)


def test_grouped_by_paper_at_the_best_page(engine):
    results = engine.search(parse_query("fostering"))
    assert [(hit.paper, hit.page, hit.pages) for hit in results.hits] == [("fostering", 2, 3), ("review", 1, 1)]
    assert (results.total, results.pages) == (2, 4)


def test_best_first(engine):
    assert found(engine, "homes") == ["housing", "story", "fostering"]


def test_by_date(engine):
    assert found(engine, "homes", sort="newest") == ["fostering", "housing", "story"]
    assert found(engine, "homes", sort="oldest") == ["housing", "fostering", "story"]


def test_nothing_asked_lists_newest_first_at_first_pages(engine):
    hits = engine.search(Everything()).hits
    assert [(hit.paper, hit.page) for hit in hits] == [("fostering", 1), ("review", 1), ("housing", 1), ("story", 1)]
    assert found(engine, "council:powys") == ["fostering", "housing"]


def test_by_date_shows_the_best_page(engine):
    hits = engine.search(parse_query("foster carers OR fostering"), sort="newest").hits
    assert (hits[0].paper, hits[0].page) == ("fostering", 2)


def test_pages_of_results(engine):
    whole = found(engine, "homes OR allowances")
    assert len(whole) == 4
    assert found(engine, "homes OR allowances", limit=2) == whole[:2]
    assert found(engine, "homes OR allowances", limit=2, offset=2) == whole[2:]
    beyond = engine.search(parse_query("homes"), offset=10)
    assert (beyond.total, beyond.hits) == (3, ())
    assert engine.search(parse_query("homes"), limit=0).total == 3


def test_facets_count_papers(engine):
    facets = engine.search(parse_query("homes OR foster"), facets=True).facets
    assert facets.council == (("powys", 2), ("west-sussex", 1))
    assert facets.body == (("Cabinet", 1), ("Children's Scrutiny Committee", 1), ("Planning Committee", 1))
    assert facets.kind == (("report", 2), ("minutes", 1), ("press_release", 1))
    assert facets.year == (("2024", 1), ("2020", 1), ("2018", 1))
    assert facets.measure == (("foster_carers", 1),)


def test_facets_only_when_asked(engine):
    assert engine.search(parse_query("homes")).facets is None


def test_a_facet_narrows_to_what_it_counted(engine):
    query = parse_query("homes OR foster")
    for kind, count in engine.search(query, facets=True).facets.kind:
        assert engine.search(narrow(query, kind=kind)).total == count


def test_did_you_mean(engine):
    text = 'forster "kinshipp carers" council:powis'
    results = engine.search(parse_query(text))
    assert results.corrections == (("forster", "foster"), ("kinshipp", "kinship"))
    assert corrected(text, results.corrections) == 'foster "kinship carers" council:powis'
    assert engine.search(parse_query("foster")).corrections == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("allowences", "allowances"), ("Recriut", "recruit"), ("foster", None), ("xylophone", None), ("1999", None)],
)
def test_suggest(engine, typed, meant):
    assert engine.suggest(typed) == meant


def test_similar(engine):
    engine.add(paper("panel", "The panel", ["Kinship carers in Tŷ Gwyn asked the newspaper for more homes."]))
    similar = engine.similar("story")
    assert similar[0].paper == "panel"
    assert "story" not in [hit.paper for hit in similar]
    assert len(engine.similar("story", limit=1)) == 1
    assert engine.similar("nobody") == ()


def test_counts(engine):
    assert engine.count() == (4, 7)
    assert engine.pages_of("fostering") == [1, 2, 3]
    assert engine.pages_of("nobody") == []
    assert engine.frequency("Fostered".lower()) == 4
    assert engine.words("kin") == ["kin", "kinship"]


def test_a_new_version_replaces_every_page(engine):
    new = paper("fostering", "Fostering, revised", ["All about adoption."])
    engine.text_of.entries = [*new, *ENTRIES[3:]]
    assert engine.add(new) == 1
    assert found(engine, "recruit") == []
    (hit,) = engine.search(parse_query("adoption")).hits
    assert (hit.title, hit.page, hit.pages) == ("Fostering, revised", 1, 1)
    assert hit.snippet.text == "All about adoption."
    assert engine.count() == (4, 5)
    assert engine.search(Everything(), facets=True).facets.measure == ()


def test_remove_and_clear(engine):
    engine.remove(["fostering", "nobody"])
    assert engine.count() == (3, 4)
    assert found(engine, "recruit") == []
    engine.clear()
    assert engine.count() == (0, 0)
    assert engine.search(Everything(), facets=True).total == 0
    engine.add(REVIEW)
    assert found(engine, "allowances") == ["review"]


def test_a_batch_that_fails_leaves_nothing(engine):
    def broken_batch():
        yield from paper("half", "Half", ["One page of unicorns."])
        raise RuntimeError("the reader died")

    with pytest.raises(RuntimeError):
        engine.add(broken_batch())
    assert found(engine, "unicorns") == []
    assert engine.count() == (4, 7)
    assert engine.add(paper("half", "Half", ["One page of unicorns."])) == 1
    assert found(engine, "unicorns") == ["half"]


def test_many_batches(engine):
    for n in range(12):
        engine.add(paper(f"extra{n}", "Extra", [f"Page about badgers {n}."], date=date(2000 + n, 1, 1)))
    engine.remove(["extra3"])
    assert found(engine, "badgers", sort="oldest", limit=4) == ["extra0", "extra1", "extra2", "extra4"]
    assert found(engine, '"about badgers" since:2011') == ["extra11"]


def test_reopened(name, engine, tmp_path):
    engine.close()
    with open_engine(name, tmp_path / "index", Catalogue(ENTRIES)) as again:
        assert found(again, "kinship") == ["story"]
    assert engine_of(tmp_path / "index") == name


def test_another_process_s_batch_is_seen(name, engine, tmp_path):
    assert found(engine, "badgers") == []
    with open_engine(name, tmp_path / "index", Catalogue(ENTRIES)) as other:
        other.add(paper("extra", "Extra", ["Badgers."]))
    assert found(engine, "badgers") == ["extra"]


def test_one_writer_at_a_time(name, engine, tmp_path):
    def while_writing():
        with (
            open_engine(name, tmp_path / "index", Catalogue(ENTRIES)) as other,
            pytest.raises(Locked, match="Another run is writing"),
        ):
            other.remove(["story"])
        yield from REVIEW

    engine.add(while_writing())


def test_a_page_without_text_is_found_by_its_title(engine):
    engine.add(paper("scan", "Scanned badger census", [""]))
    (hit,) = engine.search(parse_query("badger")).hits
    assert (hit.paper, hit.snippet.text) == ("scan", "")


def test_no_index(name, tmp_path):
    with pytest.raises(NotKept, match=r"There is no search index in .* run `councilwatch rebuild"):
        open_engine(name, tmp_path / "none", Catalogue([]))


@pytest.mark.usefixtures("engine")
def test_an_index_of_another_engine(name, tmp_path):
    other = next(other for other in ENGINES if other != name)
    with pytest.raises(NotKept, match=f"was made by {name}, not {other}"):
        open_engine(other, tmp_path / "index", Catalogue([]))
    with open_engine(other, tmp_path / "index", Catalogue([]), create=True) as begun:
        assert begun.count() == (0, 0)


def test_a_damaged_index(name, engine, tmp_path):
    engine.close()
    for file in (tmp_path / "index").iterdir():
        if file.name != "engine.json":
            file.write_bytes(b"nonsense")
    with pytest.raises(NotKept, match=r"cannot be read .* run `councilwatch rebuild`"):
        open_engine(name, tmp_path / "index", Catalogue([])).search(Everything())


def test_advice():
    assert advice("whoosh", 30_000) is None
    assert advice("tantivy", 1_000_000) is None
    assert "`councilwatch rebuild --engine tantivy`" in advice("whoosh", 31_000)


def test_an_unknown_engine(tmp_path):
    with pytest.raises(BadInput, match="There is no search engine 'lucene'; there are whoosh, tantivy"):
        open_engine("lucene", tmp_path, Catalogue([]))


def test_a_library_that_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setitem(ENGINES, "distant", "search_of_nobody:Engine")
    with pytest.raises(BadInput, match="needs the library search_of_nobody; install it with"):
        open_engine("distant", tmp_path, Catalogue([]))


def test_a_folder_of_something_else_is_left_alone(name, tmp_path):
    (tmp_path / "letters.txt").write_text("Dear all,")
    with pytest.raises(BadInput, match="holds files that are no search index"):
        open_engine(name, tmp_path, Catalogue([]), create=True)
    assert (tmp_path / "letters.txt").exists()


def test_what_is_purged_is_in_no_file(name, tmp_path):
    where = tmp_path / "index"
    entries = [
        Entry(paper=f"p{n}", page=1, text=f"Foster carers of {word}", title=word, kind="report")
        for n, word in enumerate(("quibblethorpe", "tregenza", "pryce"))
    ]
    with open_engine(name, where, Catalogue(entries), create=True) as engine:
        for entry in entries[:2]:
            engine.add([entry])
        engine.add(entries[2:])
        if not engine.purge(["p0", "p9"]):
            pytest.skip(f"{name} cannot, and says so: its index is made anew")
        assert found(engine, "foster") == ["p1", "p2"] or found(engine, "foster") == ["p2", "p1"]
        assert found(engine, "quibblethorpe") == [] and found(engine, "tregenza") == ["p1"]
    assert not [path for path in where.iterdir() if b"quibblethorpe" in path.read_bytes()]


def test_a_page_of_two_words_is_not_the_best_answer_to_its_title(tmp_path):
    report = "The fostering service reports on recruitment of foster carers. " + "It is told at length here. " * 9
    entries = [
        Entry(paper="report", page=1, text=report * 2, title="Fostering annual report", kind="report"),
        Entry(paper="gone", page=1, text="Item withdrawn", title="Fostering annual report", kind="report"),
        *(
            Entry(paper=f"o{n}", page=1, text="Roads and bridges. " * 60, title="Roads", kind="report")
            for n in range(9)
        ),
    ]
    with open_engine("whoosh", tmp_path / "index", Catalogue(entries), create=True) as engine:
        engine.add(entries)
        assert found(engine, "fostering annual report") == ["report", "gone"]


def test_what_a_killed_discard_left_goes_with_the_next_opening(name, tmp_path):
    left = tmp_path / "index.old"
    left.mkdir()
    (left / "half").write_text("of an index")
    open_engine(name, tmp_path / "index", Catalogue([]), create=True).close()
    assert not left.exists()
