"""The reader of submissions: what it opens, what it runs, and what a failure costs."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.checker import reader
from autograder.checker.reader import Rejected, Unreadable, cells_of, read_file, run
from autograder.checker.statements import Patience, statements_of
from autograder.checker.timing import DeadlineExceeded, deadline
from tests import course

ROOT = Path(__file__).resolve().parents[1]
STUBS = ("forward", "train", "Model")


def notebook(*sources, **facts):
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source}
             for source in sources]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5} | facts).encode()


def read(*cells, seconds=5.0):
    """What is defined, without Python's own names, and the problems."""
    work = run(list(cells), STUBS, seconds)
    names = {name: value for name, value in work.namespace.items() if not name.startswith("__")}
    return names, work.problems


def defined(*cells):
    return set(read(*cells)[0])


# ---- which files are opened --------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "work.py").write_text("x = 1\n")
    return tmp_path


def test_a_notebook_and_a_script_are_read(folder):
    (folder / "work.ipynb").write_bytes(notebook("x = 1", ["y = 2\n", "z = 3"]))
    assert read_file(folder / "work.ipynb") == ["x = 1", "y = 2\nz = 3"]
    assert read_file(folder / "work.py") == ["x = 1\n"]
    assert read_file(str(folder / "work.py")) == ["x = 1\n"]


def test_a_suffix_may_be_in_capitals(folder):
    (folder / "WORK.IPYNB").write_bytes(notebook("x = 1"))
    assert read_file(folder / "WORK.IPYNB") == ["x = 1"]


@pytest.mark.parametrize("name", ["work.py", "nowhere.py"])
def test_links_are_rejected(folder, name):
    (folder / "link.py").symlink_to(folder / name)
    with pytest.raises(Rejected, match="a link"):
        read_file(folder / "link.py")


def test_a_fifo_is_rejected_and_nobody_waits(folder):
    os.mkfifo(folder / "pipe.ipynb")
    with pytest.raises(Rejected, match="not a regular file"):
        read_file(folder / "pipe.ipynb")


def test_folders_and_devices_are_rejected(folder):
    (folder / "folder.py").mkdir()
    for path in (folder / "folder.py", Path("/dev/zero")):
        with pytest.raises(Rejected, match="not a regular file"):
            read_file(path)


def test_a_missing_file_is_unreadable(folder):
    with pytest.raises(Unreadable, match="No such file"):
        read_file(folder / "nowhere.py")


def test_a_huge_file_is_rejected_unread(folder):
    with open(folder / "huge.ipynb", "wb") as file:
        file.truncate(reader.MOST_BYTES + 1)
    with pytest.raises(Rejected, match="larger than 100 MB"):
        read_file(folder / "huge.ipynb")


def test_much_output_is_no_obstacle():
    content = notebook("x = 1")
    content = content.replace(b'"outputs": []', b'"outputs": ["%s"]' % (b"x" * (30 << 20)))
    assert cells_of(content, ".ipynb") == ["x = 1"]


def test_no_descriptor_is_left_open(folder):
    os.mkfifo(folder / "pipe.py")
    before = len(os.listdir("/dev/fd"))
    for path in (folder / "pipe.py", folder, folder / "work.py"):
        with contextlib.suppress(Rejected, Unreadable):
            read_file(path)
    assert len(os.listdir("/dev/fd")) == before


# ---- which contents are read -------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\r\n"])
@pytest.mark.parametrize("suffix", [".py", ".ipynb"])
def test_an_empty_file_is_said_to_be_empty(content, suffix):
    with pytest.raises(Unreadable, match="empty"):
        cells_of(content, suffix)


@pytest.mark.parametrize("suffix", ["", ".txt", ".pdf", ".ipynb~"])
def test_other_files_are_named(suffix):
    with pytest.raises(Unreadable, match="neither a notebook"):
        cells_of(b"x = 1", suffix)


