"""What a paper is about: its telling words, by which similar papers are found. Knows no engine."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import log

from search.analysis import places, term
from search.tree import Query, Word, any_of
from search.words import COMMON

MOST_PAGES = 20  # of a paper are read for its telling words
MOST_WORDS = 15


def telling_words(texts: Iterable[str], frequency: Callable[[str], int], pages: int) -> Query | None:
    """Any of the words frequent in the texts and rare on other pages (tf·idf); None when there are none.

    `frequency` says on how many of the index's `pages` a word stands.
    """
    seen: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for text in texts:
        for place in places(text):
            form = place.forms[0]
            if len(form) > 2 and form.isalpha() and form not in COMMON:
                seen[term(form)] += 1
                forms.setdefault(term(form), form)
    weights = {
        stem: count * log(pages / known)
        for stem, count in seen.most_common(200)
        if 1 < (known := frequency(forms[stem])) < pages
    }
    best = sorted(weights, key=lambda stem: (-weights[stem], stem))[:MOST_WORDS]
    return any_of([Word(forms[stem]) for stem in best]) if best else None
