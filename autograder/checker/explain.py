"""Exceptions in a learner's words: what happened, in which line of theirs, what to look at."""

from __future__ import annotations

import builtins
import linecache
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 300  # characters of an exception's own text or of a source line that are kept
# NumPy's notation for the shapes of a product; the sizes that it goes on to name say it all.
NOTATION = re.compile(r", with gufunc signature \S+| \(has \d+, gufunc .*?requires \d+\)")


@dataclass(frozen=True)
class Raised:
    """An exception as data, so that it can cross a pipe."""

    type: str
    text: str
    place: str = ""
    line: str = ""
    function: str = ""
    remark: str = ""


# What NumPy and Python say, and what a tutor would say. {0}, {1} … are the pattern's groups.
TRANSLATIONS: tuple[tuple[str, str], ...] = (
    (r"matmul: .*core dimension 0.*\(size (\d+) is different from (\d+)\)",
     "The inner sizes of the @ product differ: {1} on its left, {0} on its right. "
     "Write both shapes side by side; which one must be turned, or is one of them wrong?"),
    (r"matmul: .*does not have enough dimensions",
     "One side of the @ product is a single number or None, not an array. Use * for a single "
     "number, or look at why it is not an array."),
    (r"shapes (\([^)]*\)) and (\([^)]*\)) not aligned",
     "The shapes {0} and {1} do not fit in a matrix product: the last size of the first must "
     "be the first size of the second."),
    (r"non-broadcastable output operand with shape (\([^)]*\)) .*broadcast shape (\([^)]*\))",
     "The result has shape {1} but is to be written into an array of shape {0}. "
     "Print the shapes of both sides."),
    (r"operands could not be broadcast together with shapes (\S.*\))",
     "NumPy cannot line up arrays of the shapes {0}. Print the shape of each side; "
     "is * meant where @ is needed, or is one array turned the wrong way?"),
    (r"Cannot cast ufunc .*from dtype\('float64'\) to dtype\('int",
     "An array of integers cannot be changed in place to hold fractions. "
     "Make the array of floats, or make a new one."),
    (r"unsupported operand type\(s\) for [^:]+: (?:.* and )?'\w*(?:function|method)\w*'",
     "A function stands where its result is needed. Are its round brackets missing?"),
    (r"unsupported operand type\(s\) for (\S+?)(?: or pow\(\))?: '(?:NoneType'.*|.*'NoneType')",
     "One side of {0} is None. A function that does not end in `return` gives None back."),
    (r"'NoneType' object (?:is not|does not|cannot)",
     "A value here is None. A function that does not end in `return` gives None back."),
    (r"cannot unpack non-iterable NoneType",
     "A function was to give back two values and gave None. Does it end in `return`?"),
    (r"'(?:numpy\.)?(?:int|float)\d*' object is not iterable",
     "A single number stands where something with entries is needed. A loop that is to count "
     "gets its numbers from `range(…)`."),
    (r"'NoneType' object has no attribute 'append'",
     "A value here is None, so it has no .append. `append` changes its list and gives None back: "
     "is that stored in place of the list?"),
    (r"'NoneType' object has no attribute '(scatter|plot|set_\w+|legend|errorbar)'",
     "There are no Axes to draw on: ax is None unless the caller gives some. Begin with "
     "`if ax is None: ax = plt.gca()`."),
    (r"'NoneType' object has no attribute '(\w+)'",
     "A value here is None, so it has no .{0}. A function that does not end in `return` "
     "gives None back."),
    (r"name 'self' is not defined",
     "`self` is only known inside a method that has `self` as its first parameter."),
    (r"(\w+\.\w+)\(\) takes (\d+) positional arguments? but (\d+) (?:was|were) given",
     "{0} gets more arguments than it takes: {2} in place of {1}, the model itself among "
     "them. Is `self` the first parameter? Compare the rest with the stub."),
    (r"(\w+)\(\) takes no arguments",
     "The class {0} has no `__init__` that takes arguments. Is it spelled with two underscores on "
     "both sides, and does it stand inside the class?"),
    (r"__init__\(\) should return None",
     "`__init__` only stores things on `self`, and the new model is handed back by itself. Take "
     "out its `return`."),
    (r"\.__init__\(\) got multiple values for argument",
     "The first thing that `__init__` gets is the model itself. Is `self` its first parameter?"),
    (r"(\S+)\(\) got multiple values for argument '(\w+)'",
     "Your {0} gets {1} twice, by its place and by its name. Are its parameters in the order of "
     "the stub?"),
    (r"(\S+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+) (?:was|were) given",
     "The call above gives {0} more arguments than it takes: {2} in place of {1}. A stub keeps "
     "the parameters that it came with."),
    (r"(\S+)\(\) missing \d+ required positional arguments?: (.+)",
     "{0} has a parameter that the call above does not give: {1}. A stub keeps the parameters "
     "that it came with."),
    (r"\.set\(\) got an unexpected keyword argument '(\w+)'",
     "matplotlib knows no {0}= here. Is it spelled right?"),
    (r"(\S+)\(\) got an unexpected keyword argument '(\w+)'",
     "{0} has no parameter called {1}. Is it spelled right? A stub keeps the parameters that it "
     "came with."),
    (r"name '(np|plt)' is not defined",
     "{0} is made by the cell of imports at the top. Is it still there, and has it been run?"),
    (r"name '(\w+)' is not defined",
     "Nothing is called {0} here. Is it spelled as in the parameters? Inside a function only "
     "its parameters, its own variables and names of earlier cells are known."),
    (r"cannot access local variable '(\w+)'|local variable '(\w+)' referenced before",
     "{0} is used before it has a value. Is its first assignment inside a loop or an if?"),
    (r"'numpy\.\w+' object has no attribute '(\w+)'",
     "An array has no .{0}. Is it spelled right, or is it a function of NumPy, np.{0}(…)?"),
    (r"'(float|int|list|tuple|str|dict)' object has no attribute '(\w+)'",
     "What stands before .{1} is of the type {0}, and that has no .{1}. Is an array meant?"),
    (r"'Axes' object has no attribute '([xy])(?:label|lim|ticks)?'",
     "An Axes is told things by methods that begin with set_, such as ax.set_{0}label(…)."),
    (r"'Axes' object has no attribute 'title'",
     "An Axes is told things by methods that begin with set_, such as ax.set_title(…)."),
    (r"'[\w.]*function_or_method' object has no attribute '(\w+)'",
     "What stands before .{0} is a function that was not called. Are its round brackets missing?"),
    (r"'(\w+)' object has no attribute '(\w+)'",
     "The {0} has no .{1}: its class has no method of that name, and what is to be kept must be "
     "stored on `self`."),
    (r"'(\w+)' object cannot be interpreted as an integer",
     "A whole number is needed here, and what stands in its place is of the type {0}. "
     "In a class, is `self` the first parameter of each method?"),
    (r"Cannot interpret '(\w+)' as a data type",
     "NumPy takes {0} for something else than a size. A shape is one argument, in brackets of its "
     "own: np.zeros((3, 2))."),
    (r"module 'numpy' has no attribute '(\w+)'",
     "NumPy has no function called {0}. Look the name up."),
    (r"only (?:length-1|size-1|0-dimensional) arrays can be converted",
     "A whole array stands where one number is needed. Which entry, sum or mean is meant?"),
    (r"ufunc 'bitwise_xor' not supported|unsupported operand type\(s\) for \^",
     "^ is not a power in Python. Which operator is?"),
    (r"index (\d+) is out of bounds for axis (\d+) with size (\d+)",
     "Position {0} is asked for, but axis {1} has only {2} entries, counted from 0."),
    (r"(list|tuple|string) index out of range",
     "A place is asked for that the {0} does not have. Places are counted from 0, and what is "
     "empty has none, not even a last one."),
    (r"x and y must (?:be the same size|have same first dimension)",
     "What is drawn to the right and what is drawn upwards are not equally long. Print both "
     "shapes."),
    (r"^s must be (?:a scalar|float)",
     "The third thing that `scatter` takes is the size of the points. Give marker and colour by "
     "name: marker=…, color=…"),
    (r"too many indices for array: array is (\d+)-dimensional",
     "The array has only {0} axes, fewer than places are asked for in the brackets. Print its "
     "shape just before this line."),
    (r"setting an array element with a sequence|inhomogeneous shape",
     "An array is being made of parts of different sizes. Print the shape of each part."),
    (r"maximum recursion depth exceeded",
     "The function calls itself without end."),
    (r"(?:division|modulo) by zero",
     "Something is divided by zero. Which value can be 0 here?"),
    (r"No module named '(winsound|winreg|msvcrt|_winapi)'",
     "{0} is a part of Python on Windows only. The tasks need only NumPy and matplotlib."),
    (r"No module named '(fcntl|grp|pwd|resource|syslog|termios|tty)'",
     "{0} is a part of Python on Linux and macOS only. The tasks need only NumPy and "
     "matplotlib."),
    (r"No module named '(google(?:\.colab)?)'",
     "{0} exists in Colab only. The tasks need only NumPy and matplotlib."),
    (r"No module named '([\w.]+)'",
     "The package {0} is not installed here. The tasks need only NumPy and matplotlib."),
    (r"EOF when reading a line",
     "`input()` waits for somebody to type. Use the function's parameters instead."),
    (r"'([A-Z][a-z]\w+)' object is not callable",
     "A {0} is no function. Which of its methods is to be called, as in model.predict(X)?"),
    (r"'(?:numpy\.)?(\w+)' object is not callable",
     "Something of the type {0} stands before brackets as if it were a function. Is an operator "
     "missing, or has a variable the name of a function?"),
)