@pytest.mark.parametrize(("content", "reason"), [
    (b'{"cells": [', "broken off or damaged at line 1"),
    (notebook("x = 1")[:-20], "broken off or damaged"),
    (b"x = 1", "broken off or damaged"),
    (b"PK\x03\x04\xff\xfe", "not text"),
    ('{"cells": []}'.encode("utf-16"), "not text"),
    (b"[1, 2]", "not a notebook"),
    (b"null", "not a notebook"),
    (b'{"a": 1}', "no cells"),
    (b'{"cells": 5}', "no cells"),
    (b'{"cells": null, "worksheets": 5}', "no cells"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"cells":' * 100_000, "nested too deeply"),
    (b'{"cells": [], "x": ' + b"9" * 10_000 + b"}", "too large"),
])
def test_what_is_no_notebook_is_unreadable(content, reason):
    with pytest.raises(Unreadable, match=reason):
        cells_of(content, ".ipynb")


def test_cells_that_are_no_cells_are_passed_over():
    content = json.dumps({"cells": [
        None, 1, "x", [], {}, {"cell_type": "code"}, {"cell_type": "code", "source": 7},
        {"cell_type": "code", "source": ["a = 1\n", None, 3, "b = 2"]},
        {"cell_type": "markdown", "source": "c = 3"}, {"cell_type": "raw", "source": "d = 4"},
        {"cell_type": ["code"], "source": "e = 5"}, {"cell_type": "code", "source": {"f": 6}},
    ]}).encode()
    assert [cell for cell in cells_of(content, ".ipynb") if cell] == ["a = 1\nb = 2"]


def test_the_third_format_of_notebooks_is_read():
    content = {"nbformat": 3, "worksheets": [
        {"cells": [{"cell_type": "code", "input": ["x = 1\n", "y = 2"], "language": "python"},
                   {"cell_type": "markdown", "source": "no"}]},
        {"cells": [{"cell_type": "code", "input": "z = 3"}]},
        5, {}, {"cells": 5}, {"cells": None}]}
    assert cells_of(json.dumps(content).encode(), ".ipynb") == ["x = 1\ny = 2", "z = 3"]


def test_a_byte_order_mark_is_no_obstacle():
    assert cells_of(b"\xef\xbb\xbf" + notebook("x = 1"), ".ipynb") == ["x = 1"]
    assert cells_of(b"\xef\xbb\xbfx = 1", ".py") == ["x = 1"]


def test_a_script_is_read_as_it_declares():
    script = "# -*- coding: latin-1 -*-\nname = 'Zoë'\n"
    assert read(*cells_of(script.encode("latin-1"), ".py"))[0]["name"] == "Zoë"
    assert read(*cells_of("name = 'Zoë'".encode(), ".py"))[0]["name"] == "Zoë"


@pytest.mark.parametrize("content", [
    "name = 'Zoë'".encode("latin-1"),
    b"# coding: klingon\nx = 1",
    b"# coding: utf-8\nx = '\xff'",
    b"# coding: rot13\nx = 1",
    b"# coding: zlib\nx = 1",
    b"# coding: undefined\nx = 1",
    b"# coding: idna\nx = 1",
    b"# coding: punycode\nx-abc",
    b"# coding: unicode_escape\nx = '\\d'",
    b"x = 1\0",
    b"\x7fELF\x02\x01\x01\0",
])
def test_a_script_that_is_no_text_is_unreadable(content):
    with pytest.raises(Unreadable, match="not text"):
        cells_of(content, ".py")


def test_code_is_bounded():
    for content, suffix in ((b"x = 1\n" * 200_000, ".py"), (b"#" * (9 << 20), ".py"),
                            (notebook(*["x = 1\n" * 10_000] * 20), ".ipynb")):
        with pytest.raises(Rejected, match="code is longer than 1 MB"):
            cells_of(content, suffix)
    with pytest.raises(Rejected, match="more than 10000 code cells"):
        cells_of(notebook(*["1"] * (reader.MOST_CELLS + 1)), ".ipynb")


@pytest.mark.parametrize("filling", [b"[],", b"{},", b"1,", b"[[],[]],"])
def test_values_are_bounded_before_they_take_memory(filling):
    count = reader.MOST_VALUES // filling.count(b",") + 1
    with pytest.raises(Rejected, match="too many values"):
        cells_of(b'{"cells": [], "x": [' + filling * count + b"0]}", ".ipynb")


def test_half_a_character_becomes_a_question_mark():
    content = notebook("x = 1").replace(b'"x = 1"', b'["def forward():\\n", ' + (
        b'"    return 1  # \\ud800\\n"]'))
    [cell] = cells_of(content, ".ipynb")
    cell.encode()
    assert defined(cell) == {"forward"}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_all_platforms(end):
    source = end.join(["def forward():", "    a = 1", "", "    return a / 0", "x = y"])
    names, problems = read(source)
    assert set(names) == {"forward"}
    assert "cell 1, line 5" in problems["x"]
    assert "x = y" in problems["x"]


# ---- what is run -------------------------------------------------------------------------


def test_definitions_are_run_in_order_and_calls_on_the_right_hand_side_too():
    names, problems = read(
        "import math\nfrom math import pi as PI\nimport os.path\nimport os.path as where",
        "rate = math.sqrt(PI)\nrates: list[float] = sorted([rate, 1.0])\nrate += 1",
        "def forward(X):\n    return X * rate\nclass Model:\n    W = rate\n"
        "async def later():\n    pass\nlater.seen = True")
    assert not problems
    assert set(names) == {"math", "PI", "os", "where", "rate", "rates", "forward", "Model",
                          "later"}
    assert names["forward"](2) == 2 * names["rate"]
    assert names["later"].seen


def test_the_last_definition_wins():
    first, last = "def forward():\n    return 1", "def forward():\n    return 2"
    for cells in ((first, last), (first + "\n" + last,), (first, "x = 1", last, "")):
        assert read(*cells)[0]["forward"]() == 2


def test_a_doubled_cell_is_as_good_as_one():
    cell = "def forward():\n    return 1"
    assert read(cell, cell)[0]["forward"]() == 1


@pytest.mark.parametrize("statement", [
    "losses = train(model)",
    "losses, _ = train(model), 3",
    "(losses, *rest) = train(model), 3, 4",
    "a = b = train(model)",
    "final = train(model)[-1]",
    "model = Model(2)",
    "best = min(train(Model(2), rate) for rate in [1])",
    "predictions = [forward(x) for x in [1, 2]]",
    "x = (losses := train(model))",
    "losses: list = train(model)",
    "x[0] = train(model)",
    "x += train(model)",
])
def test_assignments_that_call_a_stub_are_not_run(statement):
    names, problems = read("def forward(x): 1 / 0\ndef train(m): 1 / 0\nclass Model:\n"
                           "    def __init__(self, n): 1 / 0\nmodel = x = 5", statement)
    assert not problems
    assert set(names) == {"forward", "train", "Model", "model", "x"}


@pytest.mark.parametrize("statement", [
    "forward = lambda X: train(X)",
    "def forward(X=3):\n    return train(X)",
    "class forward:\n    def predict(self): return forward(1)",
    "train = [min][0]\nforward = train",
    "import functools\nforward = functools.partial(pow, 2)",
])
def test_a_stub_may_call_another_and_be_any_callable(statement):
    assert "forward" in defined(statement)


@pytest.mark.parametrize("statement", [
    "1 / 0", "train(model)", "print(1 / 0)", "exit()", "quit()", "[1 / 0 for _ in [1]]",
    "[a := 1 / 0]", "assert False", "raise ValueError", "raise SystemExit",
    "for i in range(3):\n    a = 1", "while True:\n    a = 1", "async def f(): ...\nawait f()",
    "del nothing", "global a", "import sys; sys.exit(1)", "input()", "yield_ = 1; 1 / 0",
    "match 1 / 0:\n    case a:\n        print(a)", "plt.show()", "...", "'text'", "return 5",
    "yield 5",
    "async with a as b:\n    c = 1",
])
def test_expressions_loops_and_other_statements_are_not_run(statement):
    names, problems = read(statement + "\ndef forward():\n    return 1")
    assert "forward" in names
    assert not problems
    assert not {"a", "b", "c"} & set(names)


def test_an_assignment_that_a_notebook_shows_is_one_too():
    names, problems = read("(a := 2)\n(b := forward(1))\n(c := 1 / 0)\ndef forward(): 1 / 0")
    assert names["a"] == 2
    assert "b" not in names
    assert "ZeroDivisionError" in problems["c"]


def test_a_choice_by_match_follows_the_same_rule_inside():
    names, problems = read("""
match "numpy", 64:
    case "lists", _:
        def forward(X): return 1
    case "numpy", int(size) if size > 32:
        def forward(X): return 2
        print(1 / 0)
        for i in range(3):
            bad = 1
    case _:
        print("nothing known")
""")
    assert names["forward"](0) == 2
    assert "bad" not in names
    assert not problems


def test_if_try_and_with_follow_the_same_rule_inside():
    names, problems = read("""
import contextlib, warnings
if True:
    def forward(X):
        return X
    print(1 / 0)
    for i in range(3):
        bad = 1
elif undefined:
    other = 1
else:
    other = 2
try:
    import no_such_package
except ImportError:
    no_such_package = None
    print(1 / 0)
else:
    bad = 1
finally:
    after = 1
with contextlib.suppress(ValueError) as nothing:
    raise ValueError
    inside = 2
if False:
    print(1)
elif 0:
    bad = 1
else:
    nested = 1
    if nested:
        with warnings.catch_warnings():
            try:
                deep = 1
                losses = train(1)
            finally:
                print(1 / 0)
""")
    assert not problems
    assert set(names) == {"contextlib", "warnings", "forward", "no_such_package", "after",
                          "inside", "nothing", "nested", "deep"}


def test_a_block_in_which_nothing_is_left_is_not_even_asked():
    names, problems = read("if 1 / 0:\n    plt.show()\nwith 1 / 0:\n    print()\n"
                           "try:\n    train(1)\nexcept (1 / 0):\n    pass\nx = 1")
    assert not problems
    assert set(names) == {"x"}


@pytest.mark.parametrize("guard", ['__name__ == "__main__"', '"__main__" == __name__',
                                   '__name__ == "__main__" and True'])
def test_a_main_guard_is_skipped_and_its_else_is_run(guard):
    names, problems = read(f"if {guard}:\n    x = 1 / 0\n    def forward(): ...\n"
                           "else:\n    y = 1")
    assert (set(names), problems) == ({"y"}, {})
    assert defined('if __name__ != "__main__":\n    x = 1') == {"x"}
    assert defined('if not (__name__ == "__main__"):\n    x = 1') == {"x"}


def test_decorators_reopened_classes_and_methods_set_from_outside():
    names, problems = read("""
import functools
def twice(function):
    @functools.wraps(function)
    def wrapped(*args):
        return 2 * function(*args)
    return wrapped

@twice
# a comment between

@twice
def forward(x):
    return x
class Model:
    W = 1
class Model(Model):
    def predict(self):
        return forward(self.W)
def train(self):
    return self.predict() + 1
Model.train = train
Model.fit = lambda self: 7
""")
    assert not problems
    model = names["Model"]()
    assert (model.predict(), model.train(), model.fit()) == (4, 5, 7)


def test_future_annotations_hold_for_all_later_cells():
    names, problems = read("from __future__ import annotations",
                           "def forward(X: np.ndarray) -> np.ndarray:\n    return X")
    assert not problems
    assert "forward" in names
    assert "forward" in read("def forward(X: np.ndarray): ...")[1]
    _, problems = read("from __future__ import annotations", "x = 1 / 0",
                       "def forward(X: np.ndarray): ...")
    assert problems.keys() == {"x"}


def test_dataclasses_and_other_ways_to_make_a_class():
    names, problems = read("""
from __future__ import annotations
from dataclasses import dataclass, field
from typing import NamedTuple
import enum
@dataclass
class Model:
    W: list[float] = field(default_factory=list)
class Pair(NamedTuple):
    dW: float
class Kind(enum.Enum):
    A = 1
""")
    assert not problems
    assert names["Model"]().W == []


def test_what_the_code_prints_or_warns_of_changes_nothing():
    with pytest.warns(UserWarning, match="careful"):
        names, problems = read("import warnings\nx = print('hello')\ny = warnings.warn('careful')")
    assert not problems
    assert {"x", "y"} < set(names)


# ---- magics ------------------------------------------------------------------------------


@pytest.mark.parametrize("magic", [
    "%matplotlib inline", "!pip install numpy", "%timeit forward(1)", "!ls (", "x = !ls",
    "x = %pwd", "a, b = !echo 1 2", "foo?", "?foo", "foo??", "np.dot?", "%time y = forward(1)",
    "%load_ext autoreload", "%run other.py", "!!ls", "%config InlineBackend.figure_format = 'a'",
    "%cd 'x", "!pip install \\\n   numpy \\\n    scipy", "%magic \\\n x",
])
@pytest.mark.parametrize("before", ["import math\n", "", "def g():\n    return 1\n"])
def test_line_magics_and_shell_lines_are_dropped(magic, before):
    cell = f"{before}{magic}\ndef forward():\n    return 1"
    names, problems = read(cell)
    assert not problems
    assert names["forward"]() == 1
    assert ("math" in names) == ("math" in before)
    assert ("g" in names) == ("g" in before)


def test_magics_inside_functions_are_dropped():
    names, problems = read("def forward():\n    %time a = 1\n    !ls\n    return 3\n"
                           "if True:\n    %matplotlib inline\nx = 2")
    assert not problems
    assert names["forward"]() == 3
    assert names["x"] == 2


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n1", "%%capture out", "%%prun",
                                   "\n\n%%time", "%%capture\n%%time"])
