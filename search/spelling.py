"""Near words: what a fuzzy word expands to and what "did you mean" offers. Knows no engine."""

from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

MOST_EXPANSIONS = 50  # of a fuzzy word: more would be noise, and slow


def near_words(word: str, candidates: Iterable[str], distance: int) -> list[str]:
    """The candidates at most `distance` slips away (a letter added, lost or changed, two swapped), nearest first."""
    near = [(slips, c) for c in candidates if (slips := OSA.distance(word, c, score_cutoff=distance)) <= distance]
    return [candidate for _, candidate in sorted(near)[:MOST_EXPANSIONS]]


def nearest_word(word: str, candidates: Iterable[str], frequency: Callable[[str], int]) -> str | None:
    """The candidate most likely meant: the nearest, of equals the one on most pages; None when nothing is near.

    One slip in a short word, two from five letters on. Figures are never corrected.
    """
    if len(word) < 3 or any(c.isdigit() for c in word):
        return None
    near = near_words(word, (c for c in candidates if c != word and c.isalpha()), 1 if len(word) < 5 else 2)
    if not near:
        return None
    return min(near, key=lambda candidate: (OSA.distance(word, candidate), -frequency(candidate), candidate))
