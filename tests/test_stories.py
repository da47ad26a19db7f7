"""A story tied to the paper it reports, and stories that are tied to none."""

from commitments.stories import figures_in, tie_stories
from tests.invented import page

REPORT = page(
    "Children with agencies: 96. The average cost is £1,020 a week. The overspend is £4.26m.",
    "2024-02-06",
    paper="report",
    kind="report",
    body="Children's Scrutiny Panel",
    title="Fostering Sufficiency Strategy",
)
OTHER = page(
    "Roads: 412 potholes. The overspend is £4.26m.",
    "2024-02-08",
    paper="other",
    kind="report",
    body="Place Scrutiny Panel",
    title="Highways Update",
)
STORY = page(
    "Fernbridge has 96 children with agencies at £1,020 a week, the children's scrutiny panel heard.",
    "2024-02-09",
    paper="story",
    kind="article",
    body="Fernbridge Echo",
    title="Cost of care",
)


def test_same_figures_and_committee() -> None:
    (tie,) = tie_stories((REPORT, OTHER, STORY))
    assert (tie.story, tie.paper) == ("story", "report")
    assert "96" in tie.why
    assert "£1020" in tie.why
    assert "committee" in tie.why


def test_title_named() -> None:
    story = page(
        "The Cabinet report, ‘Fostering Sufficiency Strategy to 2027’, is on our website.",
        "2024-02-06",
        paper="press",
        kind="press_release",
    )
    report = page(
        "Summary.",
        "2024-02-06",
        paper="long",
        kind="report",
        body="Cabinet",
        title="Fostering Sufficiency Strategy to 2027",
    )
    assert [tie.paper for tie in tie_stories((report, OTHER, story))] == ["long"]


def test_one_shared_figure_ties_nothing() -> None:
    story = page("The council is £4.26m over budget.", "2024-02-09", paper="story", kind="article")
    assert tie_stories((REPORT, OTHER, story)) == ()


def test_months_later_is_another_story() -> None:
    late = page(STORY.text, "2024-06-09", paper="late", kind="article")
    assert tie_stories((REPORT, late)) == ()


def test_another_council() -> None:
    theirs = page(STORY.text, "2024-02-09", paper="theirs", kind="article", council="aldwick")
    assert tie_stories((REPORT, theirs)) == ()


def test_figures_in_one_form() -> None:
    assert figures_in("£4.26m, £4,260,000 and 63 of 581; 12 per cent on 3 May 2021") == {"£4260000", "63", "581", "12%"}