def test_python_cell_magics_keep_their_body(magic):
    names, problems = read(f"{magic}\ndef forward():\n    return 1 / 0\nx = 1\ny = z")
    assert {"forward", "x"} == set(names)
    assert f"line {magic.count(chr(10)) + 5}" in problems["y"]


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile a.py", "%%javascript",
                                   "%%latex", "%%", "%%script python", "\n%%sh", "%%timestamp"])
def test_other_cell_magics_drop_it(magic):
    assert read(f"{magic}\nx = 1\ndef forward(): ...") == ({}, {})


def test_a_modulo_at_the_beginning_of_a_line_is_no_magic():
    cell = "x = (7\n     % 4)\ny = (9\n% 5)\n"
    assert read(cell)[0] == {"x": 3, "y": 4}
    names, problems = read(cell + "%matplotlib inline\n")
    assert (names, problems) == ({"x": 3, "y": 4}, {})


def test_a_question_in_a_text_that_is_not_closed_is_no_magic():
    names, problems = read("def forward():\n    return 'is it?\ndef train():\n    return 1")
    assert set(names) == {"train"}
    assert "unterminated string" in problems["forward"]


def test_a_cell_that_is_indented_as_a_whole_reads_as_in_jupyter():
    names, problems = read("    def forward():\n        return 1\n    x = 2\n")
    assert not problems
    assert set(names) == {"forward", "x"}


