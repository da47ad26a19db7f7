"""The commands as people and programs use them: exit codes, sentences, and the JSON scripts rely on."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.demo.faults import Faults
from cli.demo.pretend_council import PretendCouncil
from tests.conftest import Ran, Run, _runner

STORY = """Exmouth hopes for more carers

By Jo Tregenza, Local Democracy Reporter

It is hoped that 12 more foster carers will be found in Exmouth by Christmas.

The council's report says it will "go on recruiting for a net increase of 12 in-house foster carers by December 18".
"""


@pytest.fixture
def demo(demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The program over a copy of the pretend council's archive."""
    shutil.copytree(demo_home, tmp_path / "home")
    yield _runner(tmp_path / "home", monkeypatch)


def test_a_newcomer_is_told_where_to_start(run: Run) -> None:
    assert "councilwatch demo" in run("status").err
    found = run("search", "carers")
    assert found.code == 0 and "nothing is kept yet" in found.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("watch", "atlantis"), "there is no source 'atlantis'"),
        (("watch", "cumbria"), "replaced by cumberland, westmorland-and-furness"),
        (("unwatch", "powys"), "'powys' is not watched"),
        (("crawl",), "nothing is watched"),
        (("add", "nowhere.pdf"), "cannot read nowhere.pdf: No such file or directory"),
        (("show", "atlantis-1"), "no paper has the id 'atlantis-1'"),
        (("commitment", "c-1"), "there is no commitment 'c-1'"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_1(run: Run, words: tuple[str, ...], sentence: str) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (1, "") and sentence in ran.err


@pytest.mark.parametrize("words", [("nonsense",), ("search", "--sideways"), ("commitments", "--as-of", "yesterday")])
def test_wrong_usage_is_exit_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).code == 2


def test_help_loads_neither_scrapy_nor_whoosh() -> None:
    import subprocess
    import sys

    code = "import sys, cli.main; print([m for m in ('scrapy', 'whoosh', 'bs4', 'trafilatura', 'matplotlib') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_files_of_the_users_own_become_papers(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    words = (
        "add",
        story,
        "--council",
        "Powys County Council",
        "--published",
        "2018-09-14",
        "--kind",
        "article",
        "--json",
    )
    added, again = run(*words).json, run(*words).json
    assert added["added"][0]["new"] and not again["added"][0]["new"]
    assert run("search", "carers", "--json").json["searched"]["unprocessed"] == 1
    assert run("process").code == 0
    (hit,) = run("search", "Christmas carers", "--json").json["hits"]
    assert (hit["council"], hit["date"], hit["kind"], hit["page"]) == ("powys", "2018-09-14", "article", 1)
    assert "Christmas" in hit["snippet"]
    (one,) = run("commitments", "--as-of", "2018-10-01", "--json").json
    assert (one["value"], one["deadline"]["end"], one["status"]) == (12, "2018-12-31", "open")
    assert len(one["statements"]) == 2 and "hoped" in {s["strength"] for s in one["statements"]}
    assert run("commitments", "--as-of", "2018-09-01", "--json").json == [], "nobody knew it then"


def test_a_council_of_no_registry_is_accepted_with_a_warning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Foster carers.")
    ran = run("add", tmp_path / "a.txt", "--council", "atlantis")
    assert ran.code == 0 and "no council 'atlantis' is in the registry" in ran.err


def test_a_site_from_sources_add_to_status(run: Run) -> None:
    with PretendCouncil() as council:
        add = ("sources", "add", "x", "--name", "X", "--platform", "moderngov", "--url", council.url)
        assert run(*add).code == 0 and not council.requests, "adding sends nothing"
        assert run("watch", "x").code == 0
        crawled = run("crawl", "--since", "2020-01-01", "--until", "2020-12-31", "--delay", "0", "--json")
        assert crawled.code == 0 and crawled.json["sources"][0]["outcome"] == "ok"
        assert run("process").code == 0
        agents = {asked.agent for asked in council.requests}
        assert all(agent.startswith("councilwatch/") for agent in agents)
    (source,) = run("status", "--json").json["sources"]
    assert source["slug"] == "x" and source["outcome"] == "ok" and source["last_success"]
    assert source["meetings"]["captured"] == source["meetings"]["listed"] > 0
    papers = source["papers"]
    assert papers["linked"] >= papers["fetched"] >= papers["readable"] > 0
    assert papers["readable"] + papers["quarantined"] == papers["fetched"]
    assert source["requests"] > 0 and source["versions"] >= papers["fetched"]


