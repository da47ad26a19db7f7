"""Versions: what changed in a paper, page by page; figures that became others; papers replaced and withdrawn."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.bundled import load_topic
from archive.home import open_archive
from archive.papers import paper_id
from cli.demo.pretend_council import PretendCouncil
from commitments.extract import find
from crawler.run import crawl
from crawler.task import Options
from pipeline.changed_quotes import changed_quotes
from pipeline.process import process
from pipeline.version_diff import page_changes, words_of
from records.findings import Passage
from records.papers import Page, Paper
from records.sources import Source
from tests.conftest import Run, _runner

TARGET = "The Council will recruit 12 more in-house foster carers by 31 March 2019."
ACTION = "The Head of Service will open a second hub home by June 2019."


def pages(*texts: str) -> list[Page]:
    return [Page(number=number, text=text) for number, text in enumerate(texts, 1)]


def quotes(old: list[Page], new: list[Page]) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """(type, how, figures) of every finding of the old pages that changed."""
    topic = load_topic()
    found = [
        (page.number, find(Passage(text=page.text, published=date(2018, 9, 1), council="exmouth"), topic))
        for page in old
    ]
    placed = [(number, one) for number, f in found for one in (*f.statements, *f.observations)]
    return [(one.type, one.how, one.figures) for one in changed_quotes(old, new, placed)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (TARGET, []),
        (TARGET.replace("12", "20"), [("statement", "figure", (("12", "20"),))]),
        (TARGET.replace("12", "twelve"), [("statement", "figure", (("12", "twelve"),))]),
        (TARGET.replace("31 March 2019", "December 2019"), [("statement", "figure", (("31 March 2019", "December 2019"),))]),
        (TARGET.replace("12", "8").replace("2019", "2020"), [("statement", "figure", (("12", "8"), ("31 March 2019", "31 March 2020")))]),
        (TARGET.replace("will recruit", "hopes to recruit"), [("statement", "words", ())]),
        ("No further report is to come.", [("statement", "gone", ())]),
        ("A new first paragraph of the report stands here.\n\n" + TARGET, []),
        (TARGET.replace(" in-house ", "\nin-house "), []),
    ],
)  # fmt: skip
def test_what_became_of_a_promise(now: str, expected: list[object]) -> None:
    assert quotes(pages(f"1. Aims\n\n{TARGET}"), pages(f"1. Aims\n\n{now}")) == expected


def test_changed_figures_come_first_and_moved_ones_are_no_change() -> None:
    old = pages(f"{ACTION}\n\n{TARGET}", "Second page.")
    new = pages("A new front page.", TARGET.replace("12", "15"), ACTION)
    assert quotes(old, new) == [("statement", "figure", (("12", "15"),))]


def test_words_tell_their_side_and_give_back_both_texts() -> None:
    words = words_of("Eleven posts were covered.", "Thirteen posts were kept.")
    assert words[:3] == (("gone", "Eleven"), ("new", "Thirteen"), ("same", " posts were "))
    assert "".join(part for side, part in words if side != "new") == "Eleven posts were covered."
    assert "".join(part for side, part in words if side != "gone") == "Thirteen posts were kept."


def test_the_diff_goes_by_page_and_follows_a_paragraph_over_the_break() -> None:
    kept = "The panel noted the report of the last quarter."
    old = pages(f"First matter.\n\nNo change is planned here.\n\n{kept}", "Second matter.")
    new = pages("First matter.\n\nA change is planned here.", f"{kept}\n\nSecond matter.\n\nThird matter, wholly new.")
    first, second = page_changes(old, new)
    assert (first.before, first.after) == (1, 1) and (second.before, second.after) == (2, 2)
    assert [(one.before, one.after) for one in first.changes] == [
        ("No change is planned here.", "A change is planned here.")
    ]
    assert [(one.before, one.after) for one in second.changes] == [(None, "Third matter, wholly new.")]
    assert page_changes(old, old) == ()
    assert [one.after for one in page_changes([], new)[0].changes][:1] == ["First matter."]


REPORT = "Performance Report Quarter 4"


@pytest.fixture(scope="module")
def july(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home in which the pretend council was crawled on 30 June and on 6 July 2021, and processed once."""
    home = tmp_path_factory.mktemp("july")
    topic = load_topic()
    archive = open_archive(home)
    with PretendCouncil(as_of=date(2021, 6, 30)) as council:
        source = Source(slug="morfa-elin", name="Morfa Elin", platform="moderngov", url=council.url)
        archive.watched.add(source)
        options = Options(since=date(2021, 6, 1), until=date(2021, 7, 31), delay=0)
        for day in (date(2021, 6, 30), date(2021, 7, 6)):
            council.advance(day)
            at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
            with archive.lock():
                assert crawl(archive, [source], topic, options, at).results[0].outcome == "ok"
    with archive.lock():
        process(archive, topic, engine="whoosh", now=at, workers=1)
    archive.close()
    yield home


