"""Tell the promises of others from the council's own: opposition, government, unions, neighbours, readers."""

import re

from commitments.pages import Page

PRESS = ("article", "press_release")
# "despite a petition", "after an amendment": what others did stands beside the clause and does not lead it.
_ASIDE = re.compile(
    r"\b(?:despite|after|following|in spite of|in response to|in the face of|regardless of|ahead of|amid(?:st)?|since"
    r"|against|with)\s+(?:(?:an?|the|some|strong|fierce|much|widespread|local|from|\d[\d,]*-\w+)\s+)*$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:[\s,“\"‘(]|\b(?:the|a|an|this|that|these|those|its|our|their|his|her|some|all|many|most|and|but|which"
    r"|when|as|for|in|on|from|with|every|each)\b)*",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\s*(?:\w+ly\s+|also\s+|now\s+|all\s+)*(?:be(?:ing)?\s+(?:\w+ly\s+)?\w+|have (?:access|been)|move|transfer"
    r"|return|come (?:back|home)|get|receive|(?:each |all )?have (?:one|their own|a named|an? new))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\s*(?:not|never)\b|.*n['’]t$", re.IGNORECASE)
_WHO = re.compile(r"\bwho\s*$")
_NEAR = 120  # characters after the words of promise in which it may say from when on
_STOP = re.compile(r"[.;]\s|\n")
_NO, _ANY = (re.compile(rf"{word}\s", re.IGNORECASE) for word in ("no", "any"))
_READER = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_BY_PRONOUN = re.compile(r"\b(?:he|she|they|it)\s*$", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to (?:the\s+)?|\bin the view of (?:the\s+)?", re.IGNORECASE)
_OTHER_COUNCIL = re.compile(
    r"\b(?!(?:The|This|That|A|Full|Youth|Care|Children)\b)[A-Z]\w+(?:[ -](?:[A-Z]\w+|and|upon|on))*\s+(?:County "
    r"|City |Borough |District |Metropolitan )*Council\b"
)
_BY_THEM = re.compile(r"\bby\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)  # "the home run by a private firm will be replaced"
_NATIONAL = re.compile(r"(?:the |a )?national\b", re.IGNORECASE)  # "The national ambition was for 35%"


def led_by_others(page: Page, unit: int, end: int) -> bool:
    """Whether others speak or move something in a sentence up to the end of a clause: what they did is not told as an
    aside ("despite a petition")."""
    return any(
        not _ASIDE.search(page.text, max(unit, match.start() - 40), match.start()) and not _in_office(page, match)
        for match in page.all("others_lead", unit, end)
    )


# A single mark opens before a word and closes after a stop: the mark of "the parents’ home" does neither.
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)[‘'](?=\w).*?[.,!?…][’']", re.DOTALL)
# The council's own offices, and those that others have too: a union's director, the leader of the opposition.
_OWN_OFFICE = re.compile(
    r"(?<!shadow )\b(?:cabinet member|portfolio holder|lead member|executive member|council (?:leader|chief|spokes\w+)"
    r"|spokes\w+ for the (?:council|authority)|(?:the )?(?:council|authority) (?:said|says))\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:leader|director|chief|head of|deputy|convener|boss|manager|chair\w*|officers?|replied|in charge of"
    r"|responsib\w+)\b",
    re.IGNORECASE,
)
_BEFORE_OFFICE = re.compile(r"(?:['’]s?)?\s+(?:(?!council|authority)[\w-]+\s+){0,2}", re.IGNORECASE)
_OF_OFFICE = re.compile(r"(?:\s+\w+){0,2}?\s+(?:of|for|at)\s+(?:the\s+|a\s+)?(?:\w+\s+)?", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|says|told|added|confirmed|announced|explained|pledged|promised)\b", re.IGNORECASE)
_NAMED = 90  # characters in which a speaker's name and office are told


def _speaks_for_council(page: Page, told: str) -> bool:
    """Whether words name an office of the council, and not one of a union, a charity or an opposition."""
    if _OWN_OFFICE.search(told):
        return True
    voices = list(page.words("other_voices").finditer(told))
    return any(
        not any(
            _BEFORE_OFFICE.fullmatch(told, voice.end(), office.start())
            or _OF_OFFICE.fullmatch(told, office.end(), voice.start())
            for voice in voices
        )
        for office in _OFFICE.finditer(told)
    )


def _in_office(page: Page, match: re.Match[str]) -> bool:
    """Whether a speaker named with a party has an office of the council: "Labour Coun Price, cabinet member, said"."""
    said = _SAID.search(page.text, match.end(), match.end() + _NAMED)
    return said is not None and _OWN_OFFICE.search(page.text, match.end(), said.start()) is not None


def speech_of_others(page: Page, start: int) -> bool:
    """Whether a place in the press stands in a quotation of somebody who does not speak for the council: what the
    paragraph says outside its quotations names such a one, and nobody of the council."""
    if page.kind not in PRESS:
        return False
    text = page.text
    begins = text.rfind("\n\n", 0, start) + 1
    ends = text.find("\n\n", start)
    ends = ends if ends >= 0 else len(text)
    if not page.has("other_voices", begins, ends):
        return False
    quoted = next((m for m in _QUOTED.finditer(text, begins, ends) if m.start() <= start < m.end()), None)
    if quoted is None:
        return False
    told = _QUOTED.sub(" ", text[begins:ends])
    return page.words("other_voices").search(told) is not None and not _speaks_for_council(page, told)


def quotes_a_wish(page: Page, start: int, cue: tuple[int, int]) -> bool:
    """ "We would reverse these cuts": what those would do who do not govern."""
    return (
        page.text[cue[0] : cue[1]].lower() == "would"
        and re.match(r"[“\"‘']?(?:we|I)\s+$", page.text[start : cue[0]], re.IGNORECASE) is not None
    )


def speaks_for_others(page: Page, start: int, cue: tuple[int, int]) -> bool:
    """Whether the subject before the cue is a body or person whose doings are not the council's."""
    text = page.text
    if _WHO.search(text[start : cue[0]]) and not page.figures_in(start, cue[0]):
        return True
    if _NO.match(text, start, cue[0]) and not _PASSIVE.match(text, cue[1]) and not _says_from_when(page, start, cue):
        return True
    if (_ANY.match(text, start, cue[0]) and not _PASSIVE.match(text, cue[1])) or (
        page.kind in PRESS and _READER.search(text, cue[1], cue[1] + 40)
    ):
        return True
    if (
        _NEGATED.match(text[cue[0] : cue[1] + 5][cue[1] - cue[0] :])
        and not page.words("body_word").match(text[start : cue[0]].removeprefix("the "))
        and not _says_from_when(page, start, cue)
    ):
        return True
    before = text[max(0, start - 200) : cue[0]]
    said = before.rpartition("\n")[2]
    told = said.rpartition(". ")[2]
    if (
        _BY_PRONOUN.search(text[start : cue[0]])
        and page.words("others").search(told)
        and not re.match(r"(?:the )?(?:council|trust|authority|cabinet)\b", told, re.IGNORECASE)
    ):
        return True
    if (view := _ACCORDING.search(text, start, cue[0])) and page.words("others").match(text, view.end()):
        return True
    if (
        text.find("Council", start, cue[0]) >= 0
        and _OTHER_COUNCIL.search(text, start, cue[0])
        and page.council
        and not _own_council(page, start, cue[0])
    ):
        return True
    opening = _DETERMINER.match(text, start, cue[0])
    first = opening.end() if opening else start
    if (voice := page.words("others").match(text, first, cue[0])) and not _in_office(page, voice):
        return True
    if _NATIONAL.match(text, cue[0]):
        return True
    subject = text[first : cue[0]].rstrip()
    for match in page.words("others").finditer(subject):
        if match.end() >= len(subject) - 2:
            return not (_BY_THEM.search(subject, 0, match.start()) and _PASSIVE.match(text, cue[1]))
    if (person := page.words("public").match(text, first, cue[0])) is not None:
        return not _PASSIVE.match(text, cue[1]) and person.end() >= cue[0] - 12
    return False


def _says_from_when(page: Page, start: int, cue: tuple[int, int]) -> bool:
    """Whether a clause says from when on: "no child will be placed there from April"."""
    stop = _STOP.search(page.text, cue[1], cue[1] + _NEAR)
    times = page.times_in(start, stop.start() if stop else min(len(page.text), cue[1] + _NEAR))
    return any(time.preposition in ("from", "after") for time in times)


def _own_council(page: Page, start: int, end: int) -> bool:
    return any(word.lower() in page.text[start:end].lower() for word in re.findall(r"\w{4,}", page.council))
