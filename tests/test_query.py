"""What a user types and the tree it becomes, row by row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import fold, joined, places, term
from search.query import corrected, narrow, parse_query
from search.snippets import snippet
from search.stems import stem
from search.tree import And, DateRange, Everything, Field, Fuzzy, Not, Or, Phrase, Prefix, Word

RINGS = [("LAC", "CLA", "looked after children"), ("in-house", "internal fostering")]
LAC = (Word("lac"), Word("cla"), Phrase(("looked", "after", "children")))


def words(*texts):
    return And(tuple(map(Word, texts)))


ROWS = [
    # words
    ("", Everything()),
    ("*", Everything()),
    ("???", Everything()),
    ("Foster Carers", words("foster", "carers")),
    ("what have Powys said about foster carers", words("powys", "foster", "carers")),
    ("the of", words("the", "of")),
    ("Children’s children's", words("children", "children")),
    ("Tŷ'r Ŵyl", words("tyr", "wyl")),
    ("W\u0302yl", Word("wyl")),
    ("C.L.A.", Or((LAC[1], LAC[0], LAC[2]))),
    ("60 per cent", Word("60%")),
    ("£2.4 million", Word("£2.4m")),
    ("£2.4m", Word("£2.4m")),
    ("1,200 places", words("1200", "places")),
    ("2024/25", Phrase(("2024", "25"))),
    ("author:smith", Phrase(("author", "smith"))),
    ("re: fostering", words("re", "fostering")),
    ("foster - carers", words("foster", "carers")),
    ("foster and carers or not", words("foster", "carers", "not")),
    # quotations and hyphens
    ('"in the care of"', Phrase(("in", "the", "care", "of"))),
    ("“foster carers”", Phrase(("foster", "carers"))),
    ('"foster"', Word("foster")),
    ('""', Everything()),
    ("part-time", Or((Phrase(("part", "time")), Word("parttime")))),
    ('"part-time carers"', Or((Phrase(("part", "time", "carers")), Phrase(("parttime", "carers"))))),
    # operators
    ("a1 AND b1 OR c1", Or((words("a1", "b1"), Word("c1")))),
    ("a1 OR b1 c1", Or((Word("a1"), words("b1", "c1")))),
    ("a1 (b1 OR c1)", And((Word("a1"), Or((Word("b1"), Word("c1")))))),
    ("a1 NOT b1", And((Word("a1"), Not(Word("b1"))))),
    ("a1 -b1", And((Word("a1"), Not(Word("b1"))))),
    ("NOT (a1 OR b1)", Not(Or((Word("a1"), Word("b1"))))),
    ("a1 OR NOT b1", Or((Word("a1"), Not(Word("b1"))))),
    ("NOT NOT a1", Not(Not(Word("a1")))),
    # beginnings and slips
    ("recruit*", Prefix("recruit")),
    ("Fostring~", Fuzzy("fostring", 1)),
    ("sufficency~2", Fuzzy("sufficency", 2)),
    # fields
    ("council:powys", Field("council", Word("powys"))),
    ("council: powys", Field("council", Word("powys"))),
    ('COUNCIL:"West Sussex County Council"', Field("council", Word("west-sussex"))),
    ("council:west*", Field("council", Prefix("west"))),
    ("council:(powys OR gwent)", Or((Field("council", Word("powys")), Field("council", Word("gwent"))))),
    ("kind:reports", Field("kind", Word("report"))),
    ("kind:minutes", Field("kind", Word("minutes"))),
    ('kind:"press release"', Field("kind", Word("press-release"))),
    ("measure:foster_carers", Field("measure", Word("foster-carers"))),
    ('body:"Corporate Parenting"', Field("body", Phrase(("corporate", "parenting")))),
    ("committee:cabinet", Field("body", Word("cabinet"))),
    ("title:(annual report)", And((Field("title", Word("annual")), Field("title", Word("report"))))),
    ("-council:powys carers", And((Not(Field("council", Word("powys"))), Word("carers")))),
    ("subtitle:x", Phrase(("subtitle", "x"))),
    ("council:", Word("council")),
    # days
    ("since:2018", DateRange(date(2018, 1, 1), None)),
    ("until:2018", DateRange(None, date(2018, 12, 31))),
    ("since:2018-02", DateRange(date(2018, 2, 1), None)),
    ("until:2018-02", DateRange(None, date(2018, 2, 28))),
    ("since:1/5/2018", DateRange(date(2018, 5, 1), None)),
    ("since:2018/19", DateRange(date(2018, 4, 1), None)),
    ("until:2018/19", DateRange(None, date(2019, 3, 31))),
    ('since:"1 May 2018"', DateRange(date(2018, 5, 1), None)),
    ("date:2018-05-01", DateRange(date(2018, 5, 1), date(2018, 5, 1))),
    # synonym rings
    ("LAC", Or(LAC)),
    ("lacs", Or((Word("lacs"), *LAC[1:]))),
    ("LAC reviews", And((Or(LAC), Word("reviews")))),
    ("looked after children", Or((LAC[2], LAC[0], LAC[1]))),
    ("NOT LAC", Not(Or(LAC))),
    ("title:LAC", Field("title", Or(LAC))),
    ('"LAC"', Word("lac")),
    ('"looked after children"', LAC[2]),
    ("looked after", words("looked", "after")),
    ("in-house", Or((Phrase(("in", "house")), Word("inhouse"), Phrase(("internal", "fostering"))))),
]


@pytest.mark.parametrize(("text", "tree"), ROWS, ids=[text for text, _ in ROWS])
def test_tree(text, tree):
    told = []
    assert parse_query(text, RINGS, warn=told.append) == tree
    assert told == []


MENDED = [
    ('foster "carers', words("foster", "carers"), "A quotation mark is not closed"),
    ("(foster (carers", words("foster", "carers"), "A parenthesis is not closed"),
    ("foster) carers", words("foster", "carers"), "A closing parenthesis has no opening one"),
    ("foster AND", Word("foster"), "An AND has nothing on one side"),
    ("AND foster", Word("foster"), "An AND has nothing on one side"),
    ("foster OR", Word("foster"), "An OR has nothing on one side"),
    ("foster NOT", Word("foster"), "A NOT has nothing after it"),
    ("since:lately foster", Word("foster"), "“lately” after since: is no date"),
    ("since:31/6/2018 foster", Word("foster"), "“31/6/2018” after since: is no date"),
    ("kind:banana", Field("kind", Word("banana")), "There is no kind “banana”; the kinds are report"),
    ("f*", Word("f"), "“f*” would find almost every word"),
    ("*care", Word("care"), "“*care” was searched as “care”"),
    ("(" * 3000 + "foster", Word("foster"), "More than 100 parentheses, NOTs and fields cannot be followed"),
    ("NOT " * 3000 + "foster", Word("foster"), "More than 100 parentheses, NOTs and fields cannot be followed"),
    ("title:" * 3000 + "foster", Word("foster"), "More than 100 parentheses, NOTs and fields cannot be followed"),
    ("fost*er", Prefix("fost"), "“fost*er” was searched as “fost*”"),
]


@pytest.mark.parametrize(("text", "tree", "sentence"), MENDED, ids=[row[0][:40] for row in MENDED])
def test_mended_with_one_sentence(text, tree, sentence):
    told = []
    assert parse_query(text, warn=told.append) == tree
    assert len(told) == 1
    assert sentence in told[0]


def test_synonyms_off():
    assert parse_query("LAC", RINGS, synonyms=False) == Word("lac")


def test_a_word_of_two_rings_finds_both():
    tree = parse_query("cic", [("CIC", "children in care"), ("CIC", "community interest company")])
    assert tree == Or((Word("cic"), Phrase(("children", "in", "care")), Phrase(("community", "interest", "company"))))


@given(st.text(alphabet="ab \"'()-*~:ANDORNTsince2018/£%,.\n’“”ŵ", max_size=40))
def test_never_raises(text):
    parse_query(text, RINGS)


def test_narrow():
    asked = narrow(Word("carers"), council="West Sussex", kind="Minutes", since=date(2018, 1, 1))
    assert asked == And(
        (
            Word("carers"),
            Field("council", Word("west-sussex")),
            Field("kind", Word("minutes")),
            DateRange(date(2018, 1, 1), None),
        )
    )
    assert narrow(Everything(), body="Cabinet") == Field("body", Word("cabinet"))
    assert narrow(Everything()) == Everything()


def test_corrected_keeps_the_rest_of_what_was_typed():
    assert corrected('Forster "carers" NOT forsters', [("forster", "foster")]) == 'foster "carers" NOT forsters'


FORMS = [
    ("£2.4 million", [("£2.4m", "2.4m", "£2.4", "2.4", "million")]),
    ("£2.4m", [("£2.4m", "2.4m", "£2.4", "2.4")]),
    ("60 per cent", [("60%", "60", "per", "cent")]),
    ("60%", [("60%", "60")]),
    ("1,234,567", [("1234567",)]),
    ("11th", [("11th",)]),
    ("in-house", [("in",), ("house", "inhouse")]),
    ("re\u2011use", [("re",), ("use", "reuse")]),
    ("recruit-\nment", [("recruit",), ("ment", "recruitment")]),
    ("2024-25", [("2024",), ("25",)]),
    ("covid-19", [("covid",), ("19", "covid19")]),
    ("fos\u00adter", [("foster",)]),
    ("ﬁnance", [("finance",)]),
    ("Powys's", [("powys",)]),
    ("O’Neill", [("oneill",)]),
    ("Health & Safety", [("health",), ("and",), ("safety",)]),
    ("e.g. this", [("eg",), ("this",)]),
    ("ŵyr CAFFÈ", [("wyr",), ("caffe",)]),
    ("____ …", []),
]


@pytest.mark.parametrize(("text", "forms"), FORMS, ids=[text for text, _ in FORMS])
def test_forms(text, forms):
    row = list(places(text))
    assert [place.forms for place in row] == forms
    assert all(text[place.start : place.end].strip() for place in row)


def test_joined():
    assert joined(list(places("in-house carers"))) == ("inhouse", "carers")
    assert joined(list(places("in house £60k 60%"))) is None


@pytest.mark.parametrize(
    "family",
    [
        "carer carers",
        "care cares cared caring",
        "child children childrens",
        "policy policies",
        "recruit recruits recruited recruiting",
        "plan plans planned planning",
        "agree agrees agreed agreeing",
        "family families",
        "process processes processed",
        "person persons people",
        "woman women",
    ],
)
def test_one_stem(family):
    assert len({term(fold(word)) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["authority author", "carer care", "recruitment recruit", "news new", "car care"])
def test_two_stems(pair):
    first, second = pair.split()
    assert stem(first) != stem(second)


PAGE = (
    "Agenda item 9\n\nThe Committee received the report. Members asked about allowances.\n"
    "The Council aims to recruit 60 more in-house foster carers\nby March 2027, from 41 in 2024. "
    + "Nothing else was said of it. " * 30
    + "Foster carers \x1b[2J thanked."
)

SNIPPETS = [
    ("foster carers", "recruit 60 more in-house **foster carers** by March"),
    ('"foster carers" NOT recruit', "to recruit 60 more in-house **foster carers** by"),
    ("inhouse", "60 more **in-house** foster"),
    ("recr*", "aims to **recruit** 60"),
    ("fostr~", "in-house **foster** carers"),
    ("children", "Agenda item 9 The Committee"),
    ("thanked", "Foster carers [2J **thanked**."),
    ("council:x carers", "foster **carers** by"),
]


@pytest.mark.parametrize(("query", "part"), SNIPPETS, ids=[query for query, _ in SNIPPETS])
def test_snippet(query, part):
    found = snippet(PAGE, parse_query(query))
    assert part in found.marked()
    assert len(found.text) < 330
    assert found.text.isprintable()


def test_snippet_of_nothing():
    assert snippet("", Word("x")).text == ""
    assert snippet("  ", Everything()).spans == ()
