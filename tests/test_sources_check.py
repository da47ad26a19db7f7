"""`sources check` against pretend sites with their faults: one sentence each, exit 3 for what does not answer."""

import ipaddress
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from archive.bundled import load_topic
from archive.home import Archive, open_archive
from cli.demo.faults import Faults
from cli.demo.pretend_cmis import PretendCmis
from cli.demo.pretend_council import PretendCouncil
from cli.demo.pretend_paper import PretendPaper
from crawler.task import Options
from pipeline.check_sources import Look, check_sources
from records.sources import Source
from tests.conftest import Run

pytestmark = pytest.mark.slow

ALLOWS = "robots.txt allows it"
BOTH = "ModernGov answers through its web service and its pages"
PAGES = "ModernGov answers through its pages"
NOW = datetime(2021, 6, 28, 3, tzinfo=UTC)
Site = PretendCouncil | PretendCmis | PretendPaper
Checking = Callable[..., Look]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    held = open_archive(tmp_path / "home")
    yield held
    held.close()


@pytest.fixture
def look(archive: Archive) -> Iterator[Checking]:
    """Serve a site, check it once, and give what was found."""
    topic = load_topic()
    with ExitStack() as stack:

        def checked(site: Site, now: datetime = NOW, **facts: object) -> Look:
            stack.enter_context(site)
            platform = {PretendCmis: "cmis", PretendPaper: "rss"}.get(type(site), "moderngov")
            url = site.feed if isinstance(site, PretendPaper) else site.url
            source = replace(Source(slug="x", name="X", platform=platform, url=url), **facts)  # type: ignore[arg-type]
            (found,) = check_sources(archive, [source], topic, Options(delay=0, patience=0.01, timeout=3), now)
            return found

        yield checked


@pytest.mark.parametrize(
    ("faults", "outcome", "robots", "sentence"),
    [
        (Faults(), "ok", "allows", f"{BOTH}; {ALLOWS}"),
        (Faults(robots="slow"), "ok", "allows, every 2 s", f"{BOTH}; {ALLOWS}, with 2 s between two requests"),
        (Faults(robots="missing"), "ok", "none", f"{BOTH}; it has no robots.txt, which allows everything"),
        (Faults(service="missing"), "ok", "allows", f"{PAGES}; its web service is off; {ALLOWS}"),
        (Faults(service="script"), "ok", "allows", f"{PAGES}; its web service led elsewhere; {ALLOWS}"),
        (Faults(service="broken"), "ok", "allows", f"{PAGES}; its web service answered with an error; {ALLOWS}"),
        (Faults(service="empty"), "ok", "allows", f"{PAGES}; its web service listed nothing; {ALLOWS}"),
        (
            Faults(robots="refuse_service"),
            "ok",
            "refuses a part",
            f"{PAGES}; robots.txt refuses its web service",
        ),
        (
            Faults(refuse_html=True),
            "ok",
            "allows",
            f"ModernGov answers through its web service; the site refuses us its pages; {ALLOWS}",
        ),
        (Faults(robots="refuse"), "robots", "refuses", "robots.txt refuses us: nothing may be fetched: "),
        (Faults(robots="error"), "server_error", "error 500", "the site answers with an error: "),
        (Faults(robots="silent"), "timeout", "no answer", "the site gave no answer: "),
        (Faults(refuse_all=True), "blocked", "none", "the site refuses us: "),
        (Faults(moved_to="http://elsewhere.example"), "moved", "none", "the site has moved: "),
    ],
)
def test_each_way_to_answer_has_its_sentence(
    look: Checking, faults: Faults, outcome: str, robots: str, sentence: str
) -> None:
    found = look(PretendCouncil(faults=faults))
    assert (found.checked.outcome, found.robots) == (outcome, robots)
    assert found.sentence == sentence or (sentence.endswith(": ") and found.sentence.startswith(sentence))


def test_other_platforms_have_one_channel(look: Checking) -> None:
    assert look(PretendCmis()).sentence == f"CMIS answers with its meetings page; {ALLOWS}"
    assert look(PretendPaper()).sentence == f"the feed was read; {ALLOWS}"


@pytest.mark.parametrize(
    ("site", "platform", "said"),
    [
        (PretendCouncil, "cmis", "ModernGov answers where the row says CMIS: add it again with --platform moderngov"),
        (PretendCmis, "moderngov", "CMIS answers where the row says ModernGov: add it again with --platform cmis"),
        (PretendPaper, "moderngov", "a feed answers where the row says ModernGov: add it again with --platform rss"),
        (PretendCmis, "rss", "CMIS answers where the row says a feed: add it again with --platform cmis"),
    ],
)
def test_a_wrong_platform_is_said(look: Checking, site: Callable[[], Site], platform: str, said: str) -> None:
    found = look(site(), platform=platform)
    assert found.checked.outcome == "not_platform" and found.sentence.startswith(said), found.sentence


def test_a_bad_certificate_is_named(look: Checking, tmp_path: Path) -> None:
    site = PretendCouncil()
    certificate = _self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    site._server.socket = context.wrap_socket(site._server.socket, server_side=True)
    found = look(site, url=site.url.replace("http:", "https:"))
    assert found.checked.outcome == "tls"
    assert found.sentence.startswith("the certificate does not hold") and "self-signed" in found.sentence


def _self_signed(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nobody")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "nobody.pem"
    private = serialization.PrivateFormat.PKCS8
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_what_was_found_is_remembered_and_the_crawl_uses_it(archive: Archive, look: Checking) -> None:
    look(PretendCouncil(faults=Faults(service="missing")))
    memory = archive.watched.memory("x")
    assert memory["checked"]["on"] == "2021-06-28" and memory["checked"]["service"] == "not_platform"
    assert memory["pages_works"] is True and memory["service_off"] == "2021-06-28"
    look(PretendCouncil())
    memory = archive.watched.memory("x")
    assert memory["service_works"] is True and "service_off" not in memory


def test_a_site_that_is_down_has_lost_neither_channel(archive: Archive, look: Checking) -> None:
    look(PretendCouncil())
    look(PretendCouncil(faults=Faults(refuse_all=True)))
    memory = archive.watched.memory("x")
    assert memory["service_works"] and memory["pages_works"] and "service_off" not in memory
    assert memory["checked"]["outcome"] == "blocked"


def test_the_command_checks_what_is_watched_and_exits_3(run: Run) -> None:
    assert run("sources", "check").code == 1, "nothing is watched"
    with PretendCouncil() as good, PretendCouncil(faults=Faults(robots="refuse")) as bad:
        run("sources", "add", "good", "--platform", "moderngov", "--url", good.url)
        run("sources", "add", "bad", "--platform", "moderngov", "--url", bad.url)
        assert not good.requests
        ran = run("sources", "check", "good", "--delay", "0", "--json")
        assert ran.code == 0
        assert ran.json["sources"] == [
            {
                "slug": "good",
                "platform": "moderngov",
                "url": good.url,
                "outcome": "ok",
                "channels": {"service": "ok", "pages": "ok"},
                "robots": {"says": "allows", "status": 200, "delay": None},
                "sentence": f"{BOTH}; {ALLOWS}",
                "reason": None,
                "requests": 3,
            }
        ]
        run("watch", "good", "bad")
        both = run("sources", "check", "--delay", "0")
        assert both.code == 3
        assert BOTH in both.out and "robots.txt refuses us" in both.out
        assert [line.path for line in bad.requests] == ["/robots.txt"]
    assert run("status", "--json").json["sources"] == [] or all(
        source["outcome"] is None for source in run("status", "--json").json["sources"]
    ), "a check is no crawl"
