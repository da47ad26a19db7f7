"""Where a finding stands: a page of a paper as tracking knows it."""

from pipeline.index_papers import page_address
from records.commitments import Place
from records.papers import Paper, Version


def place_of(paper: Paper, version: Version, page: int) -> Place:
    """A page of a paper as tracking knows it."""
    return Place(
        paper=paper.id,
        page=page,
        sha256=version.sha256,
        title=paper.title,
        url=page_address(paper, version, page),
        body=paper.body,
        published=paper.said_on,
        council=paper.council,
        kind=paper.kind,
        issue=paper.issue,
    )