@pytest.mark.parametrize(
    ("faults", "outcome", "code"),
    [(Faults(refuse_all=True), "blocked", 3), (Faults(robots="refuse"), "robots", 3)],
)
def test_a_source_that_failed_is_exit_3(run: Run, faults: Faults, outcome: str, code: int) -> None:
    with PretendCouncil(faults=faults) as council:
        run("sources", "add", "x", "--platform", "moderngov", "--url", council.url)
        ran = run("crawl", "x", "--delay", "0", "--json")
    assert (ran.code, ran.json["sources"][0]["outcome"]) == (code, outcome)
    assert run("status", "--json").json["sources"][0]["last_success"] is None


def test_search_gives_the_contract(demo: Run) -> None:
    found = demo("search", '"in-house foster carers"', "--since", "2018-06-01", "--facets", "--json").json
    assert found["total"] > 3 and found["searched"]["papers"] > 100 and found["facets"]["year"]
    for hit in found["hits"]:
        assert {
            "paper",
            "title",
            "council",
            "body",
            "kind",
            "date",
            "page",
            "url",
            "page_url",
            "also_at",
            "snippet",
            "score",
        } <= set(hit)
        assert hit["date"] >= "2018-06-01"
    assert any(place["kind"] == "pack" for hit in found["hits"] for place in hit["also_at"])
    assert not any(hit["kind"] == "pack" and hit["pages"] > 5 for hit in found["hits"]), (
        "the single papers are the hits"
    )


def test_search_narrows_and_says_what_was_searched(demo: Run) -> None:
    assert demo("search", "carers", "--kind", "article", "--json").json["hits"][0]["kind"] == "article"
    assert demo("search", "carers", "--council", "powys", "--json").json["total"] == 0
    assert demo("search", "carrers", "--json").json["did_you_mean"] == "carers"
    ran = demo("search", "zebras")
    assert "nothing found in" in ran.err and "papers of 3 sources" in ran.err


def test_show_prints_one_page_or_the_original(demo: Run) -> None:
    hit = demo("search", "performance report", "--kind", "report", "--json").json["hits"][0]
    shown = demo("show", hit["paper"], "--page", hit["page"], "--json").json
    assert shown["pages"][0]["number"] == hit["page"] and shown["versions"]
    assert hit["title"] in demo("show", hit["paper"]).out
    assert demo("show", hit["paper"], "--page", "99").code == 1


def test_what_cannot_be_read_is_shown_with_its_reason(demo: Run) -> None:
    rows = demo("status", "--json").json["not_readable"]
    reasons = " ".join(row["reason"] for row in rows)
    assert "an HTML page, not a PDF" in reasons and "truncated" in reasons


def test_every_quotation_stands_where_it_is_said_to(demo: Run) -> None:
    for one in demo("commitments", "--as-of", "2021-06-28", "--json").json:
        for said in one["statements"]:
            page = demo("show", said["paper"], "--page", said["page"], "--json").json["pages"][0]["text"]
            assert page[said["start"] : said["end"]] == said["quote"]
        break
    assert demo("verify", "--json").json["faults"] == []


def test_a_rebuild_gives_the_same_and_keeps_reviews(run: Run, tmp_path: Path) -> None:
    for n, measure in enumerate(
        ("in-house foster carers", "adopters", "social workers", "placements in residential care")
    ):
        (tmp_path / f"{n}.txt").write_text(f"The Council will recruit {n + 11} more {measure} by 31 March 2022.")
        assert run("add", tmp_path / f"{n}.txt", "--council", "powys", "--published", "2021-01-14").code == 0
    assert run("process").code == 0
    rebuilt(run)


@pytest.mark.slow
def test_a_rebuild_of_a_whole_archive_gives_the_same(demo: Run) -> None:
    rebuilt(demo)


def rebuilt(demo: Run) -> None:
    """A dismissal and a merger before, and all that is known the same after."""
    before = demo("commitments", "--as-of", "2021-06-28", "--json").json
    gone, merged = before[0]["id"], [one["id"] for one in before[1:3]]
    assert demo("review", gone, "--dismiss", "--who", "editor", "--note", "not ours").code == 0
    assert demo("review", merged[0], "--merge", merged[1], "--who", "editor").code == 0
    after = demo("commitments", "--as-of", "2021-06-28", "--json").json
    assert gone not in {one["id"] for one in after} and len(after) == len(before) - 2
    assert demo("rebuild").code == 0
    assert demo("commitments", "--as-of", "2021-06-28", "--json").json == after


