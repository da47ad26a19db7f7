"""The query language: what a user typed, read once into a tree. A search box never refuses; it says what it ignored.

    all    = each { "OR" each }
    each   = one { [ "AND" ] one }                     side by side: all on one page
    one    = ( "NOT" | "-" ) one | "(" all ")" | FIELD ":" one | '"' words '"' | word | word"*" | word"~"

NOT binds tightest, then AND (written or not), then OR. Operators are capitals; small "and", "or", "not" are words.
`docs/searching.md` is the guide for users.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import cast

from search.days import read_days
from search.lexemes import DATES, END, FIELDS, Lexeme, lexemes
from search.rings import Rings
from search.tree import DateRange, Field, FieldName, Not, Query, Word, all_of, any_of
from search.words import COMMON, KINDS, in_field, literal, loose, scoped


def parse_query(
    text: str,
    rings: Iterable[Iterable[str]] = (),
    synonyms: bool = True,
    warn: Callable[[str], None] | None = None,
) -> Query:
    """The tree of what a user typed. Never raises: `warn` is called with a sentence for each thing mended or ignored.

    `rings` are a topic pack's synonym rings, used when `synonyms`; they widen plain words, never quotations.
    An empty text asks for Everything.
    """
    return _Parser(text, Rings(rings if synonyms else ()), warn or (lambda _: None)).parse()


def narrow(
    query: Query,
    *,
    council: str | None = None,
    body: str | None = None,
    kind: str | None = None,
    measure: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Query:
    """The query within what options or facets name: a council (name or slug), words of a body, a kind, a measure's
    id, days with both ends included."""
    values: dict[FieldName, str | None] = {"council": council, "body": body, "kind": kind, "measure": measure}
    fields = [scoped(name, in_field(name, value)) for name, value in values.items() if value]
    days = [DateRange(since, until)] if since or until else []
    return all_of([query, *(part for part in fields if part), *days])


def corrected(text: str, corrections: Iterable[tuple[str, str]]) -> str:
    """The user's own text with each misspelt word replaced, for "did you mean"."""
    for typed, better in corrections:
        text = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", better, text, flags=re.IGNORECASE)
    return text


_NESTING = ("open", "not", "field")
_DEEPEST = 100


class _Parser:
    """Recursive descent over the lexemes of one text. A part that asks for nothing is None."""

    def __init__(self, text: str, rings: Rings, warn: Callable[[str], None]):
        self.rings = rings
        self.tell = warn
        self.told: set[str] = set()
        self.row = self.shallow(list(lexemes(text, self.warn)))
        self.at = 0

    def warn(self, sentence: str) -> None:
        """Say a sentence, once."""
        if sentence not in self.told:
            self.told.add(sentence)
            self.tell(sentence)

    def shallow(self, row: list[Lexeme]) -> list[Lexeme]:
        """The lexemes without those that nest, where more stand there than anybody means: each nests a level deeper."""
        if sum(lexeme.kind in _NESTING for lexeme in row) <= _DEEPEST:
            return row
        self.warn(f"More than {_DEEPEST} parentheses, NOTs and fields cannot be followed; they were ignored.")
        return [lexeme for lexeme in row if lexeme.kind not in (*_NESTING, "close")]

    def parse(self) -> Query:
        parts = [self.all(None)]
        while self.take("close"):
            self.warn("A closing parenthesis has no opening one; it was ignored.")
            parts.append(self.all(None))
        return all_of([part for part in parts if part])

    def peek(self) -> Lexeme:
        return self.row[self.at] if self.at < len(self.row) else END

    def take(self, kind: str) -> Lexeme | None:
        lexeme = self.peek()
        if lexeme.kind != kind:
            return None
        self.at += 1
        return lexeme

    def all(self, field: FieldName | None) -> Query | None:
        parts = [self.each(field)]
        while self.take("or"):
            parts.append(self.each(field))
        asked = [part for part in parts if part]
        if 1 < len(parts) > len(asked):
            self.warn("An OR has nothing on one side; it was ignored.")
        return any_of(asked) if asked else None

    def each(self, field: FieldName | None) -> Query | None:
        parts: list[Query] = []
        joint = True  # nothing is on the left of an AND yet
        while (lexeme := self.peek()).kind not in ("end", "close", "or"):
            if self.take("and"):
                if joint or self.peek().kind in ("end", "close", "or"):
                    self.warn("An AND has nothing on one side; it was ignored.")
                joint = True
            elif lexeme.kind == "word":
                parts += self.words(field)
                joint = False
            else:
                part = self.one(field)
                parts += [part] if part else []
                joint = False
        asked = [part for part in parts if not (isinstance(part, Word) and part.text in COMMON)]
        return all_of(asked or parts) if parts else None

    def words(self, field: FieldName | None) -> list[Query]:
        """A run of plain words. Rings look at it whole, the longest member first."""
        run: list[str] = []
        while lexeme := self.take("word"):
            run.append(lexeme.text)
        parts: list[Query | None] = []
        while run:
            part, length = self.meaning(run, field)
            parts.append(part)
            del run[:length]
        return [part for part in parts if part]

    def meaning(self, run: list[str], field: FieldName | None) -> tuple[Query | None, int]:
        """What the first words of a run ask for, and how many they are."""
        if field in (None, "title") and run[0][-1] not in "*~" and (ring := self.rings.first(run)):
            return (Field(field, ring[0]) if field else ring[0]), ring[1]
        if field in (None, "title", "body"):
            part = loose(run[0], self.warn)
            return (scoped(field, part) if field else part), 1
        return self.value(field, run[0]), 1

    def one(self, field: FieldName | None) -> Query | None:
        lexeme = self.peek()
        self.at += 1
        match lexeme.kind:
            case "not":
                if self.peek().kind in ("end", "close", "or", "and"):
                    self.warn("A NOT has nothing after it; it was ignored.")
                    return None
                part = self.one(field)
                return Not(part) if part else None
            case "open":
                part = self.all(field)
                if not self.take("close"):
                    self.warn("A parenthesis is not closed; it was taken to close at the end.")
                return part
            case "field":
                return self.field(lexeme.text)
            case "quoted":
                return self.value(field, lexeme.text) if field else literal(lexeme.text)
            case _:
                return self.meaning([lexeme.text], field)[0]

    def field(self, name: str) -> Query | None:
        """What stands after `name:`, else the name as a word."""
        if self.peek().kind not in ("word", "quoted", "open"):
            return literal(name)
        if name not in DATES:
            return self.one(cast(FieldName, FIELDS[name]))
        days = read_days(self.peek().text)
        if days is None:
            self.warn(f"“{self.peek().text}” after {name}: is no date like 2018, 2018-05 or 1/5/2018; it was ignored.")
            self.at += 1
            return None
        self.at += 1
        return DateRange(None if name == "until" else days[0], None if name == "since" else days[1])

    def value(self, field: FieldName, text: str) -> Query | None:
        part = in_field(field, text)
        if field == "kind" and isinstance(part, Word) and part.text not in KINDS:
            self.warn(f"There is no kind “{text}”; the kinds are {', '.join(KINDS.values())}.")
        return scoped(field, part)
