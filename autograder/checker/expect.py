"""Expectations: what a check may ask of a value, and the sentence when it is not so.

Every sentence is a fact with its values: "y_hat has shape (6,), expected (6, 1)." The
runner of the check puts the call before it. The order in which a check asks is: type,
then shape and finiteness, then values; an empty or broadcastable answer never gets
as far as a comparison of values.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .values import DIGITS, count, describe, number, show

RTOL = 1e-9  # float64: correct variants differ by 2e-15 after 1000 iterations
RTOL_SINGLE = 1e-5  # answers in float32
PLAIN = {float, np.float64}
RETURN = "Does the function end in `return`?"


class CheckFailed(AssertionError):  # noqa: N818 - read aloud: "check failed: y_hat has shape …"
    """A check's expectation that does not hold; its text is a sentence for the learner."""


def require(condition: object, fact: str) -> None:
    """Fail with a sentence unless the condition holds."""
    if not condition:
        raise CheckFailed(fact)


class expect:  # noqa: N801 - it reads as a verb: expect(dW, "dW").is_array((3, 1))
    """A value and the name under which a message speaks of it.

    Every method returns the expectation itself, so that they chain.
    """

    def __init__(self, value: Any, name: str) -> None:
        self.value = value
        self.name = name

    def is_number(self) -> expect:
        """One finite real number: a Python or NumPy number, or an array of size one."""
        value = self.value
        require(value is not None, f"{self.name} is None, expected one number. {RETURN}")
        if isinstance(value, np.ndarray):
            require(value.size == 1, f"{self.name} is {describe(value)}, expected one number.")
        require(_is_real(value), f"{self.name} is {describe(value)}, expected one number.")
        return self.is_finite()

    def is_array(self, shape: tuple[int, ...], floating: bool = False) -> expect:
        """A real, finite array of that shape; with ``floating``, not of integers."""
        value = self.value
        require(value is not None, f"{self.name} is None, expected an array of shape {shape}. "
                                   f"{RETURN}")
        require(isinstance(value, np.ndarray),
                f"{self.name} is {describe(value)}, expected a NumPy array of shape {shape}.")
        require(_is_real(value), f"{self.name} has dtype {value.dtype}, expected real numbers.")
        require(value.shape == shape, f"{self.name} has shape {value.shape}, expected {shape}.")
        if floating:
            require(value.dtype.kind == "f",
                    f"{self.name} is an array of integers ({value.dtype}), expected floats.")
        return self.is_finite()

    def is_finite(self) -> expect:
        """No nan and no infinity."""
        flat = np.asarray(self.value, dtype=float).ravel()
        bad = flat[~np.isfinite(flat)]
        require(bad.size == 0, f"{self.name} contains {show(bad[0]) if bad.size else ''}, "
                               "expected finite numbers only.")
        return self

    def close_to(self, expected: ArrayLike, rtol: float | None = None) -> expect:
        """Equal to the expected values within the tolerance of their precision.

        The absolute tolerance follows the largest expected value (at least 1), so that an
        entry that is zero by cancellation is compared on the scale of its neighbours.
        """
        found = np.asarray(self.value)
        wanted = np.asarray(expected, dtype=float)
        if found.shape != wanted.shape and found.size == wanted.size == 1:
            found = found.reshape(wanted.shape)  # a number may be an array of size one
        require(found.shape == wanted.shape,
                f"{self.name} has shape {found.shape}, expected {wanted.shape}.")
        if rtol is None:
            rtol = RTOL_SINGLE if _is_single(found) else RTOL
        scale = max(1.0, float(np.max(np.abs(wanted), initial=0.0)))
        with np.errstate(all="ignore"):
            close = np.abs(found.astype(float) - wanted) <= rtol * scale + rtol * np.abs(wanted)
        if not close.all():
            raise CheckFailed(self._difference(found, wanted, close))
        return self

    def is_pair(self, first: str, second: str) -> tuple[Any, Any]:
        """A tuple or list of two; returns its two parts."""
        value = self.value
        wanted = f"expected two values: {first}, {second}"
        require(value is not None, f"{self.name} returned None, {wanted}. {RETURN}")
        require(isinstance(value, (tuple, list)),
                f"{self.name} returned {describe(value)}, {wanted}.")
        require(len(value) == 2,
                f"{self.name} returned {count(len(value), 'value')}, {wanted}.")
        return value[0], value[1]

    def is_numbers(self, length: int) -> expect:
        """A list, tuple or array of that many finite real numbers.

        Afterwards ``value`` is a float array of shape ``(length,)``.
        """
        value = self.value
        wanted = f"expected a list of {count(length, 'number')}"
        require(value is not None, f"{self.name} is None, {wanted}. {RETURN}")
        rows = isinstance(value, np.ndarray) and value.ndim > 0
        require(rows or isinstance(value, (list, tuple)),
                f"{self.name} is {describe(value)}, {wanted}.")
        require(len(value) == length,
                f"{self.name} has {len(value)} {'entry' if len(value) == 1 else 'entries'}, "
                f"{wanted}.")
        if set(map(type, value)) <= PLAIN and np.isfinite(value).all():
            self.value = np.array(value, dtype=float).reshape(length)
            return self
        for position, entry in enumerate(value):
            expect(entry, f"{self.name}[{position}]").is_number()
        self.value = np.array([np.asarray(entry, dtype=float).item() for entry in value])
        return self

    def _difference(self, found: np.ndarray, wanted: np.ndarray, close: np.ndarray) -> str:
        wrong = [tuple(int(i) for i in place) for place in np.argwhere(~close)]
        first = wrong[0]
        # As many digits as it takes for the two to look as different as they are.
        digits = next((some for some in (DIGITS, 10)
                       if show(found[first], some) != show(wanted[first], some)), 17)
        pair = f"is {show(found[first], digits)}, expected {show(wanted[first], digits)}."
        if wanted.size == 1:
            return f"{self.name} {pair}"
        text = f"{self.name} is\n{show(found, digits)}\nexpected\n{show(wanted, digits)}"
        if len(wrong) < wanted.size:
            entry = f"entry [{', '.join(map(str, first))}]"
            text += (f"\nOnly one of {wanted.size} entries differs: {entry} {pair}"
                     if len(wrong) == 1 else
                     f"\n{len(wrong)} of {wanted.size} entries differ, the first of them: "
                     f"{entry} {pair}")
        factor = _common_factor(found.astype(float), wanted)
        if factor is not None:
            text += f"\nEvery entry is the expected one times {number(factor)}."
        return text


def _common_factor(found: np.ndarray, wanted: np.ndarray) -> float | None:
    """The one number by which several expected ones were multiplied, if there is one."""
    largest = np.unravel_index(np.argmax(np.abs(wanted)), wanted.shape)
    if np.count_nonzero(wanted) < 2 or not found[largest] or not np.isfinite(found).all():
        return None
    factor = float(found[largest] / wanted[largest])
    same = np.allclose(found, factor * wanted, 1e-6, 1e-9)
    return factor if same and abs(factor - 1) > 1e-3 else None


def _is_single(values: np.ndarray) -> bool:
    """Whether numbers were computed in float32: they may since have become Python floats."""
    with np.errstate(all="ignore"):
        return bool((values.astype(np.float32) == values).all())


def _is_real(value: Any) -> bool:
    if isinstance(value, (bool, np.bool_)):
        return False
    if isinstance(value, (int, float, np.integer, np.floating)):
        return True
    return isinstance(value, np.ndarray) and value.dtype.kind in "iuf"
