"""`sources add URL --record`: a few pages, trimmed, with nobody's name, beside what the parsers read from them."""

import json
from pathlib import Path

import pytest

from cli.demo.faults import Faults
from cli.demo.pretend_cmis import PretendCmis
from cli.demo.pretend_council import PretendCouncil
from cli.demo.pretend_paper import PretendPaper
from crawler.trimming import nameless, trim_html, trim_xml
from pipeline.record_pages import gate
from records.errors import BadInput
from records.slugs import slug_of_host
from tests.conftest import Run

PAGES = Path(__file__).parent / "pages" / "moderngov"


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://exmouth.moderngov.co.uk", "exmouth"),
        ("https://democracy.exmouth.gov.uk/moderngov", "exmouth"),
        ("https://www.exmouth.gov.uk", "exmouth"),
        ("https://councillors.north-exmouth.gov.uk/", "north-exmouth"),
        ("https://exmouthcouncil.cmis.uk.com/exmouth", "exmouth"),
        ("http://127.0.0.1:8000", None),
        ("https://democracy.gov.uk", None),
    ],
)
def test_a_host_tells_a_slug(url: str, slug: str | None) -> None:
    assert slug_of_host(url) == slug


@pytest.mark.parametrize(
    ("words", "slug", "said"),
    [
        (("https://exmouth.moderngov.co.uk",), "exmouth", ""),
        (("https://exmouth.moderngov.co.uk", "--slug", "my-town"), "my-town", ""),
        (("exmouth", "--url", "https://exmouth.moderngov.co.uk"), "exmouth", ""),
        (("exmouth",), None, "where is exmouth? Give its address with --url"),
        (("http://127.0.0.1:1", "--platform", "cmis"), None, "does not tell a name: say --slug"),
        (("https://a.moderngov.co.uk", "--url", "https://b.moderngov.co.uk"), None, "give the address once"),
        (("a", "--slug", "b", "--url", "https://b.moderngov.co.uk"), None, "the short name is given twice"),
    ],
)
def test_an_address_alone_is_enough(run: Run, words: tuple[str, ...], slug: str | None, said: str) -> None:
    ran = run("sources", "add", *words)
    assert (ran.code == 0) is (slug is not None) and said in ran.err
    if slug:
        assert slug in [row["slug"] for row in run("sources", "list", "--json").json["sources"]]


NAMES = [
    ("Councillor Elan Merrick asked", "Councillor Invented asked"),
    ("Cllrs E. Merrick and Huw Pant", "Cllrs Invented"),
    ("Mrs Merrick-Jones, Head of Service", "Mrs Invented, Head of Service"),
    ("write to e.merrick@morfa-elin.example", "write to someone@example.org"),
    ("ring 01597 826 000 or (01597) 826000", "ring 01632 960000 or 01632 960000"),
    ("recruit 60 foster carers by 31 March 2019", "recruit 60 foster carers by 31 March 2019"),
    ("GetMeeting of 01/10/2026, £2,400,000", "GetMeeting of 01/10/2026, £2,400,000"),
]


@pytest.mark.parametrize(("text", "trimmed"), NAMES)
def test_names_after_titles_and_contacts_are_replaced(text: str, trimmed: str) -> None:
    assert nameless(text) == trimmed


def test_a_page_loses_what_stands_around_it_and_its_people() -> None:
    body = (PAGES / "meeting.html").read_bytes()
    trimmed = trim_html(body).decode()
    assert 'class="mgMainTitleTxt"' in trimmed and "recruited by March 2028" in trimmed
    for gone in ("Council tax leaflet", "Footer committee", "mailto:", "Contact:", "Ashdown", "UID=14"):
        assert gone in body.decode() and gone not in trimmed


