"""The finding step: papers that are new, or were searched by other rules, are searched for what they promise."""

from archive.findings import Processed
from archive.home import Archive
from commitments.extract import RULES_VERSION, find
from pipeline.progress import Progress, silent
from records.findings import Passage
from records.papers import Paper
from records.topics import Topic


def rules_of(topic: Topic) -> str:
    """The version of the rules: the extractor's and the topic pack's together."""
    return f"{RULES_VERSION}+{topic.id}/{topic.version}"


def find_commitments(archive: Archive, topic: Topic, *, progress: Progress = silent) -> int:
    """Search every readable paper that these rules have not seen in its current version; gives how many there were.

    Pages that only repeat another paper's are left out: what they say is found once, where it stands alone."""
    seen = archive.findings.processed()
    repeated = archive.twins.repeated()
    names = {slug: source.name for slug, source in archive.watched.registry().items()}
    waiting = []
    for kept, version in archive.papers.current_all():
        reading = archive.texts.reading(version.sha256)
        if reading is None or reading.reason:
            continue
        left_out = sorted(repeated.get(kept.paper.id, ()))
        rules = rules_of(topic) + (f" without {left_out}" if left_out else "")
        mark = seen.get(kept.paper.id)
        if mark is None or (mark.sha256, mark.reader, mark.rules) != (version.sha256, reading.reader, rules):
            waiting.append((kept.paper, version.sha256, reading.reader, rules, left_out))
    progress("finding", 0, len(waiting))
    for done, (paper, sha256, reader, rules, left_out) in enumerate(waiting, 1):
        pages = [] if 0 in left_out else archive.texts.pages(sha256)
        found = {
            page.number: find(passage_of(paper, page.text, names), topic)
            for page in pages
            if page.number not in left_out
        }
        archive.findings.keep(paper.id, sha256, found, rules_of(topic))
        archive.findings.mark(Processed(paper=paper.id, sha256=sha256, reader=reader, rules=rules, engine=None))
        progress("finding", done, len(waiting))
    return len(waiting)


def passage_of(paper: Paper, text: str, names: dict[str, str]) -> Passage:
    """A page with what is known of its paper, as the extractor takes it."""
    council = names.get(paper.council, paper.council) if paper.council else None
    return Passage(
        text=text,
        published=paper.date if paper.kind in ("item", "minutes", "issue") else paper.published or paper.date,
        council=council,
        body=paper.body,
        title=paper.title,
        kind=paper.kind,
    )
