"""Telling a text when it comes again without keeping it: checksums of runs of its words. Pure."""

import html
import re
import zlib
from array import array
from collections.abc import Iterable

_RUN = 6  # words
_MOST = 400  # runs kept of one text, evenly spaced
_SHARE = 0.7  # of the runs: a running header or a page number between does not hide a text
_ENOUGH = 40  # runs that tell a text anywhere; fewer do so only in its own meeting or issue ("Apologies were received")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")


def telling_runs(texts: Iterable[str]) -> bytes:
    """Checksums of up to 400 runs of six words, each within one paragraph, of all pages of a text; packed."""
    found = [run for text in texts for line in text.splitlines() for run in _runs(_words(line))]
    step = max(1, -(-len(found) // _MOST))
    return array("I", dict.fromkeys(found[::step])).tobytes()


def every_run(text: str) -> frozenset[int]:
    """Checksums of all runs of six words in a text, whatever its paragraphs."""
    return frozenset(_runs(_words(text)))


def holds(held: frozenset[int], telling: bytes, *, related: bool) -> bool:
    """Whether a text holds the words of another. `related`: both are of one meeting or issue, where few words tell."""
    wanted = set(array("I", telling))
    if not wanted or (len(wanted) < _ENOUGH and not related):
        return False
    return len(wanted & held) >= _SHARE * len(wanted)


def is_file(body: bytes) -> bool:
    """Whether an answer is a file (a PDF, a Word document) and no page or XML."""
    return body.startswith(b"%PDF-") or (b"\0" in body[:1024] and body[:2] not in _UTF_16)


def visible(body: bytes) -> str:
    """The words of an HTML or XML answer as a reader sees them; a web service's XML holds escaped HTML."""
    text = body.decode("utf-16" if body[:2] in _UTF_16 else "utf-8", errors="replace")
    for _ in range(2):
        text = html.unescape(_TAG.sub(" ", text))
    return _TAG.sub(" ", text)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: list[str]) -> Iterable[int]:
    return (zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1))
