"""The directions of words as columns beside the signs of examples, and the weights fitted to them as they are kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from archive.bundled import bundled_likeness
from records.weighing import FEW, FINER

LOUD = 20.0  # how much less the penalty holds down directions than signs
_FINEST = 1000 * FINER  # weights are kept as whole thousandths, these finer


def beside(rows: Any, signs: Sequence[Mapping[str, int]], kind: str | None) -> Any:
    """The rows of signs with the mean direction of the words of one kind as further columns."""
    if kind is None:
        return rows
    return sparse.hstack([rows, sparse.csr_matrix(_scale() * np.array([_mean(some, kind) for some in signs]))]).tocsr()


def kept(weights: NDArray[np.float64], kind: str | None) -> dict[str, Any]:
    """The weights of those columns (a row an answer), as whole millionths in the JSON of a weighing."""
    if kind is None:
        return {}
    fine = np.round(weights.T * _scale() * _FINEST).astype(int)
    return {"likeness": bundled_likeness().version, "leanings": {kind: fine.tolist()}}


def _mean(signs: Mapping[str, int], kind: str) -> NDArray[np.float64]:
    words = [
        word
        for sign, times in signs.items()
        for at, _, word in [sign.partition("=")]
        if at == kind
        for _ in range(times)
    ]
    total, known = bundled_likeness().sum_of(words)
    mean: NDArray[np.float64] = total / (FEW + known)
    return mean


def _scale() -> float:
    """What brings the directions to the length of LOUD."""
    return LOUD / float(np.linalg.norm(bundled_likeness().directions, axis=1).mean())
