"""What must not be spread: a page that holds it is kept, and kept out of index and exports, with the reason said.

The patterns are few and sharp on purpose. Committee papers are full of names, dates and ten-figure numbers; a scan that
hid half of them would be switched off. Each pattern is listed, with examples, in `docs/personal-data.md`.
"""

import re
import zlib

_NHS = re.compile(r"(?<![\d.,£-])(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?![\d-]|[.,]\d)")
_NHS_WORD = re.compile(r"\bNHS\s+(?:No\b|num)", re.IGNORECASE)

# HMRC's own rule for the two letters: no D, F, I, Q, U, V; the second no O; never BG, GB, KN, NK, NT, TN, ZZ
# (National Insurance Manual NIM39110).
_NI = re.compile(r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")

_DAY = r"\d{1,2}(?:[/.-]\d{1,2}[/.-]|(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8},?\s+)(?:19|20)?\d{2}"
_BIRTH = re.compile(rf"\b(?:d\.?o\.?b\.?|date of birth|born on|born)\s*[:\-–]?\s*(?:the\s+)?{_DAY}", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z'’-]+ (?:[A-Z][a-z'’-]+ )?[A-Z][a-z'’-]+\b")
_NEAR = 120  # characters between a name and a date of birth

# A paper marked exempt says so at its head. The words "Schedule 12A" alone stand in every public agenda's notice about
# excluding the public, so they do not count.
_EXEMPT = re.compile(
    r"\bnot\s+for\s+publication\b.{0,200}?\b(?:schedule\s+12A|exempt|paragraphs?\s+\d)"
    r"|\bexempt\s+(?:report|appendix|annex|information)\b.{0,80}?\bnot\s+for\s+publication\b"
    r"|\b(?:strictly\s+)?private\s+and\s+confidential\b.{0,200}?\bschedule\s+12A",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 600  # characters

# Of what was scanned: when it changes, `process` scans again what was read before. A changed pattern changes it by
# itself; raise the number with any other change here.
RULES = f"1-{zlib.crc32(' '.join(one.pattern for one in (_NHS, _NHS_WORD, _NI, _BIRTH, _NAME, _EXEMPT)).encode()):08x}"


def find_personal_data(text: str) -> str | None:
    """Why a page must be kept out of index and exports, as a sentence, or None when nothing was found.

    NHS numbers must pass their check digit (modulus 11, NHS Data Dictionary) or stand beside the words; dates of birth
    count only beside a person's name."""
    if _EXEMPT.search(text[:_HEAD]):
        return "the page is marked exempt from publication"
    if _NI.search(text):
        return "the page holds what looks like a National Insurance number"
    if any(_is_nhs_number("".join(match.groups()), text, match.start()) for match in _NHS.finditer(text)):
        return "the page holds what looks like an NHS number"
    for match in _BIRTH.finditer(text):
        if _NAME.search(text[max(0, match.start() - _NEAR) : match.start()]):
            return "the page holds a date of birth beside a name"
    return None


def _is_nhs_number(digits: str, text: str, at: int) -> bool:
    near = _NHS_WORD.search(text[max(0, at - 60) : at]) is not None
    spaced = not text[at : at + 10].isdigit()
    return (near or spaced) and _checks(digits) and (near or "nhs" in text.lower())


def _checks(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])
