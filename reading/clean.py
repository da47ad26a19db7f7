"""Text as it is kept: no control characters, one kind of line end and space, composed letters."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
# C0 and C1 (a C1 byte can steer a terminal), soft and zero-width characters, direction overrides, tags, byte order
# marks, lone surrogates and noncharacters: none is text, and all of them can hide or disguise it.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e007f]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Word's Symbol and Wingdings bullets come through as private characters.
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf02d\uf06e\uf071", "•")
_WRITTEN_OUT = str.maketrans(_LIGATURES | _BULLETS)


def clean(text: str) -> str:
    r"""The same text without anything that is not text, in NFC; of the control characters only \n and \t stay."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", _NOT_TEXT.sub("", text))
    return unicodedata.normalize("NFC", text.translate(_WRITTEN_OUT))


def one_line(text: str) -> str:
    """The text on one line: cleaned, every run of white space a single space (a table cell, a title, a reason)."""
    return " ".join(clean(text).split())


def row_text(cells: tuple[str, ...]) -> str:
    """A table row as it stands in a page's text: `a | b | c`."""
    return " | ".join(cells).strip()
