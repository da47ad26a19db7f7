"""What the extractor finds on some pages of a paper; a page it breaks on costs itself only and is told of."""

from collections.abc import Iterable

from commitments.extract import find
from pipeline.time_limit import TookTooLong, at_most
from records.findings import Findings, Passage
from records.papers import Page, Paper
from records.topics import Topic

SECONDS_A_PAGE = 60  # a page takes a few thousandths of a second


def findings_of(
    paper: Paper, pages: Iterable[Page], names: dict[str, str], topic: Topic, seconds_a_page: float = SECONDS_A_PAGE
) -> tuple[dict[int, Findings], str | None]:
    """The findings by page, and a sentence about the pages on which the extractor broke, or None. `names` are the
    councils' names by slug."""
    found: dict[int, Findings] = {}
    faults = []
    for page in pages:
        try:
            with at_most(seconds_a_page):
                found[page.number] = find(passage_of(paper, page.text, names), topic)
        except TookTooLong:
            faults.append(f"page {page.number} (longer than {seconds_a_page:g} seconds)")
        except Exception as error:  # whatever a rule or a topic pack's pattern raises is this page's loss, and is told
            faults.append(f"page {page.number} ({brief(error)})")
    return found, f"the extractor broke off on {', '.join(faults)}" if faults else None


def passage_of(paper: Paper, text: str, names: dict[str, str]) -> Passage:
    """A page with what is known of its paper, as the extractor takes it."""
    council = names.get(paper.council, paper.council) if paper.council else None
    return Passage(
        text=text,
        published=paper.said_on,
        council=council,
        body=paper.body,
        title=paper.title,
        kind=paper.kind,
    )


def brief(error: Exception) -> str:
    """An error in a few words, on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:160]