# ---- what a failure costs ----------------------------------------------------------------


@pytest.mark.parametrize(("statement", "words"), [
    ("x = 1 / 0", "ZeroDivisionError in cell 2, line 2"),
    ("x = exit()", "SystemExit"),
    ("import sys\nx = sys.exit('bye')", "bye"),
    ("x = undefined", "name 'undefined' is not defined"),
    ("x = input()", "waits for somebody to type"),
    ("x = await later()", "SyntaxError"),
    ("import x.y.z", "x is not installed here"),
    ("import scikit_nothing as x", "scikit_nothing is not installed here"),
    ("from scikit_nothing.linear import x", "scikit_nothing is not installed here"),
    ("import math.x as x", "math.x is not installed here"),
    ("from math import x", "cannot import name 'x'"),
    ("class Odd(BaseException): ...\ndef odd(): raise Odd('very')\nx = odd()", "Odd"),
    ("class x:\n    y = 1 / 0", "ZeroDivisionError"),
    ("@undefined\ndef x(): ...", "undefined"),
    ("def x(a=1 / 0): ...", "ZeroDivisionError"),
    ("(x, y) = 1, 2, 3", "too many values"),
    ("x: undefined = 1", "undefined"),
    ("if undefined:\n    x = 1", "undefined"),
    ("with undefined:\n    x = 1", "undefined"),
    ("try:\n    x = 1 / 0\nfinally:\n    pass", "ZeroDivisionError"),
    ("def deep(): return deep()\nx = deep()", "calls itself without end"),
])
def test_a_failing_statement_costs_its_names_and_nothing_else(statement, words):
    names, problems = read("def forward():\n    return 1", f"before = 1\n{statement}\nafter = 2",
                           "def train():\n    return 3")
    assert words in problems["x"]
    assert {"forward", "before", "after", "train"} <= set(names)
    assert "x" not in names
    assert set(problems) <= {"x", "y"}


