"""What opens a list item or a numbered paragraph: "•", "4.2", "(a)", "iv."."""

import re

_BULLETS = "•·▪●○◦‣➢➤✓✔■□§►"
_DASHES = "-–—*o"
_NUMBERED = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]{1,2}\d{0,2}(?:\.\d{1,3}){0,3}|[ivxIVX]{1,5})[.):]"
    r"|\((?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})\)|\d{1,3}(?:\.\d{1,3}){1,4}|\d{1,3})$"
)


def is_bullet(word: str) -> bool:
    """A sign that only ever opens a list item."""
    return len(word) == 1 and word in _BULLETS


def is_marker(text: str) -> bool:
    """A bullet, dash, number or letter that may open an item; alone on its line or in its gap."""
    return len(text) <= 12 and (is_bullet(text) or (len(text) == 1 and text in _DASHES) or bool(_NUMBERED.match(text)))