def explain(raised: Raised) -> str:
    """The sentences that a learner reads for an exception.

    First the fact with its place and line, then what the learner may look at.
    """
    at = f" in {raised.place}" if raised.place else ""
    text = NOTATION.sub("", raised.text)
    fact = f"Your code raised {raised.type}{at}: {text}".rstrip(": ")
    if raised.line:
        fact += f"\n  {raised.line}"
    remedy = raised.remark or translate(raised.text)
    return fact + (f"\n{remedy}" if remedy else "")


def translate(text: str) -> str:
    """A plain translation of an error's text, or nothing where none is known."""
    for pattern, words in TRANSLATIONS:
        found = re.search(pattern, text, re.DOTALL)
        if found:
            return words.format(*[group for group in found.groups() if group is not None])
    return ""


def category(text: str) -> str:
    """Which known trouble an error's text tells of; else the text without its particulars."""
    for pattern, words in TRANSLATIONS:
        if re.search(pattern, text, re.DOTALL):
            return words[:40]
    return re.sub(r"'[^']*'|\d+|\S+(?=\(\))", "…", text)


def raised_by(error: BaseException, namespace: dict[str, Any],
              problems: Mapping[str, str] | None = None) -> Raised:
    """Turn an exception into data: its text and the innermost line of the learner's own code.

    Parameters
    ----------
    error
        What was raised.
    namespace
        The learner's global names: a frame with these globals is the learner's code.
    problems
        Names whose definition failed, so that a ``NameError`` can say why.
    """
    place = line = function = ""
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_globals is namespace:
            code = frame.f_code
            function = code.co_name
            place = f"{function}, line {number}" if function != "<module>" else f"line {number}"
            if code.co_filename.startswith("cell "):
                place = f"{code.co_filename}, {place}"
            line = linecache.getline(code.co_filename, number).strip()[:LONGEST]
    try:
        text = str(error)[:LONGEST]
    except (Exception, SystemExit):
        text = ""  # an exception of the learner's own whose text fails
    remark = ""
    if isinstance(error, UnboundLocalError):
        remark = _shadowing(text, namespace)
    elif isinstance(error, NameError) and problems:
        remark = problems.get(getattr(error, "name", None) or "", "")
    return Raised(type(error).__name__[:80], text, place, line, function, remark)


def _shadowing(text: str, namespace: Mapping[str, Any]) -> str:
    """What to say where a local variable hides the function that was to be called."""
    found = re.search(r"local variable '(\w+)'", text)
    if found is None or not callable(namespace.get(found[1], getattr(builtins, found[1], None))):
        return ""
    return (f"A variable in this function is called {found[1]}, like the function {found[1]}, and "
            "hides it. Give the variable another name.")