def test_a_missing_package_costs_no_other_of_its_line():
    names, problems = read("import math, scikit_nothing, os")
    assert set(names) == {"math", "os"}
    assert set(problems) == {"scikit_nothing"}


def test_the_names_inside_a_comprehension_are_its_own():
    names, problems = read("W = 3", "losses = [undefined for W in [1]]")
    assert (set(names), set(problems)) == ({"W"}, {"losses"})


def test_an_older_definition_does_not_count_for_one_that_failed_and_a_newer_one_does():
    good, bad = "def forward():\n    return 1", "@undefined\ndef forward(): ..."
    names, problems = read(good, bad)
    assert (set(names), set(problems)) == (set(), {"forward"})
    names, problems = read(good, bad, good)
    assert (set(names), problems) == ({"forward"}, {})
    names, problems = read(bad, "if False:\n    forward = 1\nx = 1")
    assert (set(names), set(problems)) == ({"x"}, {"forward"})


def test_an_endless_statement_is_stopped_and_costs_its_names_only():
    began = time.monotonic()
    names, problems = read("def spin():\n    while True:\n        pass\nx = spin()\ny = 1",
                           seconds=0.3)
    assert time.monotonic() - began < 3
    assert set(names) == {"spin", "y"}
    assert "stopped after 0.3 s" in problems["x"]
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_sleeping_is_stopped_too():
    _, problems = read("import time\nx = time.sleep(60)", seconds=0.2)
    assert "stopped after" in problems["x"]


def test_ctrl_c_is_for_whoever_sits_there():
    with pytest.raises(KeyboardInterrupt):
        read("def stop():\n    raise KeyboardInterrupt\nx = stop()")


def test_standard_input_is_given_back():
    before = sys.stdin
    read("x = input()")
    assert sys.stdin is before


