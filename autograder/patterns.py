"""What wrong answers have in common with the right ones, whatever the stub.

The answers to all probes are looked at together: each is the right one times a factor, turned
round, rounded, the same whatever comes in … What is said of a pattern is true of every answer.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.checker.assignment import Stub
from autograder.checker.values import count, number
from autograder.likeness import ATOL, RTOL, Signature, alike, is_numeric, is_table
from autograder.symptoms import of_kind

Pair = tuple[Any, Any, tuple[Any, ...]]  # an answer, the right one, the arguments
Arrays = list[tuple[np.ndarray, np.ndarray]]
Found = Iterator[tuple[str, str]]  # names with their hints
Answer = Callable[..., Any]

MOST_DECIMALS = 8
ENOUGH = 8  # numbers that show a law
FEW = 3  # of fewer numbers every law is true
NEARLY = 1e-3  # what half precision and a few decimals leave of a number
FUNCTIONS: tuple[Callable[[np.ndarray], np.ndarray], ...] = (
    np.tanh, lambda z: 1 / (1 + np.exp(-z)), np.exp, np.sqrt, np.log, np.log1p, np.square, np.sin,
    np.sign, np.arctan, np.cbrt)


def spoils_arguments(taken: Signature, right: Signature) -> bool:
    """Whether all answers are right and an argument is changed that is no part of the answer."""
    return all(alike(answer, wanted) for (answer, _, _), (wanted, _, _)
               in zip(taken, right, strict=True)) and changes_arguments(taken, right)


def changes_arguments(taken: Signature, right: Signature) -> bool:
    """Whether a call changes an argument that is no part of its answer."""
    return any(not alike(now, then) and not any(alike(now, part) for part in
                                                      (answer if isinstance(answer, list)
                                                       else [answer]))
               for (answer, after, _), (_, before, _) in zip(taken, right, strict=True)
               for now, then in zip(after, before, strict=True))


def leaves(one: Any, other: Any) -> Iterator[tuple[Any, Any]]:
    """Numbers and arrays in the same place of two signatures; lists of numbers are arrays."""
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other) \
            and not (one and all(map(is_numeric, one)) and all(map(is_numeric, other))):
        for a, b in zip(one, other, strict=True):
            yield from leaves(a, b)
    else:
        yield one, other


def patterns(stub: Stub, pairs: list[Pair], ask: Answer, reference: Answer) -> Found:
    """What the answers have in common with the right ones, over all probes.

    Parameters
    ----------
    stub
        Whose answers they are.
    pairs
        Its answers to the probes.
    ask, reference
        Give the stub's answer to other arguments, and the right one.
    """
    width = len(pairs[0][1]) if isinstance(pairs[0][1], list) else 1
    if width == 2 and all(alike([a[1], a[0]], w) if isinstance(a, list) and len(a) == 2
                          else False for a, w, _ in pairs):
        yield "swapped", ("both values are right, but they come back in the other order. Compare "
                          "your last line with the docstring.")
    wrong = []
    if not any(of_kind(a, w) for a, w, _ in pairs):
        if not all(alike(ask(*args), a) for a, _, args in pairs):
            yield "answers_change", ("called twice with the same arguments your function gives "
                                     "two answers. Where does chance, or memory, come in?")
            return
        yield from _mixed_up(stub, pairs, reference)
        yield from _ignored(stub, pairs, ask, reference)
    for place in range(width):
        parts = [(_part(a, place, width), _part(w, place, width), args) for a, w, args in pairs]
        if all(alike(a, w) for a, w, _ in parts):
            continue
        wrong.append(place)
        which = "" if width == 1 else ("first value: ", "second value: ")[place]
        for name, hint in one_value(stub, parts):
            yield name, f"{which}{hint}"
    if width == 2 and len(wrong) == 1 and not any(of_kind(a, w) for a, w, _ in pairs):
        yield (("first_value_wrong", "second_value_wrong")[wrong[0]],
               f"the {('second', 'first')[wrong[0]]} value is right, only the "
               f"{('first', 'second')[wrong[0]]} is not. Compare the two lines, and each with its "
               "formula.")


def _part(answer: Any, place: int, width: int) -> Any:
    if width == 1:
        return answer
    return answer[place] if isinstance(answer, list) and len(answer) > place else None


def _mixed_up(stub: Stub, pairs: list[Pair], reference: Answer) -> Found:
    """Answers that are right for arguments in another order."""
    places = range(len(pairs[0][2]))
    for one, other in itertools.combinations(places, 2):
        if any(np.shape(args[one]) != np.shape(args[other]) for _, _, args in pairs):
            continue
        order = list(places)
        order[one], order[other] = other, one
        if all(alike(a, reference(*(args[i] for i in order))) for a, _, args in pairs):
            yield "arguments_mixed_up", (
                f"your answer would be right if {stub.parameters[one]} and "
                f"{stub.parameters[other]} traded places. Compare your formula, and the order of "
                "the names in your first line, with the stub.")


def _ignored(stub: Stub, pairs: list[Pair], ask: Answer, reference: Answer) -> Found:
    """Arguments on which the answers do not depend, although the right ones do."""
    ignored = []
    for place, name in enumerate(stub.parameters[:len(pairs[0][2])]):
        needed = False
        for answer, wanted, args in pairs:
            others = [*args[:place], _another(args[place]), *args[place + 1:]]
            needed = needed or not alike(reference(*others), wanted)
            if not alike(ask(*others), answer):
                break
        else:
            if needed:
                ignored.append(name)
    if ignored and len(ignored) == len(pairs[0][2]):
        yield "always_the_same", ("your answer is the same whatever comes in. Which line makes it, "
                                  "and from which of the parameters?")
    elif ignored:
        yield "argument_ignored", (f"change {' and '.join(ignored)} and nothing else. Does your "
                                   "answer change? Should it?")


def _another(value: Any) -> Any:
    """Far from a value, and no function of it that a formula could be blind to."""
    size = np.size(value)
    moved = np.ravel(value) * 1.5 + 20.0 + np.sin(np.arange(size))
    return moved.reshape(np.shape(value)) if isinstance(value, np.ndarray) else float(moved[0])


def one_value(stub: Stub, parts: list[Pair]) -> Found:
    """What the answers have in common with the right ones where each is a number or an array."""
    arrays = [(np.asarray(a), np.asarray(w)) for a, w, _ in parts if is_table(a) and is_table(w)
              and (isinstance(a, list) or not _several(w))]
    if not arrays or len(arrays) < len(parts):
        return
    if all(isinstance(a, list) and not isinstance(w, list) for a, w, _ in parts) and \
            all(a.size == w.size and np.allclose(a.ravel(), w.ravel(), RTOL) for a, w in arrays):
        yield "as_list", "the numbers are right, but they come in a list. Which type is asked for?"
    if all(a.shape == w.T.shape and np.allclose(a, w.T, RTOL) for a, w in arrays) and \
            any(a.shape != w.shape for a, w in arrays):
        yield "transposed", "the numbers are right, but rows and columns are turned round."
    if all(a.size == w.size and np.allclose(a.ravel(), w.ravel(), RTOL) for a, w in arrays):
        yield "other_shape", "the numbers are right, but the shape is another one."
    if any(a.size != w.size for a, w in arrays) or sum(w.size for _, w in arrays) < FEW:
        return
    yield from _scaled(stub, parts, arrays)
    yield from _nearly(arrays)
    yield from _at_some_places(arrays)
    yield from _for_some_data(parts, arrays)
    yield from _bent(arrays)


def _several(wanted: Any) -> bool:
    """Whether several things are asked for, not one."""
    return isinstance(wanted, list) and any(isinstance(part, np.ndarray) for part in wanted)


def _scaled(stub: Stub, parts: list[Pair], arrays: Arrays) -> Found:
    for words, name, factor in _factors(stub, [args for _, _, args in parts]):
        if all(np.allclose(a.ravel(), f * w.ravel(), RTOL, ATOL)
               for (a, w), f in zip(arrays, factor, strict=True)):
            yield f"times_{name}", f"every number is the right one times {words}"
    differences = [a.ravel() - w.ravel() for a, w in arrays]
    if all(np.allclose(one, differences[0][0], RTOL, ATOL) for one in differences):
        yield "shifted", "every number is off by the same amount. What is added, or left out?"
    if scale := _common_factor(arrays):
        yield "scaled", (f"every number is the right one times {number(scale)}. Where does that "
                         "factor come from?")
    for place, name in enumerate(stub.parameters):
        steps = [(a - args[place], w - args[place])
                 for (a, w), (_, _, args) in zip(arrays, parts, strict=True)
                 if place < len(args) and np.shape(args[place]) == w.shape == a.shape]
        if len(steps) < len(parts):
            continue
        if scale := _common_factor(steps):
            yield "step_scaled", (f"the way from {name} to your answer is the right one times "
                                  f"{number(scale)}. What makes the step longer or shorter?")
        for words, factor_name, factor in _factors(stub, [args for _, _, args in parts]):
            if all(np.allclose(a, f * w, RTOL, ATOL)
                   for (a, w), f in zip(steps, factor, strict=True)):
                yield f"step_times_{factor_name}", (f"the way from {name} to your answer is the "
                                                    f"right one times {words}")
    if len([1 for _, w in arrays if w.size > 1]) > 1:
        if all(w.size == 1 or not w.any() or _common_factor([(a, w)]) for a, w in arrays):
            yield "scaled_by_the_data", ("in every call all numbers are off by one factor, which "
                                         "is another for other data. By what do you multiply or "
                                         "divide?")
        if all(np.allclose(one, one[0], RTOL, ATOL) for one in differences):
            yield "shifted_by_the_data", ("in every call all numbers are off by one and the same "
                                          "amount, which is another for other data. Which single "
                                          "number do you add to all of them?")


def _common_factor(pairs: Arrays) -> float:
    """The one factor between all numbers of all pairs; 0.0 if there is none, or it is 1 or 0."""
    found = np.concatenate([a.ravel() for a, _ in pairs]).astype(float)
    wanted = np.concatenate([w.ravel() for _, w in pairs]).astype(float)
    largest = int(np.argmax(np.abs(wanted)))
    if not wanted[largest] or not np.isfinite(found).all():
        return 0.0
    factor = float(found[largest] / wanted[largest])
    same = np.allclose(found, factor * wanted, RTOL, ATOL)
    return factor if same and not np.isclose(factor, 1.0) and abs(factor) > 1e-12 else 0.0


def _factors(stub: Stub, calls: list[tuple[Any, ...]]) -> Iterator[tuple[str, str, list[float]]]:
    """Factors by which answers go wrong: (in words, as a name, for each call)."""
    which = "Which factor of the formula is missing, or has come in twice?"
    yield ("-1: its sign is flipped. Which difference is taken the other way round?", "minus_one",
           [-1.0] * len(calls))
    for words, name, factor in _without_sign(stub, calls):
        yield f"{words}. {which}", name, factor
        yield (f"-{words if '/' not in words else f'({words})'}: the sign is flipped as well. "
               f"{which}", f"minus_{name}", [-one for one in factor])


def _first_table(stub: Stub, calls: list[tuple[Any, ...]]) -> tuple[str, list[tuple[int, ...]]]:
    """The first argument that has rows and columns: its name, and its shape in each call."""
    place = next((i for i, arg in enumerate(calls[0]) if np.ndim(arg) == 2), None)
    if place is None:
        return "", [(1, 1)] * len(calls)
    return stub.parameters[place], [np.shape(args[place]) for args in calls]


def _without_sign(stub: Stub, calls: list[tuple[Any, ...]]
                  ) -> Iterator[tuple[str, str, list[float]]]:
    count = len(calls)
    table, shapes = _first_table(stub, calls)
    basic: list[tuple[str, str, list[float]]] = [
        ("2", "two", [2.0] * count),
        (f"the number of rows of {table}", "n", [float(n) for n, _ in shapes]),
        (f"the number of columns of {table}", "d", [float(d) for _, d in shapes]),
    ]
    for place, name in enumerate(stub.parameters):
        values = [args[place] for args in calls if place < len(args)]
        if len(values) == count and all(isinstance(value, float) for value in values):
            basic.append((name, name, values))
    single = [(words, name, factor) for words, name, factor in basic if any(f != 1 for f in factor)]
    for words, name, factor in single:
        yield words, name, factor
        if all(factor):
            below = f"({words})" if " " in words else words
            yield f"1/{below}", f"one_over_{name}", [1 / f for f in factor]
    for (words, name, factor), (words_2, name_2, factor_2) in itertools.permutations(single, 2):
        if all(factor_2):
            yield (f"({words}) / ({words_2})", f"{name}_over_{name_2}",
                   [f / g for f, g in zip(factor, factor_2, strict=True)])


def _at_some_places(arrays: Arrays) -> Found:
    """Arrays of which only the first or the last entry is wrong, or right."""
    many = [np.isclose(a.ravel(), w.ravel(), RTOL, ATOL) for a, w in arrays if w.size > 1]
    wrong = [one for one in many if not one.all()]
    if len(wrong) < 2:
        return
    for place, name, where in ((-1, "last", "Where does your loop, or your slice, end?"),
                               (0, "first", "Where does your loop, or your slice, begin?")):
        others = [np.delete(one, place) for one in wrong]
        if not any(one[place] for one in wrong) and all(one.all() for one in others):
            yield f"{name}_entry_wrong", f"only the {name} entry is wrong. {where}"
        if all(one[place] for one in many) and not any(one.any() for one in others):
            yield "other_entries_wrong", (f"only the {name} entry is right. Work out another one "
                                          "by hand: from where on does yours go another way?")


def _for_some_data(parts: list[Pair], arrays: Arrays) -> Found:
    """Answers that are right for one example, or for one feature, and wrong for several."""
    right = [bool(np.allclose(a.ravel(), w.ravel(), RTOL, ATOL)) for a, w in arrays]
    shapes = [next((np.shape(arg) for arg in args if np.ndim(arg) == 2), None)
              for _, _, args in parts]
    if None in shapes or not any(right):
        return
    for axis, one, many in ((0, "example", "Does every example count, and how often?"),
                            (1, "feature", "What in your formula depends on how many there are?")):
        single = [shape is not None and shape[axis] == 1 for shape in shapes]
        told = [w.any() for _, w in arrays]  # zeros come out of many formulas
        if sum(single) > 1 and not all(single) and all(
                ok == alone for ok, alone, tells in zip(right, single, told, strict=True)
                if tells or alone):
            yield f"right_for_one_{one}", (f"your answer is right for a single {one} and wrong "
                                           f"for several. {many}")


def _in_one_row(arrays: Arrays) -> tuple[np.ndarray, np.ndarray]:
    """All answers one after the other, and all right ones."""
    return (np.concatenate([a.ravel() for a, _ in arrays]).astype(float),
            np.concatenate([w.ravel() for _, w in arrays]).astype(float))


def _nearly(arrays: Arrays) -> Found:
    """Numbers that are the right ones rounded, or nearly."""
    found, wanted = _in_one_row(arrays)
    if not np.isfinite(found).all():
        return
    for decimals in range(MOST_DECIMALS + 1):
        exact = np.isclose(wanted, np.round(wanted, decimals), 0, 1e-12)
        if len(np.unique(found)) >= 3 and \
                np.allclose(found, np.round(found, decimals), 0, 1e-12) and not exact.all() and \
                (np.abs(found - wanted) < 10.0 ** -decimals).all() and \
                np.allclose(found[exact], wanted[exact], RTOL, 1e-12):
            few = f"at most {count(decimals, 'decimal')}" if decimals else "no decimals"
            yield "rounded", (f"your numbers have {few}, the right ones have more. Round where "
                              "you print, not where you calculate.")
            return
    if np.allclose(found, wanted, NEARLY, RTOL):
        yield "nearly_right", ("your numbers are nearly the right ones. What drops their last "
                               "digits, or adds a little?")


def _bent(arrays: Arrays) -> Found:
    """Numbers that are the right ones cut off, without their sign, or bent."""
    found, wanted = _in_one_row(arrays)
    if not np.isfinite(found).all() or len(np.unique(found)) < 3:
        return
    if np.allclose(found, np.abs(wanted), RTOL, ATOL):
        yield "sign_lost", ("where the right number is negative, yours is positive. What drops its "
                            "sign?")
    low, high = found.min(), found.max()
    inside = (wanted > low) & (wanted < high)
    if inside.sum() >= 2 and len(found) >= ENOUGH and \
            np.allclose(found, np.clip(wanted, low, high), RTOL, ATOL):
        where = [words for words, held in ((f"below {number(low)}", wanted.min() < low),
                                           (f"above {number(high)}", wanted.max() > high)) if held]
        yield "cut_off", (f"your numbers never go {' or '.join(where)}, the right ones do. What "
                          "holds them back?")
    with np.errstate(all="ignore"):
        if any(np.allclose(found, one(wanted), RTOL, ATOL) for one in FUNCTIONS):
            yield "function_applied", ("your numbers are the right ones with a function applied to "
                                       "them at the end. Which one, and does the formula have it?")
