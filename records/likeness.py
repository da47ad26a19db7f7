"""What words are like: a direction for each, near for words used alike; what is learned of one holds for the others."""

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from records.errors import BadInput


@dataclass(frozen=True, kw_only=True, eq=False)
class Likeness:
    """Words with a direction each, in whole numbers, so that sums are the same in any order and on any machine."""

    rows: Mapping[str, int]
    directions: NDArray[np.int64]  # a row a word
    version: str  # the first letters of the SHA-256 of words and directions

    def sum_of(self, words: Iterable[str]) -> tuple[NDArray[np.int64], int]:
        """The directions of some words added up, and how many of the words have one."""
        known = [self.rows[word] for word in words if word in self.rows]
        total: NDArray[np.int64] = self.directions[known].sum(axis=0)
        return total, len(known)


def read_likeness(body: bytes, where: str) -> Likeness:
    """The words of an .npz file with `words` and `directions`, a row each. Raises BadInput naming the file."""
    try:
        with np.load(BytesIO(body)) as held:
            words, directions = held["words"], held["directions"]
        if directions.shape != (len(words), directions.size // max(1, len(words))) or directions.dtype.kind != "i":
            raise ValueError("a direction is a row of whole numbers for each word")
    except (ValueError, KeyError, TypeError, OSError, EOFError, BadZipFile, zlib.error) as error:
        raise BadInput(
            f"{where}: not a file of words and their directions ({error}); see bench/fit_likeness.py"
        ) from error
    return Likeness(
        rows={str(word): row for row, word in enumerate(words)},
        directions=directions.astype(np.int64),
        version=hashlib.sha256("\n".join(map(str, words)).encode() + directions.tobytes()).hexdigest()[:6],
    )