def test_statements_can_be_left_out_and_are_announced():
    seen = []
    cells = ["import math\nprint()\nx = 1", "def forward(): ...\ny = train(1)\nz = 2"]
    work = run(cells, STUBS, skip=[2, 3], announce=seen.append)
    assert seen == [1, 4]
    assert set(work.problems) == {"x", "forward"}
    assert "cell 2, line 1" in work.problems["forward"]
    assert work.namespace["z"] == 2


# ---- what is no Python -------------------------------------------------------------------

GOOD = "def forward():\n    return 1\n"
LAST = "def train():\n    '''Train.'''\n    return 2\n"


@pytest.mark.parametrize(("bad", "line"), [
    ("def bad():\n    return (1\n", 4),
    ("def bad(:\n    return 1\n", 3),
    ("def bad()\n    return 1\n", 3),
    ("def bad():\nreturn 1\n", 3),
    ("def bad():\n    return 1\n      x = 2\n", 5),
    ("def bad():\n    if 1:\n\treturn 1\n        return 2\n", 5),
    ("def bad():\n\treturn 1\n        return 2\n", 5),
    ('def bad():\n    """Not closed\n    return 1\n', 4),
    ("def bad():\n    '''Not closed\n    return 1\n", 4),
    ("def bad():\n    return 'not closed\n", 4),
    ("def bad():\n    return [1, 2\n\n", 4),
    ("def bad():\n    return {1: }\n", 4),
    ("def bad():\n    x = 5 = y\n", 4),
    ("def bad():\n    print 'x'\n", 4),
    ("def bad():\n    a := 3\n", 4),
    ("def bad():\n    for i in 3\n        pass\n", 4),
    ("def bad():\n    y = X @@ W\n", 4),
    ("class bad:\n    def __init__(self)\n        pass\n", 4),
    ("bad = [1, 2\n", 3),
    ("bad = 1 +\n", 3),
    ("@decorator\ndef bad(:\n    pass\n", 4),
    ("def bad():\n    return “x”\n", 4),
    ("def bad():\n    x = 1\n\N{NO-BREAK SPACE}   return x\n", 5),
    ("async def bad():\n    return )\n", 4),
    ("def bad():\n    try:\n        x = 1\n", 5),
])
def test_what_is_no_python_costs_its_names_and_nothing_else(bad, line):
    names, problems = read(f"{GOOD}{bad}{LAST}")
    assert set(names) == {"forward", "train"}
    assert set(problems) == {"bad"}
    assert names["train"]() == 2
    assert f"cell 1, line {line} is not Python" in problems["bad"]


def test_several_broken_functions_are_each_named():
    source = "".join(f"def f{i}():\n    return {'(' if i % 3 else i}\n" for i in range(30))
    names, problems = read(source)
    assert set(names) == {f"f{i}" for i in range(0, 30, 3)}
    assert set(problems) == {f"f{i}" for i in range(30) if i % 3}
    assert names["f27"]() == 27


def test_text_at_the_margin_does_not_tear_a_function_apart():
    names, problems = read(
        "def bad(:\n    pass\n"
        "def forward():\n    '''Words\nat the margin\n\ndef like_this()\n'''\n    return 1\n"
        "x = [\n1,\n2,\n]\n"
        "if x:\n    y = 1\nelse:\n    y = 2\n"
        "z = forward, \\\nx\n"
        "def train(\n):\n    return 2\n")
    assert set(names) == {"forward", "x", "y", "z", "train"}
    assert set(problems) == {"bad"}
    assert (names["forward"](), names["train"]()) == (1, 2)


def test_lines_are_counted_from_the_top_of_the_cell_after_a_repair():
    _, problems = read("def bad(:\n    pass\n\n\nx = 1\ny = z\n")
    assert "line 1 " in problems["bad"]
    assert "line 6" in problems["y"]


def test_a_broken_cell_costs_no_other_cell():
    names, problems = read(GOOD, "def bad(:", "?? ((( '''", LAST)
    assert set(names) == {"forward", "train"}
    assert set(problems) == {"bad"}


@pytest.mark.parametrize("monster", [
    "bad = 1" + "+1" * 100_000,
    "bad = " + "-" * 50_000 + "1",
    "bad = " + "(" * 5_000 + ")" * 5_000,
    "bad = " + "[" * 90_000,
    "bad = " + "lambda: " * 50_000 + "1",
    "bad = x" + "[0]" * 50_000,
    "bad = x" + ".a" * 50_000,
    "bad = " + "f(" * 90 + ")" * 90 + "(" * 300,
    "if 1:\n    bad = 1\n" + "elif 0:\n    bad = 2\n" * 900,
    "bad = " + "not " * 50_000 + "1",
    "bad = 'a\ud800'",
    "bad = 'a\0'",
    "bad = " + "9" * 10_000,
    "def bad():\n" + "".join(f"{' ' * i}if 1:\n" for i in range(1, 200)),
])
def test_monsters_cost_their_own_names_only(monster):
    names, problems = read(f"{GOOD}{monster}\n{LAST}")
    assert {"forward", "train"} == set(names)
    assert set(problems) == {"bad"}
    assert len(problems["bad"]) < 1_000