def test_a_paper_forgotten_is_found_no_more(demo: Run) -> None:
    hit = demo("search", '"in-house foster carers"', "--json").json["hits"][0]
    ran = demo("forget", hit["paper"], "--reason", "names a child", "--who", "editor", "--yes", "--json")
    assert ran.code == 0 and ran.json["removed"]
    again = demo("search", '"in-house foster carers"', "--limit", "50", "--json").json["hits"]
    assert hit["paper"] not in {one["paper"] for one in again}
    assert demo("forget", "--list", "--json").json["forgotten"][0]["paper"] == hit["paper"]
    assert demo("verify", "--json").json["faults"] == []


def test_a_second_writer_is_told_to_wait(demo: Run, tmp_path: Path) -> None:
    from archive.home import open_archive

    with open_archive(tmp_path / "home").lock():
        ran = demo("process")
        assert ran.code == 75 and "another run is writing" in ran.err
        assert demo("search", "carers").code == 0, "reading goes on"


def test_track_draws_and_writes(demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = ("track", "in_house_foster_carers", "--council", "morfa-elin", "--as-of", "2021-06-28")
    points = demo(*measure, "--json").json["points"]
    assert {point["kind"] for point in points} == {"figure", "target"}
    for name in ("c.svg", "c.png"):
        assert demo(*measure, "--chart", tmp_path / name).code == 0
    assert b"<svg" in (tmp_path / "c.svg").read_bytes() and (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    assert demo(*measure, "--chart", tmp_path / "c.gif").code == 2
    assert demo(*measure, "--csv").out.count("\n") == len(points) + 1
    monkeypatch.setenv("COLUMNS", "80")  # too narrow for a column of quotations
    told = demo(*measure).out
    assert "target  +18 carers  missed" in told and "“Go on recruiting our own foster carers" in told


def test_extract_reads_stdin_and_gold_lines(run: Run, tmp_path: Path) -> None:
    pages = run("extract", "-", "--published", "2018-09-14", "--json", stdin=STORY).json["pages"]
    assert {s["value"] for s in pages[0]["statements"]} == {12}
    assert "12 more foster carers" in run("extract", "-", "--published", "2018-09-14", stdin=STORY).out
    line = {"id": "x1", "source": {"type": "news", "council": "Exmouth", "published": "2018-09-14"}, "text": STORY}
    (tmp_path / "p.jsonl").write_text(json.dumps(line) + "\n")
    (written,) = [json.loads(row) for row in run("extract", "--passages", tmp_path / "p.jsonl").out.splitlines()]
    assert written["id"] == "x1" and written["commitments"][0]["measure_id"]
    (tmp_path / "bad.jsonl").write_text('{"id": 1}\n')
    bad: Ran = run("extract", "--passages", tmp_path / "bad.jsonl")
    assert bad.code == 1 and "line 1: not a passage" in bad.err


def test_a_citation_line_can_be_checked(demo: Run) -> None:
    one = demo("commitments", "--as-of", "2021-06-28", "--json").json[0]
    (line, *_) = demo("commitment", one["id"], "--as-of", "2021-06-28", "--cite").out.splitlines()
    said = one["statements"][0]
    assert said["sha256"][:16] in line and said["quote"] in line and f"p. {said['page']}" in line


def test_doctor_says_what_to_do(run: Run) -> None:
    checks = {row["check"]: row for row in run("doctor", "--json").json["checks"]}
    assert not checks["contact"]["ok"] and "councilwatch.toml" in checks["contact"]["todo"]


def test_a_night_crawls_and_processes_under_one_lock(run: Run, tmp_path: Path) -> None:
    with PretendCouncil() as council, PretendCouncil(faults=Faults(refuse_all=True)) as refusing:
        for slug, site in (("x", council), ("y", refusing)):
            run("sources", "add", slug, "--platform", "moderngov", "--url", site.url)
        run("watch", "x", "y")
        (tmp_path / "home" / "councilwatch.toml").write_text("delay = 0\n")
        ran = run("nightly", "--json")
    assert ran.code == 3
    assert {one["slug"]: one["outcome"] for one in ran.json["crawl"]["sources"]}["y"] == "blocked"
    (report,) = (tmp_path / "home" / "reports").glob("*.json")
    assert json.loads(report.read_text())["crawl"]["requests"] > 0
