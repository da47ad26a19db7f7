"""Light English stemming: plurals, past tenses and -ing, never derivations.

These are steps 0, 1 and 5 of the Snowball English ("Porter2") algorithm
(https://snowballstem.org/algorithms/english/stemmer.html). The derivational steps 2 to 4 are left out on purpose: they
make one word of "authority" and "author", which stands at the head of every council report. "recruit*" finds
"recruitment".
"""

import re
from functools import lru_cache

_IRREGULAR = {
    "children": "child",
    "women": "woman",
    "men": "man",
    "people": "person",
    "lives": "life",
    "wives": "wife",
    "dying": "die",
    "lying": "lie",
    "tying": "tie",
}
_INVARIANT = frozenset(
    "news inning outing canning herring earring proceed exceed succeed during evening morning nothing something".split()
)

_REGION = re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy](.*)")
_VOWEL = re.compile(r"[aeiouy]")
_VOWEL_BEFORE_LAST = re.compile(r"[aeiouy].")
_SHORT_END = re.compile(r"(?:^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY])$")
_DOUBLE = re.compile(r"(bb|dd|ff|gg|mm|nn|pp|rr|tt)$")
_PAST_OR_ING = re.compile(r"(?:ingly|edly|ing|ed)$")


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The word's stem. Takes one lower-case word; figures, short words and words of other letters stay as they are.

    >>> [stem(word) for word in "carers carer caring policies recruited recruitment children's".split()]
    ['carer', 'carer', 'care', 'polici', 'recruit', 'recruitment', 'children']
    """
    word = word.removesuffix("'s")
    word = _IRREGULAR.get(word, word)
    if len(word) < 3 or word in _INVARIANT or not (word.isascii() and word.isalpha()):
        return word
    marked = _consonant_ys(word)
    marked = _singular(marked)
    if marked in _INVARIANT:
        return marked
    if marked.lower() in _IRREGULAR:
        return _IRREGULAR[marked.lower()]
    marked = _present(marked)
    if len(marked) > 2 and marked[-1] in "yY" and not _VOWEL.match(marked[-2]):
        marked = marked[:-1] + "i"
    return _without_final_letter(marked).lower()


def _consonant_ys(word: str) -> str:
    """A y at the start or after a vowel is a consonant, written Y while stemming."""
    word = "Y" + word[1:] if word[0] == "y" else word
    return re.sub(r"(?<=[aeiouy])y", "Y", word)


def _region(word: str, start: int = 0) -> int:
    """Where the region after the first non-vowel following a vowel begins (R1; R2 when asked from R1 on)."""
    if start == 0:
        for prefix in ("gener", "commun", "arsen"):
            if word.startswith(prefix):
                return len(prefix)
    found = _REGION.match(word, start)
    return found.start(1) if found else len(word)


def _singular(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ies", "ied")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and _VOWEL_BEFORE_LAST.search(word[:-1]):
        return word[:-1]
    return word


def _present(word: str) -> str:
    if word.endswith(("eed", "eedly")):
        root = word.removesuffix("ly").removesuffix("eed")
        return root + "ee" if len(root) >= _region(word) else word
    found = _PAST_OR_ING.search(word)
    if not found or not _VOWEL.search(word[: found.start()]):
        return word
    root = word[: found.start()]
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if _DOUBLE.search(root):
        return root[:-1]
    if _SHORT_END.search(root) and _region(root) >= len(root):
        return root + "e"
    return root


def _without_final_letter(word: str) -> str:
    first = _region(word)
    second = _region(word, first)
    if word.endswith("e"):
        at = len(word) - 1
        if at >= second or (at >= first and not _SHORT_END.search(word[:-1])):
            return word[:-1]
    elif word.endswith("ll") and len(word) - 1 >= second:
        return word[:-1]
    return word
