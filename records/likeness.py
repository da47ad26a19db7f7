"""What words are like: a direction for each, near for words used alike; what is learned of one holds for the others."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from records.errors import BadInput


@dataclass(frozen=True, kw_only=True, eq=False)
class Likeness:
    """Words with a direction each, in whole numbers, so that sums are the same in any order and on any machine."""

    rows: Mapping[str, int]
    directions: NDArray[np.int64]  # a row a word
    version: str  # the first letters of the SHA-256 of the file

    def of(self, words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """A direction for each word, nought where none is known, and 1 for those known and 0 for others."""
        rows = np.array([self.rows.get(word, -1) for word in words], dtype=np.int64)
        known = (rows >= 0).astype(np.int64)
        return self.directions[rows] * known[:, None], known


def read_likeness(body: bytes, where: str) -> Likeness:
    """The words of an .npz file with `words` and `directions`, a row each. Raises BadInput naming the file."""
    try:
        with np.load(BytesIO(body)) as held:
            words, directions = held["words"], held["directions"]
    except (ValueError, KeyError, OSError) as error:
        raise BadInput(
            f"{where}: not a file of words and their directions ({error}); make it anew with bench/fit_likeness.py"
        ) from error
    return Likeness(
        rows={str(word): row for row, word in enumerate(words)},
        directions=directions.astype(np.int64),
        version=hashlib.sha256(body).hexdigest()[:6],
    )