def test_a_hundred_thousand_lines_are_read():
    began = time.monotonic()
    cell = GOOD + "x = 1\n" * 20_000 + "\n" * 60_000 + "print(1)\n" * 20_000 + LAST
    assert set(read(cell)[0]) == {"forward", "x", "train"}
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("filling", ["this is no python\n", "x = (\n", '"""\n', "%magic\n",
                                     "@a\n", "def h():\n", "if x:\n", "x = '\n", "a\n  b\n"])
def test_much_that_is_no_python_is_given_up_in_time(filling):
    began = time.monotonic()
    names, _ = read(GOOD + filling * (200_000 // len(filling)))
    assert "forward" in names
    assert time.monotonic() - began < 20


# ---- anything whatever -------------------------------------------------------------------

ANY_BYTES = st.binary(max_size=200) | st.builds(
    lambda text: text.encode("utf-8", "surrogatepass"),
    st.text(st.sampled_from('{}[]":,\\ \n#%!?()=\'"defx:cells source null 1.\ud800é\0\ufeff'),
            max_size=120))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5)
    | st.sampled_from(["cells", "code", "cell_type", "source", "worksheets", "input"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["cells", "worksheets", "cell_type", "source", "input"]),
                      inner, max_size=3), max_leaves=12)
FRAGMENTS = st.sampled_from([
    "def f():", "    return 1", "\treturn 2", "x = (", ")", "'''", '"""', "%time", "!ls", "foo?",
    "class A:", "@d", "if 1:", "else:", "try:", "except:", "with a:", "x = 1", "y = train(x)",
    "import math", "#", "\\", "]", "  ", "", "x = [i for i in", "async def g():", "lambda:",
    "%%time", "%%bash", "é = 1", "for i in x:", "    x += 1", "from __future__ import annotations",
    "return", "yield", "await f()", "del x", "x: int", "a, b = 1, 2", "*a, = 1,", "print(1 / 0)",
])


def cells_or_none(content, suffix):
    """The cells, or an empty list where the file is refused with a reason."""
    try:
        return cells_of(content, suffix)
    except (Unreadable, Rejected) as reason:
        return [] if str(reason) else None


@given(ANY_BYTES, st.sampled_from([".ipynb", ".py", ".IPYNB", ".txt", ""]))
@example(b"# coding: utf-7\n+", ".py")
@example(b"# vim: fileencoding=utf-16\n", ".py")
@example(b'{"cells": [{"cell_type": "code", "source": "\\ud800"}]}', ".ipynb")
def test_any_bytes_are_read_or_refused(content, suffix):
    for cell in cells_or_none(content, suffix):
        cell.encode()


@given(JSON)
def test_any_json_is_read_or_refused(content):
    for cell in cells_or_none(json.dumps(content).encode(), ".ipynb"):
        cell.encode()


@given(st.lists(FRAGMENTS, max_size=12).map("\n".join) | st.text(
    st.characters(exclude_categories=()), max_size=60))
def test_any_text_becomes_statements_or_problems(cell):
    statements, problems = statements_of(cell, "cell 1", STUBS, Patience())
    for statement in statements:
        assert 1 <= statement.lineno <= cell.count("\n") + 1
        assert not isinstance(statement, (ast.Expr, ast.For, ast.While))
    assert all(problems.values())


@given(st.lists(st.lists(FRAGMENTS, max_size=8).map("\n".join), max_size=4))
def test_any_cells_can_be_run(cells):
    work = run(cells, STUBS, seconds=1)
    assert not set(work.problems) & set(work.namespace)


@settings(max_examples=25)
@given(st.lists(FRAGMENTS, max_size=8).map("\n".join))
def test_good_cells_survive_any_neighbour(cell):
    work = run([GOOD, cell, LAST], STUBS, seconds=1)
    assert work.namespace["train"]() == 2
    assert work.namespace["forward"]() == 1


