"""What is plain from a wrong answer itself: it is of another kind, or it is an exception.

These names are given where no known mistake gives the same answers. Each hint must be true
of everything to which its symptom applies.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from autograder.checker.explain import Raised
from autograder.checker.values import count
from autograder.likeness import is_numeric

Symptom = tuple[str, str]  # a name with its hint

# The type of an exception, what its text says, and what it is a sign of.
RAISED: tuple[tuple[str, str, str, str], ...] = (
    ("UnboundLocalError", "", "used_before_set",
     "A variable is used before it has a value. Which line was to set it, and is that line always "
     "reached?"),
    ("NameError", "", "unknown_name",
     "A name in your code has no value. Compare it, letter by letter, with the parameters and "
     "with the line that was to set it."),
    ("AttributeError", r"function_or_method' object", "function_not_called",
     "What stands before the dot is a function that has not been called. Are its round brackets "
     "missing?"),
    ("", r"NoneType", "none_for_a_value",
     "Something in that line is None. Which call, or which parameter, was to give it a value?"),
    ("", r"matmul|not aligned", "shapes_do_not_fit",
     "Write down the shapes of both sides of the product. Which sizes meet in the middle, and "
     "which should?"),
    ("", r"broadcast", "shapes_do_not_line_up",
     "Print the shapes of both sides of that line. Which of the two is not what you expected?"),
    ("", r"positional argument|keyword argument|multiple values", "other_parameters",
     "A call and the function that it calls do not match. Compare number, order and names of "
     "the parameters."),
    ("TypeError", r"as a data type|an integer is required|cannot be interpreted as an integer",
     "size_in_the_wrong_place",
     "NumPy expects one shape in brackets of its own, and whole numbers in it. What does it get?"),
    ("TypeError", r"not callable", "called_what_is_no_function",
     "Round brackets call what stands before them. Is a sign of multiplication missing, or is it "
     "no function at all?"),
    ("TypeError", r"not subscriptable", "indexed_what_is_no_array",
     "Square brackets ask for an entry. Does what stands before them have entries?"),
    ("", r"only .* arrays can be converted|truth value of an array|can only convert an array",
     "array_for_a_number",
     "An array stands where one number is needed. Which entry, sum or mean is meant?"),
    ("IndexError", "", "index_out_of_range",
     "A position is asked for that is not there. How many entries are there in this call? They "
     "are counted from 0."),
    ("AttributeError", "", "unknown_attribute",
     "What stands before the dot does not have what is asked of it. Print its type, and compare "
     "the name after the dot letter by letter."),
    ("RecursionError", "", "calls_itself",
     "Your function calls itself without end. Which line has its own name in it?"),
    ("ModuleNotFoundError", "", "package_missing",
     "All of it can be done with NumPy and matplotlib alone. What was the package to do for you?"),
    ("ZeroDivisionError", "", "divided_by_zero",
     "Which value can be 0 in this call, and do you divide by it?"),
    ("AssertionError", "", "own_check_failed",
     "A check of your own stops your function. Is what it asks true of everything that may come "
     "in?"),
    ("SystemExit", "", "program_ended",
     "Your function ends the whole program. Which line does, and what should come back instead?"),
    ("TypeError", r"not iterable", "looped_over_what_has_no_entries",
     "A loop needs something with entries. What stands after `in`, and of which type is it?"),
    ("TypeError", r"unpack", "other_count_unpacked",
     "The names on the left of = and the values on the right are not equally many. Print the "
     "right side."),
    ("", r"did not contain a loop|unsupported operand|can only concatenate|must be str"
     "|can't multiply sequence",
     "types_do_not_fit",
     "The two sides of an operator are of types that do not go together. Print the type of each."),
    ("EOFError", "", "waits_for_input",
     "Nobody types while your function is called. Under which names do the values come in?"),
    ("ValueError", r"unpack", "other_count_unpacked",
     "The names on the left of = and the values on the right are not equally many. Print the "
     "right side."),
    ("ValueError", r"same size|same first dimension", "other_lengths_drawn",
     "What is drawn to the right and what is drawn upwards are not equally long. Print both "
     "shapes."),
)

NEVER_ENDS: Symptom = (
    "never_ends",
    "The call does not come back. For every loop: what does it wait for, and which of its lines "
    "brings that nearer?")


def of_exception(raised: Raised | None) -> Symptom | None:
    """What an exception in the learner's code is a sign of."""
    if raised is None or raised.remark:
        return None
    return next(((name, hint) for kind, text, name, hint in RAISED
                 if kind in ("", raised.type) and re.search(text, raised.text)), None)


def of_kind(found: Any, wanted: Any) -> Symptom | None:
    """How an answer differs from the right one in its kind or shape, whatever its numbers."""
    if found is None:
        return "nothing_returned", ("Your function hands back nothing. What it prints or keeps in "
                                    "a variable does not reach its caller.")
    if isinstance(wanted, (list, tuple)):
        return _of_several(found, wanted)
    if isinstance(found, str):
        return "text_returned", ("Your function hands back a text. Could somebody go on "
                                 "calculating with it?")
    if isinstance(found, (list, tuple)):
        return "several_things_returned", (
            f"One thing is asked for, and your function hands back a {type(found).__name__} of "
            f"{count(len(found), 'value')}. Look at the brackets and commas of your last line.")
    if not is_numeric(found) or isinstance(found, (bool, np.bool_)):
        return "another_thing_returned", ("Print the type of what your function hands back. Can "
                                          "one calculate with it?")
    shape = _of_shape(np.shape(found), np.shape(wanted), np.size(found))
    if shape is None and np.isfinite(wanted).all() and not np.isfinite(found).all():
        return "not_finite", ("There is a nan or an infinity in your answer. Print each step on "
                              "the way: where does it first appear?")
    return shape


def _of_several(found: Any, wanted: Any) -> Symptom | None:
    if not isinstance(found, (list, tuple)):
        return "one_thing_returned", (f"{len(wanted)} values are asked for side by side, and one "
                                      "thing comes back. What would the caller unpack from it?")
    if len(found) != len(wanted):
        return "other_count_returned", (f"{len(wanted)} values are asked for. How many do you "
                                        "hand back, and in which brackets?")
    parts = (of_kind(a, w) for a, w in zip(found, wanted, strict=True))
    for which, part in zip(("First", "Second"), parts, strict=False):
        if part is not None:
            name, hint = part
            return name, f"{which} value: {hint[0].lower()}{hint[1:]}" if "value" not in hint \
                else hint
    return None


def _of_shape(found: tuple[int, ...], wanted: tuple[int, ...], size: int) -> Symptom | None:
    if found == wanted or (size == 1 and wanted in ((), (1,), (1, 1))):
        return None
    if wanted == ():
        return "array_returned", ("One number is asked for, and an array comes back. Over what do "
                                  "you still have to add up or average?")
    if found == ():
        return "number_returned", ("An array is asked for, and one number comes back. What was "
                                   "added up that should stay apart?")
    if len(found) == 1 and found[0] == wanted[0]:
        return "flat_array", ("Print the shape of your answer. Is it a column, with a second "
                              "axis?")
    if found == wanted[::-1]:
        return "turned_round", ("Your answer has its rows and columns the other way round. Print "
                                "its shape beside the one that is asked for.")
    if len(found) == 2 and min(found) > 1 and size > np.prod(wanted):
        return "table_returned", ("A column is asked for, and a whole table comes back. Print the "
                                  "shapes: is a sum missing, or did a row meet a column?")
    return "another_shape", ("Print the shape of each part on the way to your answer. From where "
                             "on is it not what it should be?")
