"""A page split into its units: each example is the page, then one line for each unit: form, text, and its lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.sentences import find_clauses, find_sentences


def units(text):
    """Form, text and lead's text of every unit that is no furniture."""
    return [
        (unit.form, text[unit.start : unit.end], unit.lead and text[unit.lead.start : unit.lead.end])
        for unit in find_sentences(text)
        if unit.form != "furniture"
    ]


def texts(text):
    return [found for _, found, _ in units(text)]


# ---------------------------------------------------------------- where a sentence ends
WHOLE = [
    "Cllr. P. Marsh asked the Director about para. 4.2 of the report.",
    "See Minute No. 24 of 6th June.",
    "The meeting began at 6.30 p.m. in the Town Hall.",
    "Costs, e.g. Transport and fees, rose by 2.5 per cent.",
    "Dr. A. Lowe and Mrs. Byrne of St. Anne's spoke.",
    "The U.K. average is lower.",
    "Approx. 40 homes will open.",
    'They were "very worried" about it.',
    "The rate was 10.2, up from 9.8 in Sept. 2024.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_full_stop_that_ends_nothing(text):
    assert texts(text) == [text]


SPLIT = {
    "It rose. It fell.": ["It rose.", "It fell."],
    'It rose in May. "We will cut it," said Ms Lowe. "By June."': [
        "It rose in May.",
        '"We will cut it," said Ms Lowe.',
        '"By June."',
    ],
    "Will it open? It will! 40 homes follow.": ["Will it open?", "It will!", "40 homes follow."],
    "It cost £2m. £1m was saved.": ["It cost £2m.", "£1m was saved."],
    "(The Chair left.) The vote was taken.": ["(The Chair left.)", "The vote was taken."],
    "Members agreed. No. 4 was deferred.": ["Members agreed.", "No. 4 was deferred."],
}


@pytest.mark.parametrize("text", SPLIT)
def test_where_a_sentence_ends(text):
    assert texts(text) == SPLIT[text]


# ---------------------------------------------------------------- lines joined and kept apart
JOINED = [
    "The number of house-\nholds will rise to 130.",
    "The service will recruit nine more carers before the end of\nMarch and open a second home in the town.",
    "The panel heard that the rate had fallen since the spring, and that\nLowfield House would take four children.",
]


@pytest.mark.parametrize("text", JOINED)
def test_wrapped_lines_are_one_sentence(text):
    assert texts(text) == [text]


def test_a_heading_is_no_part_of_the_paragraph_below():
    assert units("Fostering Strategy\nThe council will recruit nine carers.") == [
        ("heading", "Fostering Strategy", None),
        ("prose", "The council will recruit nine carers.", "Fostering Strategy"),
    ]


PAGES = {
    "bullets": (
        "What we will do next:\n\n· Open a home by May\n· Recruit nine carers\n\nThe board will watch.",
        [
            ("prose", "What we will do next:", None),
            ("bullet", "Open a home by May", "What we will do next:"),
            ("bullet", "Recruit nine carers", "What we will do next:"),
            ("prose", "The board will watch.", None),
        ],
    ),
    "resolution with limbs": (
        "Minutes:\n\nThe panel considered a report.\n\nRESOLVED – That:\n\n(i) the report be noted; and\n\n(ii) a further report be brought in May.\n\nOther Business\n\nThere was none.",
        [
            ("heading", "Minutes:", None),
            ("prose", "The panel considered a report.", "Minutes:"),
            ("resolution", "RESOLVED – That:", "Minutes:"),
            ("resolution", "the report be noted; and", "RESOLVED – That:"),
            ("resolution", "a further report be brought in May.", "RESOLVED – That:"),
            ("heading", "Other Business", None),
            ("prose", "There was none.", "Other Business"),
        ],
    ),
    "a decision page": (
        "Decision:\n\nThe Board:\n\n(a) approved the case;\n\n(b) agreed that the home open by June.\n\nReason for the decision: need for places.",
        [
            ("heading", "Decision:", None),
            ("resolution", "The Board:", "Decision:"),
            ("resolution", "approved the case;", "The Board:"),
            ("resolution", "agreed that the home open by June.", "The Board:"),
            ("heading", "Reason for the decision:", None),
            ("prose", "need for places.", "Reason for the decision:"),
        ],
    ),
    "recommendations": (
        "Recommendations:\n\n1. That the panel note the report.\n2. That a plan be published by May.",
        [
            ("heading", "Recommendations:", None),
            ("recommendation", "That the panel note the report.", "Recommendations:"),
            ("recommendation", "That a plan be published by May.", "Recommendations:"),
        ],
    ),
    "limbs in a line": (
        "It was agreed that (i) the report be noted; (ii) a visit be arranged by May.",
        [
            ("resolution", "It was agreed that", None),
            ("resolution", "the report be noted;", "It was agreed that"),
            ("resolution", "a visit be arranged by May.", "It was agreed that"),
        ],
    ),
    "numbered minutes": (
        "41.1 The director reported.\n\n41.2 Members asked:\n\n· if it could be cut.\n\n· if it would open.\n\n41.3 Resolved – That the panel visit.",
        [
            ("bullet", "The director reported.", None),
            ("bullet", "Members asked:", None),
            ("bullet", "if it could be cut.", "Members asked:"),
            ("bullet", "if it would open.", "Members asked:"),
            ("resolution", "Resolved – That the panel visit.", None),
        ],
    ),
    "nested lists": (
        "We will:\n1. open homes:\n(a) one in May;\n(b) one in June;\n2. recruit carers.",
        [
            ("prose", "We will:", None),
            ("bullet", "open homes:", "We will:"),
            ("bullet", "one in May;", "open homes:"),
            ("bullet", "one in June;", "open homes:"),
            ("bullet", "recruit carers.", "We will:"),
        ],
    ),
    "a table": (
        "Ref | Measure | Actual | Target\nCP1 | Households | 112 | 130\nCP2 | Moves | 9.8% | 10%",
        [
            ("heading", "Ref | Measure | Actual | Target", None),
            ("table_row", "CP1 | Households | 112 | 130", "Ref | Measure | Actual | Target"),
            ("table_row", "CP2 | Moves | 9.8% | 10%", "Ref | Measure | Actual | Target"),
        ],
    ),
    "a table without headings": (
        "Households | 112 | 130\nMoves | 9.8% | 10%",
        [("table_row", "Households | 112 | 130", None), ("table_row", "Moves | 9.8% | 10%", None)],
    ),
    "columns set with spaces": (
        "Measure          2023      2024\nHouseholds       104       112",
        [
            ("heading", "Measure          2023      2024", None),
            ("table_row", "Households       104       112", "Measure          2023      2024"),
        ],
    ),
    "a milestone list": (
        "By September 2025\n\n• a board is running\n• nine carers are approved",
        [
            ("heading", "By September 2025", None),
            ("bullet", "a board is running", "By September 2025"),
            ("bullet", "nine carers are approved", "By September 2025"),
        ],
    ),
    "a label in front": (
        "Purpose: To open a home in Lowfield by June.",
        [("heading", "Purpose:", None), ("prose", "To open a home in Lowfield by June.", "Purpose:")],
    ),
    "a label in a list item": (
        "• Children in care: 370\n• Fees: the council will raise them in May.\n• Homes opened",
        [
            ("bullet", "Children in care: 370", None),
            ("heading", "Fees:", None),
            ("bullet", "the council will raise them in May.", "Fees:"),
            ("bullet", "Homes opened", None),
        ],
    ),
    "a speaker": (
        "Cllr Byrne said: “We will open a home.”\n\nMr Lowe disagreed with her.",
        [
            ("heading", "Cllr Byrne said:", None),
            ("prose", "“We will open a home.”", "Cllr Byrne said:"),
            ("prose", "Mr Lowe disagreed with her.", None),
        ],
    ),
    "bullets run into a line": (
        "Each has pledged: • To open homes. • To recruit carers.",
        [
            ("prose", "Each has pledged:", None),
            ("prose", "To open homes.", "Each has pledged:"),
            ("prose", "To recruit carers.", "Each has pledged:"),
        ],
    ),
    "an officer who agrees makes no resolution": (
        "The Assistant Director agreed that figures would go into the next report.",
        [("prose", "The Assistant Director agreed that figures would go into the next report.", None)],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name):
    text, expected = PAGES[name]
    assert units(text) == expected


@pytest.mark.parametrize(
    "line", ["Page 12 of 40", "12", "- 3 -", "PDF 53 KB", "pdf icon PDF 53 KB", "Additional documents:", "…………"]
)
def test_furniture(line):
    text = f"The home will open in May.\n\n{line}\n\nIt has four beds."
    assert texts(text) == ["The home will open in May.", "It has four beds."]


def test_an_item_title_loses_the_link_to_its_file():
    assert units("41 Sufficiency Strategy pdf icon PDF 212 KB") == [("heading", "Sufficiency Strategy", None)]


CLAUSES = {
    "Fees had gone up in May and the officer had started in June.": [
        "Fees had gone up in May",
        "and the officer had started in June.",
    ],
    "The home will open in May; recruitment will start in March.": [
        "The home will open in May",
        "recruitment will start in March.",
    ],
    "The council wants more carers, which will cut costs.": ["The council wants more carers", "which will cut costs."],
    "We will recruit more carers and social workers.": ["We will recruit more carers and social workers."],
}


@pytest.mark.parametrize("text", CLAUSES)
def test_clauses(text):
    [sentence] = find_sentences(text)
    assert [text[start:end] for start, end in find_clauses(text, sentence)] == CLAUSES[text]


_PIECES = st.sampled_from(
    "RESOLVED – That:|(i)|1.2|·|\n|\n\n| | | |Page 3|Minutes:|The home will open.|and|Cllr.|a:|-\n|x\ty|\xa0|\x0c|“|”|12%".split(
        "|"
    )
)


@given(st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=30).map(" ".join)))
def test_any_text_is_split_without_a_crash_and_units_do_not_overlap(text):
    last = 0
    for unit in find_sentences(text):
        assert last <= unit.start < unit.end <= len(text)
        assert text[unit.start : unit.end].strip() == text[unit.start : unit.end]
        assert unit.lead is None or unit.lead.start < unit.start
        assert all(unit.start <= start < end <= unit.end for start, end in find_clauses(text, unit))
        last = unit.end