def test_the_service_s_counts_are_of_what_is_kept() -> None:
    rows = "".join(f"<committee><committeeid>{n}</committeeid></committee>" for n in range(9))
    body = f"<committees><committeescount> 9</committeescount>{rows}</committees>".encode()
    trimmed = trim_xml(body).decode()
    assert trimmed.count("<committee>") == 3 and "<committeescount> 3<" in trimmed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("faults", "expected"),
    [
        (
            Faults(),
            {"committees", "meeting", "meetings", "service_committees", "service_meeting", "service_meetings"},
        ),
        (Faults(service="missing"), {"committees", "meeting", "meetings"}),
        (Faults(refuse_html=True), {"service_committees", "service_meeting", "service_meetings"}),
    ],
    ids=["both channels", "the service is off", "pages are refused"],
)
def test_recorded_pages_pass_the_gate(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faults: Faults, expected: set[str]
) -> None:
    from cli.commands import sources_add
    from cli.demo.pretend_council import DEMO_DAY
    from tests.test_sources_check import NOW

    assert NOW.date() == DEMO_DAY
    monkeypatch.setattr(sources_add, "now", lambda: NOW)  # the pretend site has no meetings of today
    folder = tmp_path / "recorded"
    with PretendCouncil(faults=faults, prefix="/moderngov") as council:
        words = ("--slug", "x", "--record", "--into", folder, "--delay", "0")
        ran = run("sources", "add", council.url, *words)
        assert ran.code == 0, ran.err
        assert council.requests[0].path == "/robots.txt" and len(council.requests) <= 12
    assert {path.stem for path in folder.iterdir()} == expected
    assert gate(folder) == []
    read = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
    assert all("expect" in page for page in read.values())
    meetings = [page["expect"] for name, page in read.items() if name in ("meeting", "service_meeting")]
    assert len({(meeting["id"], meeting["held_on"]) for meeting in meetings}) == 1
    assert all(1 <= len(meeting["items"]) <= 3 for meeting in meetings)
    assert any(item.get("documents") for meeting in meetings for item in meeting["items"])


@pytest.mark.slow
def test_other_platforms_are_recorded_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cli.commands import sources_add
    from tests.test_sources_check import NOW

    monkeypatch.setattr(sources_add, "now", lambda: NOW)
    with PretendCmis() as council, PretendPaper() as paper:
        one, other = tmp_path / "c", tmp_path / "p"
        add = ("--record", "--delay", "0")
        assert run("sources", "add", council.url, "--slug", "c", "--platform", "cmis", "--into", one, *add).code == 0
        assert run("sources", "add", paper.feed, "--slug", "p", "--platform", "rss", "--into", other, *add).code == 0
    assert {path.stem for path in one.iterdir()} == {"cmis_base", "cmis_month", "cmis_meeting"}
    assert {path.stem for path in other.iterdir()} == {"feed"}
    assert gate(one) == gate(other) == []


@pytest.mark.slow
def test_a_site_that_refuses_records_nothing_and_is_exit_3(run: Run, tmp_path: Path) -> None:
    with PretendCouncil(faults=Faults(robots="refuse")) as council:
        words = ("--slug", "x", "--platform", "moderngov", "--record", "--into", tmp_path / "r", "--delay", "0")
        ran = run("sources", "add", council.url, *words)
    assert ran.code == 3 and "robots.txt does not allow" in ran.err and not (tmp_path / "r").exists()


def test_the_gate_says_which_page_is_read_differently(tmp_path: Path) -> None:
    page = (PAGES / "committees.html").read_bytes()
    about = json.loads((PAGES / "committees.json").read_text()) | {"site": "https://democracy.harrowmere.example"}
    (tmp_path / "committees.html").write_bytes(page)
    with_json = tmp_path / "committees.json"
    with_json.write_text(json.dumps(about))
    assert gate(tmp_path) == []
    about["expect"][0]["title"] = "Another committee"
    with_json.write_text(json.dumps(about))
    (fault,) = gate(tmp_path)
    assert fault.startswith("committees.html: the parser moderngov_lists.committees no longer reads")
    with_json.unlink()
    assert gate(tmp_path) == ["committees.html: there is no committees.json beside it"]
    with pytest.raises(BadInput, match="holds no recorded pages"):
        gate(tmp_path / "nowhere")