@pytest.mark.parametrize("cells", [
    ["import os\n" + " " * 900_000 + ")"], ["x" + "\t" * 900_000 + ")"], ["a, " * 300_000 + ")"],
    ["(\n" * 1000] * 300, ["%m\n" * 1000 + ")\n"] * 300, ["x)\n" * 1000] * 300, ["x)"] * 9000,
    ['"""\n(\n' * 500] * 200, ["%m\\\n" * 1000 + "x)"] * 200, ["x = [\n" * 100_000 + ")"],
], ids=["spaces", "tabs", "commas", "brackets", "magics", "lines", "cells", "texts", "joined",
        "one bracket"])
def test_what_is_no_python_takes_seconds_however_it_is_spread(cells):
    """The graders read a submission in their own process too, where nothing stops them."""
    with deadline(60):  # seconds on an idle machine; it once took hours
        patience = Patience()
        for cell in cells:
            statements_of(cell, "cell 1", STUBS, patience)


def test_the_reader_needs_the_standard_library_only():
    """The release holds a copy of it; reading must not depend on what is installed."""
    code = ("import sys, autograder.checker.statements, autograder.checker.timing; "
            "print([name for name in ('pytest', 'matplotlib', 'nbformat') if name in sys.modules])")
    stub = "import types; p = types.ModuleType('autograder.checker'); " \
           f"p.__path__ = [{str(Path(reader.__file__).parent)!r}]; import sys; " \
           "sys.modules['autograder.checker'] = p; "
    done = subprocess.run([sys.executable, "-c", stub + code], capture_output=True, text=True,
                          check=True, cwd=Path(reader.__file__).parents[2])
    assert done.stdout.strip() == "[]"


# ---- deadlines ---------------------------------------------------------------------------


def spin(catching=0):
    """Never come back, but for what is raised after so many exceptions are caught."""
    for _ in range(catching):
        with contextlib.suppress(BaseException):
            spin()
    while True:
        pass


def spin_after_another_deadline():
    with deadline(5):
        pass
    spin()


def test_a_deadline_inside_another_leaves_it_standing():
    began = time.monotonic()
    with pytest.raises(DeadlineExceeded), deadline(0.3):
        spin_after_another_deadline()
    with pytest.raises(DeadlineExceeded), deadline(0.2), deadline(5):
        spin()
    with deadline(5):
        with pytest.raises(DeadlineExceeded), deadline(0.1):
            spin()
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 3
    assert time.monotonic() - began < 2
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_code_that_catches_its_deadline_once_is_stopped_the_next_time():
    began = time.monotonic()
    with pytest.raises(DeadlineExceeded), deadline(0.1):
        spin(catching=1)
    assert time.monotonic() - began < 2


TICKING = """
import time
from autograder.checker.timing import DeadlineExceeded, deadline, keep_ticking

def spin(seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass

def stopped(word, outer, inner, act=spin):
    began = time.monotonic()
    try:
        with deadline(outer):
            with deadline(inner):
                act()
    except DeadlineExceeded:
        assert 0.2 < time.monotonic() - began < 20
        print(word)

def catch_once():
    try:
        spin()
    except DeadlineExceeded:
        spin()

keep_ticking()
stopped("outer", 0.3, 20)
stopped("inner", 20, 0.3)
stopped("again", 20, 0.3, catch_once)
with deadline(20):
    spin(0.5)
spin(0.5)  # no deadline any more
print("passed")
"""


def test_where_the_clock_ticks_deadlines_hold_too_and_may_be_nested():
    """In a process of its own, since the clock goes on ticking."""
    done = subprocess.run([sys.executable, "-c", TICKING], capture_output=True, text=True,
                          check=False, cwd=ROOT, timeout=60)
    assert done.stdout.split() == ["outer", "inner", "again", "passed"], done.stderr



def test_cells_that_are_known_read_the_same():
    stubs = course.table("linear_regression").stubs
    released = reader.read_file(ROOT / "assignments" / "linear_regression"
                                / "linear_regression.ipynb")
    code = ("import ast, json, sys\n"
            "from autograder.checker.statements import Patience, know, statements_of\n"
            "cells, stubs = json.load(sys.stdin)\n"
            "def read():\n"
            "    patience = Patience()\n"
            "    return [([ast.dump(one, include_attributes=True) for one in statements], problems)"
            "\n            for statements, problems in (statements_of(cell, 'x', stubs, patience)"
            "\n                                         for cell in cells)]\n"
            "before = read()\n"
            "know(cells, stubs)\n"
            "assert read() == before\n"
            "print(len(before))\n")
    cells = [*released, "%time\nx = 1", "x = (", "   y = 2\n   z = 3", "", *released[:3]]
    done = subprocess.run([sys.executable, "-c", code], input=json.dumps([cells, stubs]),
                          capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout.split() == [str(len(cells))], done.stderr
