"""When two values are the same: answers, and signatures made of answers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

RTOL, ATOL = 1e-6, 1e-9
Signature = list[Any]


@dataclass(frozen=True)
class Exceptional:
    """An exception as part of a signature: which, and what kind of trouble it tells of."""

    type: str
    trouble: str


def agree(one: Signature, other: Signature, atol: float) -> bool:
    """Whether two signatures are the same, within a tolerance.

    Signatures of nothing but exceptions agree only if they tell of a known trouble.
    """
    return len(one) == len(other) and tells_something(one) \
        and all(alike(a, b, atol) for a, b in zip(one, other, strict=True))


def tells_something(one: Signature) -> bool:
    """Whether there is more in a signature than exceptions of unknown trouble."""
    return not all(isinstance(item, Exceptional) and not item.trouble for item in one)


def alike(one: Any, other: Any, atol: float = ATOL) -> bool:
    """Whether two values are the same, within a tolerance.

    Parameters
    ----------
    one, other
        Numbers, arrays, texts, or lists of them. A number and an array of one number may be the
        same; a list and an array, a truth and a number, a row and a column are not.
    atol
        The absolute tolerance; the relative one is ``RTOL``.
    """
    if isinstance(one, list) or isinstance(other, list):
        return isinstance(one, list) and isinstance(other, list) and len(one) == len(other) \
            and all(alike(a, b, atol) for a, b in zip(one, other, strict=True))
    if isinstance(one, (bool, np.bool_)) or isinstance(other, (bool, np.bool_)):
        return type(one) is type(other) and bool(one == other)
    if type(one) is float and type(other) is float:  # a hundred times as often as an array
        if math.isfinite(one) and math.isfinite(other):
            return abs(one - other) <= atol + RTOL * abs(other)
        return one == other or (math.isnan(one) and math.isnan(other))
    if is_numeric(one) and is_numeric(other):
        a, b = np.asarray(one), np.asarray(other)
        if a.size == b.size == 1:  # the contract takes an array of one for a number
            a, b = a.reshape(()), b.reshape(())
        elif isinstance(one, np.ndarray) is not isinstance(other, np.ndarray):
            return False
        return a.shape == b.shape and \
            bool(np.allclose(a.astype(float), b.astype(float), RTOL, atol, equal_nan=True))
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return isinstance(one, np.ndarray) and isinstance(other, np.ndarray) \
            and one.shape == other.shape and bool((one == other).all())
    return type(one) is type(other) and bool(one == other)


def is_table(value: Any) -> bool:
    """A number, an array, or a list of numbers or of lists of numbers as long as one another."""
    if not isinstance(value, list):
        return is_numeric(value)
    return bool(value) and all(map(is_table, value)) and len({np.shape(one) for one in value}) == 1


def is_numeric(value: Any) -> bool:
    """A real number or an array of real numbers; no truth and no truths."""
    return isinstance(value, (float, int, np.generic, np.ndarray)) and \
        np.asarray(value).dtype.kind in "iuf"
