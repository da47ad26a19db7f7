"""What a user typed, cut into lexemes: words, quotations, parentheses, operators, field names."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from search.analysis import NUMBER

FIELDS = {
    "council": "council",
    "body": "body",
    "committee": "body",
    "kind": "kind",
    "title": "title",
    "measure": "measure",
}
DATES = ("since", "until", "date")

_END = r"(?=[\s()\"]|$)"
_LEXEME = re.compile(
    r"(?P<space>\s+)"
    r'|"(?P<quoted>[^"]*)(?P<closed>"?)'
    r"|(?P<open>\()|(?P<close>\))"
    rf"|(?P<and>AND{_END})|(?P<or>OR{_END})|(?P<not>NOT{_END}|-(?=[^\s\-]))"
    rf"|(?P<field>(?i:{'|'.join([*FIELDS, *DATES])})):[ ]?(?=[^\s)])"
    rf"|(?P<figure>(?i:{NUMBER}){_END})"  # "60 per cent" is one word
    r'|(?P<word>[^\s()"]+)'
)


class Lexeme(NamedTuple):
    """`kind` is open, close, and, or, not, field, word, quoted, or end."""

    kind: str
    text: str


END = Lexeme("end", "")


def lexemes(text: str, warn: Callable[[str], None]) -> Iterator[Lexeme]:
    """The lexemes of a text in order. A quotation that is never closed runs to the end, and says so."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[“”„‟″«»]", '"', text)
    for found in _LEXEME.finditer(text):
        match found.lastgroup:
            case "space":
                continue
            case "closed":
                if not found["closed"]:
                    warn("A quotation mark is not closed; the quotation was taken to run to the end.")
                yield Lexeme("quoted", found["quoted"])
            case "field":
                yield Lexeme("field", found["field"].lower())
            case "figure" | "word":
                yield Lexeme("word", found.group())
            case str(kind):
                yield Lexeme(kind, found.group())
