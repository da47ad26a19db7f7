"""Make data/weighings/words.npz: for each word a direction, near for words used alike.

    python bench/fit_likeness.py VECTORS.txt GOLD.jsonl [GOLD.jsonl ...]

VECTORS.txt holds a word and its numbers a line, the most frequent words first, as GloVe's glove.6B.100d.txt does
(Pennington, Socher and Manning 2014; public domain). Kept are the words of the labelled passages and the most frequent
ones, on their principal components, as small whole numbers. Fit the weighings anew after it (`make fit`).
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive.bundled import bundled
from bench.parts.labelled import keep, lines
from commitments.plain_words import named_words

FREQUENT, PARTS, LARGEST = 12_000, 50, 127  # words, components of a direction, the largest number of one


def read_vectors(path: Path, wanted: set[str]) -> dict[str, list[float]]:
    """The vectors of the words wanted and of the most frequent ones; words are of letters and hyphens."""
    found: dict[str, list[float]] = {}
    with path.open(encoding="utf-8") as file:
        for place, line in enumerate(file):
            word, *numbers = line.split()
            if (place < FREQUENT or word in wanted) and word.isascii() and word.replace("-", "").isalpha():
                found[word] = [float(number) for number in numbers]
    return found


def directions(vectors: NDArray[np.float64]) -> NDArray[np.int8]:
    """The vectors about their mean, all of one length, on their principal components, as small whole numbers."""
    centred = vectors - vectors.mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True) + 1e-6
    _, _, components = np.linalg.svd(centred, full_matrices=False)
    parts = centred @ components[:PARTS].T
    return np.round(parts * LARGEST / np.abs(parts).max()).astype(np.int8)


def main(arguments: Sequence[str]) -> int:
    """Read, reduce and write."""
    if len(arguments) < 2:
        print(__doc__)
        return 0
    wanted = {
        word for _, line in lines([Path(path) for path in arguments[1:]]) for word in named_words(line["text"]).words
    }
    vectors = read_vectors(Path(arguments[0]), wanted)
    words = sorted(vectors)
    kept = directions(np.array([vectors[word] for word in words]))
    np.savez_compressed(bundled("weighings/words.npz"), words=np.array(words), directions=kept)
    for file in bundled("weighings").rglob("*.json"):  # what was fitted to other directions counts no more
        told = json.loads(file.read_text("utf-8"))
        name = str(file.relative_to(bundled("weighings")).with_suffix(""))
        keep({key: some for key, some in told.items() if key not in ("likeness", "leanings")}, name)
    print(f"{len(words)} words, {len(wanted - vectors.keys())} words of the passages have no vector")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
