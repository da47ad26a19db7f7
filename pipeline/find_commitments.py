"""The finding step: papers that are new, or were searched by other rules, are searched for what they promise."""

import hashlib
from dataclasses import dataclass

from archive.findings import Processed
from archive.home import Archive
from commitments.extract import RULES_VERSION, make_ready
from pipeline.findings_of import SECONDS_A_PAGE, findings_of, passage_of
from pipeline.progress import Progress, silent
from records.papers import Paper
from records.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class FindCounts:
    """What the step did, in papers. `broken` are those with a page on which the extractor broke off."""

    searched: int = 0
    broken: int = 0


def rules_of(topic: Topic) -> str:
    """The version of the rules: the extractor's, the topic pack's and that of each weighing together."""
    weights = "".join(f"+{topic.weighings[name].version}" for name in sorted(topic.weighings))
    return f"{RULES_VERSION}+{topic.id}/{topic.version}{weights}"


def find_commitments(
    archive: Archive, topic: Topic, *, seconds_a_page: float = SECONDS_A_PAGE, progress: Progress = silent
) -> FindCounts:
    """Search every readable paper that these rules have not seen in its current version.

    Pages that only repeat another paper's are left out: what they say is found once, where it stands alone. A page that
    breaks the extractor costs itself only; its paper is marked with the reason."""
    seen = archive.findings.processed()
    repeated = archive.twins.repeated()
    names = {slug: source.name for slug, source in archive.watched.registry().items()}
    waiting = []
    readings = archive.texts.readings()
    for kept, version in archive.papers.current_all():
        reading = readings.get(version.sha256)
        if reading is None or reading.reason:
            if kept.paper.id in seen:  # what an earlier version said is no longer what the paper says
                archive.findings.keep(kept.paper.id, version.sha256, {}, rules_of(topic))
            continue
        left_out = sorted(repeated.get(kept.paper.id, ()))
        rules = f"{rules_of(topic)} {_facts(kept.paper, names)}" + (f" without {left_out}" if left_out else "")
        mark = seen.get(kept.paper.id)
        if mark is None or (mark.sha256, mark.reader, mark.rules) != (version.sha256, reading.reader, rules):
            waiting.append((kept.paper, version.sha256, reading.reader, rules, left_out))
    broken = 0
    progress("finding", 0, len(waiting))
    if waiting:
        make_ready(topic)
    for done, (paper, sha256, reader, rules, left_out) in enumerate(waiting, 1):
        pages = [] if 0 in left_out or is_history(paper) else archive.texts.pages(sha256)
        wanted = [page for page in pages if page.number not in left_out]
        found, fault = findings_of(paper, wanted, names, topic, seconds_a_page)
        broken += fault is not None
        archive.findings.keep(paper.id, sha256, found, rules_of(topic))
        archive.findings.mark(
            Processed(paper=paper.id, sha256=sha256, reader=reader, rules=rules, engine=None, fault=fault)
        )
        progress("finding", done, len(waiting))
    return FindCounts(searched=len(waiting), broken=broken)


def _facts(paper: Paper, names: dict[str, str]) -> str:
    """What the extractor is told of a paper beside its text: another day or title makes other findings."""
    told = passage_of(paper, "", names)
    facts = (told.published, told.council, told.body, told.title, told.kind)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def is_history(paper: Paper) -> bool:
    """Whether a paper is a matter's whole history, put together from items that are papers of their own: what they say
    is found there, each on its own day."""
    return paper.kind == "issue" and paper.key.startswith("issue:")
