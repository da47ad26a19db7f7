"""Whether a text names a number, in figures or in words."""

import re

_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def forms_of(value: float) -> set[str]:
    """How the number may be written: in figures ("1,240", "12.7") or, up to twelve, as a word."""
    forms = {f"{value:g}", f"{value:,.0f}" if value == int(value) else f"{value:g}"}
    if value == int(value) and 0 <= value < len(_NUMBER_WORDS):
        forms.add(_NUMBER_WORDS[int(value)])
    return forms


def names_number(value: float | None, text: str) -> bool:
    """Whether the text holds the number, however written."""
    if value is None:
        return False
    return any(
        re.search(rf"(?<![\w.,]){re.escape(form)}(?![\w]|[.,]\d)", text, re.IGNORECASE) for form in forms_of(value)
    )
