"""Which address is whose: aliases, former hosts, Welsh twins, rows that share a site, robots.txt that moved."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.bundled import bundled_registry, load_topic
from archive.home import Archive, open_archive
from cli.demo.faults import Faults
from cli.demo.pretend_council import PretendCouncil
from cli.demo.serve import Answer, Asked
from crawler.parsers.addresses import taken_home
from crawler.run import CrawlReport, crawl
from crawler.sightings import meeting_sightings
from crawler.task import Options
from records.collected import AgendaItem, DocumentLink, Meeting
from records.registry import find_source
from records.sources import Source, same_sites
from tests.conftest import Run

TODAY = date(2021, 6, 28)
NOW = datetime(2021, 6, 28, 3, tzinfo=UTC)
ELIN = Source(
    slug="elin", name="Elin", platform="moderngov", url="https://democracy.elin.example/moderngov",
    other_urls=("http://old.elin.example", "https://democratiaeth.elin.example"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "held"),
    [
        ("https://democracy.elin.example/moderngov", True),
        ("http://www.democracy.elin.example/ModernGov/ieListDocuments.aspx?MId=1", True),
        ("https://old.elin.example/mgAi.aspx?ID=3", True),
        ("https://democratiaeth.elin.example", True),
        ("https://democracy.elin.example/moderngovernment", False),
        ("https://elin.example/", False),
    ],
)
def test_an_address_under_an_alias_is_the_same_source(address: str, held: bool) -> None:
    assert ELIN.holds(address) is held
    assert (find_source({"elin": ELIN}, address) == ELIN) is held


def test_the_fullest_address_names_the_source() -> None:
    one = replace(ELIN, url="https://shared.example", other_urls=())
    two = replace(ELIN, slug="other", url="https://shared.example/other", other_urls=())
    assert find_source({"one": one, "two": two}, "https://shared.example/other/mgAi.aspx?ID=1") == two


def test_rows_with_one_site_are_known_by_any_of_its_addresses() -> None:
    rows = [
        ELIN,
        replace(ELIN, slug="twin", url="https://democracy.elin.example/moderngov/", other_urls=()),
        replace(ELIN, slug="old", url="https://old.elin.example", other_urls=("https://older.elin.example",)),
        replace(ELIN, slug="older", url="http://older.elin.example", other_urls=()),
        replace(ELIN, slug="else", url="https://elsewhere.example", other_urls=()),
    ]
    assert same_sites(rows) == {"twin": "elin", "old": "elin", "older": "elin"}


def test_outlets_that_share_pages_are_no_twins() -> None:
    wales = Source(slug="w", name="W", platform="rss", url="https://x.example/w?rss", other_urls=("https://x.example",))
    assert same_sites([wales, replace(wales, slug="e", url="https://x.example/e?rss")]) == {}


def test_the_bundled_rows_share_a_site_where_two_councils_do_and_nowhere_else() -> None:
    current = [source for source in bundled_registry().values() if source.url and not source.replaced_by]
    assert {"west-devon": "south-hams"}.items() <= same_sites(current).items()
    names = {slug for pair in same_sites(current).items() for slug in pair}
    assert len(names) < 20


def test_a_document_under_a_former_host_is_the_site_s_own() -> None:
    links = (
        DocumentLink(title="Carers", url="http://old.elin.example/documents/s7/Carers.pdf", external=True),
        DocumentLink(title="Film", url="http://old.elin.example/films/carers", external=True),
        DocumentLink(title="Law", url="https://law.example/documents/s7/Act.pdf", external=True),
    )
    item = AgendaItem(id="1", number="1.", title="Foster carers", documents=links)
    meeting = Meeting(id="9", committee="Cabinet", held_on=TODAY, items=(item,))
    seen = [one.link for one in meeting_sightings(ELIN, load_topic(), meeting, (item,), []) if one.link]
    assert [link.external for link in seen] == [False, True, True]
    assert seen[0].url == "https://democracy.elin.example/moderngov/documents/s7/Carers.pdf"


def test_only_the_platform_s_own_paths_are_taken_home() -> None:
    site = "https://new.example/moderngov"
    assert taken_home("http://old.example/ieListDocuments.aspx?mid=1", site) == f"{site}/ieListDocuments.aspx?MId=1"
    assert taken_home("http://old.example/cmis/Meetings.aspx", site) is None


def test_commands_take_an_address_for_a_name(run: Run) -> None:
    assert run("watch", "https://powysw.moderngov.co.uk/mgListCommittees.aspx").code == 0
    assert [row["slug"] for row in run("sources", "list", "--watched", "--json").json["sources"]] == ["powys"]
    added = run("sources", "add", "old-powys", "--url", "http://powys.moderngov.co.uk/")
    assert "powys has the same site" in added.err


@pytest.fixture
def archive(tmp_path: Path):
    held = open_archive(tmp_path)
    yield held
    held.close()


def crawled(archive: Archive, *sources: Source, now: datetime = NOW, **options: object) -> CrawlReport:
    asked = Options(since=date(2021, 6, 1), delay=0, patience=0.01, **options)  # type: ignore[arg-type]
    return crawl(archive, sources, load_topic(), asked, now)


class Welsh(PretendCouncil):
    """The Welsh host of a council: the same site and ids, pages in Welsh unless English is asked for."""

    def answer(self, asked: Asked) -> Answer:
        return super().answer(replace(asked, query={"lll": "1"} | asked.query))


@pytest.mark.slow
def test_the_welsh_pages_of_a_site_hold_the_same_meetings_and_papers(tmp_path: Path) -> None:
    seen = []
    for n, site in enumerate((PretendCouncil, Welsh)):
        with site(faults=Faults(service="missing"), as_of=TODAY) as served:
            held = open_archive(tmp_path / str(n))
            source = Source(slug="elin", name="Elin", platform="moderngov", url=served.url)
            (result,) = crawled(held, source, all_papers=True).results
            assert result.outcome == "ok", result.reason
            papers = {kept.paper.key: kept for kept in held.papers.all()}
            meetings = {kept.meeting.id: kept.meeting for kept in held.meetings.between("elin")}
            seen.append((papers, meetings, {one.title for one in held.meetings.committees("elin")}))
            held.close()
    (english, in_english, bodies), (welsh, in_welsh, cyrff) = seen
    assert set(english) == set(welsh) and set(in_english) == set(in_welsh)
    assert bodies != cyrff  # it was Welsh indeed
    for id, meeting in in_english.items():
        twin = in_welsh[id]
        assert (meeting.held_on, meeting.time, meeting.minutes_final) == (twin.held_on, twin.time, twin.minutes_final)
        assert [bool(item.minutes) for item in meeting.items] == [bool(item.minutes) for item in twin.items]
    assert {key: kept.state for key, kept in english.items()} == {key: kept.state for key, kept in welsh.items()}


@pytest.mark.slow
def test_a_site_that_leads_to_its_alias_has_not_moved(archive: Archive) -> None:
    with PretendCouncil(as_of=TODAY) as new, PretendCouncil(faults=Faults(moved_to=new.url), as_of=TODAY) as old:
        row = Source(slug="elin", name="Elin", platform="moderngov", url=old.url)
        assert crawled(archive, row, limit=1).results[0].outcome == "moved"
        knowing = replace(row, other_urls=(new.url,))
        assert crawled(archive, knowing, limit=1).results[0].outcome == "ok"
        assert new.asked_for("/robots.txt")  # the alias's own rules hold there


@pytest.mark.slow
def test_the_two_rows_of_one_site_run_once_and_those_of_one_host_one_after_the_other(archive: Archive) -> None:
    with PretendCouncil(prefix="/a", as_of=TODAY) as site:
        row = Source(slug="elin", name="Elin", platform="moderngov", url=site.url, other_urls=("https://x.example",))
        alias = replace(row, slug="alias", url="http://x.example/", other_urls=())
        beside = replace(row, slug="beside", url=f"{site.root}/b", other_urls=())
        report = crawled(archive, row, alias, beside, limit=1)
        assert [result.outcome for result in report.results] == ["ok", "ok", "not_platform"]
        assert "the same site as elin" in str(report.results[1].reason)
        hosts = [line.path.split("/")[1] for line in site.requests if "robots" not in line.path]
        assert hosts == sorted(hosts)  # all of /a before all of /b


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rules", "outcome"),
    [(Faults(), "ok"), (Faults(robots="refuse"), "robots"), (Faults(robots="error"), "server_error")],
)
def test_a_robots_txt_on_another_host_holds(archive: Archive, rules: Faults, outcome: str) -> None:
    with PretendCouncil(faults=rules) as other:
        there = Faults(robots_to=f"{other.root}/robots.txt")
        with PretendCouncil(faults=there, as_of=TODAY) as site:
            row = Source(slug="elin", name="Elin", platform="moderngov", url=site.url)
            assert crawled(archive, row, limit=1).results[0].outcome == outcome
            assert {line.path for line in other.requests} == {"/robots.txt"}


@pytest.mark.slow
@pytest.mark.parametrize(("target", "outcome"), [("http://127.0.0.1:9/robots.txt", "moved"), ("/robots.txt", "ok")])
def test_a_robots_txt_that_leads_nowhere(archive: Archive, target: str, outcome: str) -> None:
    with PretendCouncil(faults=Faults(robots_to=target), as_of=TODAY) as site:
        row = Source(slug="elin", name="Elin", platform="moderngov", url=site.url)
        assert crawled(archive, row, limit=1).results[0].outcome == outcome


@pytest.mark.slow
def test_a_first_run_that_was_cut_short_is_gone_on_with(archive: Archive) -> None:
    with PretendCouncil(as_of=TODAY) as site:
        row = Source(slug="elin", name="Elin", platform="moderngov", url=site.url)
        ranges = []
        for limit in (1, None, None):  # the second run lists the whole of two years, the third the open window
            before = len(site.asked_for("GetMeetings"))
            crawl(archive, [row], load_topic(), Options(delay=0, patience=0.01, limit=limit), NOW)
            ranges.append(site.asked_for("GetMeetings")[before].path.partition("sFromDate=")[2][:10])
        assert ranges[:2] == ["29/06/2019", "29/06/2019"] and ranges[2] == "10/12/2020"


def test_a_quirk_is_checked_before_it_is_kept(run: Run) -> None:
    told = ("sources", "add", "exmouth", "--url", "https://exmouth.moderngov.co.uk", "--quirk")
    assert "is not a spider's dotted name" in run(*told, "my_spiders.Exmouth").err
    assert "cannot be loaded: No module named 'no_such'" in run(*told, "no_such:Exmouth").err
    assert "it has no “crawl”" in run(*told, "records.sources:Source").err
    assert run(*told, "crawler.spiders.moderngov:ModernGovSpider").code == 0