@pytest.fixture
def seen(july: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return _runner(july, monkeypatch)


@pytest.mark.slow
def test_a_replaced_paper_shows_its_versions_and_its_changed_figure(seen: Run) -> None:
    (report,) = [
        hit for hit in seen("search", REPORT, "--json").json["hits"] if hit["title"].endswith("Quarter 4 2020-21")
    ]
    versions = seen("show", report["paper"], "--versions", "--json").json["versions"]
    assert [(one["state"], one["seen_at"][:10]) for one in versions] == [
        ("replaced", "2021-06-30"),
        ("current", "2021-07-06"),
    ]
    assert all("etag" in dict(one["headers"]) for one in versions) and versions[0]["sha256"] != versions[1]["sha256"]
    listed = seen("show", report["paper"], "--versions").out
    assert versions[0]["sha256"] in listed and "etag: " in listed
    diff = seen("show", report["paper"], "--diff", "--json").json
    assert [one["figures"] for one in diff["quotations"]] == [[["Eleven", "Thirteen"]], [["11", "13"]]]
    assert [page["after"] for page in diff["pages"]] == [1]
    shown = seen("show", report["paper"], "--diff").out
    assert shown.index("Eleven became Thirteen") < shown.index("[-Eleven-]{+Thirteen+} posts")
    back = seen(
        "show", report["paper"], "--from", versions[1]["sha256"][:8], "--to", versions[0]["sha256"][:8], "--json"
    ).json
    assert back["quotations"][0]["figures"] == [["Thirteen", "Eleven"]]
    assert seen("show", report["paper"], "--from", "beef").err.startswith("no version begins with 'beef'; there are: ")
    changed = seen("status", "--json").json["changed_figures"]
    assert [(row["paper"], row["before_page"]) for row in changed] == [(report["paper"], 1)] * 2
    assert "Eleven became Thirteen" in seen("status").err


@pytest.mark.slow
def test_the_paper_a_promise_stands_in_was_changed_and_the_commitment_says_so(seen: Run) -> None:
    held = seen("commitments", "--as-of", "2021-07-06", "--query", "target of 130", "--json").json
    one = seen("commitment", held[0]["id"], "--as-of", "2021-07-06", "--json").json
    assert any(change["figures"] == [["Eleven", "Thirteen"]] for change in one["changed"])
    assert "Changed in the paper itself" in seen("commitment", held[0]["id"], "--as-of", "2021-07-06").out


@pytest.mark.slow
def test_a_withdrawn_paper_is_found_and_shown_as_withdrawn(seen: Run) -> None:
    hits = seen("search", "carers survey", "--json").json["hits"]
    (gone,) = [hit for hit in hits if hit["withdrawn"]]
    assert "survey 2021: comments" in gone["title"]
    assert "withdrawn by the council" in seen("search", "carers survey").out
    shown = seen("show", gone["paper"])
    assert (
        "withdrawn: no longer linked where it was; last seen linked on 2021-06-30" in shown.err
        and "households" in shown.out
    )
    assert [one["state"] for one in seen("show", gone["paper"], "--versions", "--json").json["versions"]] == [
        "withdrawn"
    ]
    alone = seen("show", gone["paper"], "--diff")
    assert alone.code == 1 and "only one version of it was seen" in alone.err


def test_an_older_version_nobody_read_is_read_when_asked_for_and_kept(run: Run, tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "home")
    paper = Paper(
        id=paper_id("local", "a"), source="local", key="a", kind="report", title="Carers", published=date(2018, 9, 1)
    )
    archive.papers.see(paper, datetime(2018, 9, 1, tzinfo=UTC), "pending")
    texts = [
        f"Foster carers\n\n{TARGET}",
        f"Foster carers\n\n{TARGET.replace('12', '20')}\n\nTomos Pryce, DOB: 12/03/2009",
    ]
    for day, text in enumerate([*texts, texts[0], "%PDF-1.7 broken"], 1):
        archive.papers.keep(paper.id, text.encode(), datetime(2018, 9, day, tzinfo=UTC), media_type="text/plain")
    old, hidden, back, broken = archive.papers.versions(paper.id)
    assert archive.texts.reading(old.sha256) is None and old.sha256 == back.sha256
    diff = ("show", paper.id, "--diff", "--json", "--from")
    with archive.lock():
        shown = run(*diff, old.sha256, "--to", hidden.sha256)
        assert shown.code == 0 and archive.texts.reading(old.sha256) is None, "another run is writing: nothing is kept"
    again = run(*diff, old.sha256, "--to", hidden.sha256)
    assert again.json == shown.json and "Tomos" not in again.out, "a page with personal data is not shown"
    assert archive.texts.reading(old.sha256).pages == 1 and archive.texts.page(hidden.sha256, 1) is None
    assert "cannot be read" in run(*diff, old.sha256, "--to", broken.sha256).err
    assert run("process").code == 0
    assert {row["kind"] for row in run("status", "--json").json["not_readable"]} == {"quarantined"}
    assert run("show", paper.id, "--diff", "--text").code == 2
