"""The catalogue's entries are in order: they load, they say something, and what they do is so."""

import ast
import contextlib
import copy
import importlib
import io
import textwrap
import warnings
from pathlib import Path

import matplotlib
import numpy as np
import pytest

from autograder import catalogue
from autograder.catalogue import CatalogueError
from autograder.checker import assignment
from autograder.checker.assignment import Assignment, Stub, Task

matplotlib.use("Agg")

ROOT = Path(__file__).resolve().parent.parent
NAMES = sorted(path.parent.name for path in (ROOT / "autograder" / "graders").glob("*/catalogue"))
LONGEST_HINT = 170  # characters: one or two sentences


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    """The name of an assignment that has a catalogue."""
    return request.param


@pytest.fixture(scope="module")
def table(name):
    return assignment.load(ROOT / "solutions" / name)


@pytest.fixture(scope="module")
def entries(name):
    return catalogue.load(name)


@pytest.fixture(scope="module")
def reference(name):
    return importlib.import_module(f"reference.{name}")


def checks_of(name):
    """The hidden checks of every stub, in order, read without importing the graders."""
    checks = {}
    for path in sorted((ROOT / "autograder" / "graders" / name).glob("test_*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.decorator_list:
                stub = ast.literal_eval(node.decorator_list[0].args[0])
                checks[stub] = [one.name.removeprefix("test_") for one in node.body
                                if isinstance(one, ast.FunctionDef)
                                and one.name.startswith("test_")]
    return checks


def as_data(value):
    """A value as nested tuples; an array of size one is a number, a list of one is not."""
    if hasattr(value, "W"):
        return as_data(value.W), as_data(value.b)
    if isinstance(value, (np.ndarray, np.number, float, int)):
        array = np.asarray(value, dtype=float)
        return array.item() if array.size == 1 else (array.shape, tuple(array.ravel().tolist()))
    if isinstance(value, (list, tuple)):
        items = tuple(map(as_data, value))
        numbers = len(items) != 1 and all(isinstance(item, float) for item in items)
        return ((len(items),), items) if numbers else items
    return type(value).__name__, str(value)


def outcome(function, arguments, calls=1):
    """What calls with the same arguments give back, and the arguments after them; or an error."""
    arguments = copy.deepcopy(arguments)
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            returned = tuple(as_data(function(*arguments)) for _ in range(calls))
        except Exception as error:
            return type(error).__name__, str(error)
    return returned, tuple(as_data(argument) for argument in arguments)


def agree(one, other):
    """Whether two outcomes are the same within rounding."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(agree, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return bool(np.isclose(one, other, rtol=1e-9, atol=1e-9, equal_nan=True))
    return bool(one == other)


def test_there_are_as_many_as_promised(name, entries, table):
    if name != "linear_regression":
        pytest.skip("the promise is about the kit's first assignment")
    assert len(entries.mistakes) >= 165
    assert len(entries.variants) >= 110
    assert len(entries.combinations) >= 20
    stubs = {entry.stub for entry in entries.mistakes}
    assert stubs == {entry.stub for entry in entries.variants} == set(table.stubs)


def test_every_source_defines_its_stub(entries):
    for entry in (*entries.mistakes, *entries.variants):
        names = set()
        for node in ast.parse(entry.source).body:
            names |= {getattr(node, "name", "")}
            names |= {target.id for target in getattr(node, "targets", ())
                      if isinstance(target, ast.Name)}
        assert entry.stub in names, entry.id
        assert callable(entry.function), entry.id


def test_ids_are_unique_and_begin_with_their_task(entries, table):
    ids = [entry.id for entry in (*entries.mistakes, *entries.variants)]
    assert len(set(ids)) == len(ids)
    for entry in (*entries.mistakes, *entries.variants):
        assert entry.id.startswith(f"{table.task(entry.stub).name}."), entry.id


def test_combinations_are_of_different_tasks(entries, table):
    ids = [one.id for one in entries.combinations]
    assert len(set(ids)) == len(ids)
    for one in entries.combinations:
        tasks = {table.task(part.stub).name for part in one.parts}
        assert len(tasks) == len(one.parts) >= 2, one.id
        assert all(part.source in one.source for part in one.parts), one.id


def test_hints_are_short_and_give_no_answer(entries, reference):
    """No hint holds a line of the reference's code, nor the expression that is returned."""
    source = Path(reference.__file__).read_text("utf-8")
    answers = {ast.unparse(node).replace(" ", "") for node in ast.walk(ast.parse(source))
               if isinstance(node, (ast.Assign, ast.Return))}
    answers |= {answer.removeprefix("return").partition("=")[2] or answer.removeprefix("return")
                for answer in answers}
    answers = {answer for answer in answers if not answer.isidentifier()}
    for entry in entries.mistakes:
        assert 20 <= len(entry.hint) <= LONGEST_HINT, entry.id
        assert entry.hint.rstrip()[-1] in ".?", entry.id
        packed = entry.hint.replace(" ", "")
        assert not [answer for answer in answers if answer in packed], entry.id


def test_every_mistake_is_caught_by_a_check_of_its_stub(name, entries):
    checks = checks_of(name)
    for entry in entries.mistakes:
        assert entry.caught_by in checks[entry.stub], entry.id
        assert entry.common in (1, 2, 3), entry.id


def test_every_mistake_shows_on_a_probe(entries, reference):
    """In what it gives back, in its arguments afterwards, or in a second call."""
    for entry in entries.mistakes:
        probes = entries.probes(entry.stub)
        right = getattr(reference, entry.stub, None)
        assert not probes or not all(
            agree(outcome(entry.function, probe, calls=2), outcome(right, probe, calls=2))
            for probe in probes), f"{entry.id} does what is right on every probe"


def test_no_two_mistakes_look_the_same(entries):
    """Where outcomes are the same, one entry is enough: its hint must fit all of them."""
    seen = []
    for entry in entries.mistakes:
        probes = entries.probes(entry.stub)
        outcomes = tuple(outcome(entry.function, probe) for probe in probes)
        for other, its_outcomes in seen:
            assert entry.stub != other.stub or not agree(outcomes, its_outcomes), \
                f"{entry.id} looks like {other.id}"
        if probes:
            seen.append((entry, outcomes))


def test_every_variant_agrees_on_the_probes(entries, reference):
    """In what it gives back; models are left as the reference leaves them."""
    for entry in entries.variants:
        for probe in entries.probes(entry.stub):
            found = outcome(entry.function, probe)
            right = outcome(getattr(reference, entry.stub), probe)
            assert agree(found[0], right[0]), entry.id
            for argument, after, wanted in zip(probe, found[1], right[1], strict=True):
                assert not hasattr(argument, "W") or agree(after, wanted), entry.id


HEADER = """\
from autograder.catalogue import (
    combination, mistake, mistake_source, probe, variant, variant_source)
"""

GREETING = Assignment("greeting", "Greeting", (
    Task(1, "hello", "Hello", 1, (Stub("greet", "greet(name)", "a text"),)),
    Task(2, "goodbye", "Goodbye", 1, (Stub("Leave", "Leave()", "an object"),)),
))


@pytest.fixture
def read(tmp_path):
    """Read a catalogue of one file with this text."""
    def read(text):
        (tmp_path / "hello.py").write_text(HEADER + textwrap.dedent(text), encoding="utf-8")
        return catalogue.read(tmp_path, GREETING)

    return read


def test_an_entry_is_renamed_without_its_decorator(read):
    found = read("""
        @mistake("greet", caught_by="is_polite", hint="Say please.", common=2)
        def shouts(name, times=2):
            @staticmethod
            def inner(): ...
            return name.upper() + (shouts(name, times - 1) if times else "")
    """).mistakes
    (entry,) = found
    assert (entry.id, entry.kind, entry.caught_by, entry.common) == (
        "hello.shouts", "mistake", "is_polite", 2)
    assert "shouts" not in entry.source
    assert "@mistake" not in entry.source
    assert "@staticmethod" in entry.source
    namespace = {}
    exec(entry.source, namespace)
    assert namespace["greet"]("a") == entry.function("a") == "AAA"


def test_a_class_may_extend_the_one_it_replaces(read):
    (entry,) = read("""
        class Leave: ...

        @variant("Leave")
        class slowly(Leave):
            def again(self):
                return slowly()
    """).variants
    assert entry.id == "goodbye.slowly"
    assert entry.source.startswith("class Leave(Leave):")
    assert "return Leave()" in entry.source


def test_an_entry_keeps_a_decorator_of_its_own(read):
    (entry,) = read("""
        import functools

        @variant("greet")
        @functools.cache
        def remembered(name):
            return "hello " + name
    """).variants
    assert entry.source.startswith("@functools.cache\ndef greet(name):")


def test_a_text_brings_what_it_needs(read):
    (entry,) = read("""
        variant_source("greet", "with_a_helper", '''
            def word():
                return "hello "

            def greet(name):
                return word() + name
        ''')
    """).variants
    assert entry.function("you") == "hello you"
    assert entry.source.startswith("def word")


def test_entries_are_in_the_order_of_the_tasks_and_probes_are_fresh(read):
    found = read("""
        probe("greet", ["you"])

        @variant("Leave")
        class second: ...

        @variant("greet")
        def first(name): ...
    """)
    assert [entry.id for entry in found.variants] == ["hello.first", "goodbye.second"]
    found.probes("greet")[0][0].append("spoiled")
    assert found.probes("greet") == [(["you"],)]
    assert found.probes("Leave") == []


@pytest.mark.parametrize(("text", "words"), [
    ("""
        @variant("wave")
        def f(): ...
     """, "hello.py, f: wave is no stub of greeting; its stubs are greet, Leave"),
    ("""
        @mistake("greet", caught_by="is_polite", hint=" ")
        def f(): ...
     """, "hello.py, f: a mistake needs a hint and the check that catches it"),
    ("""
        @mistake("greet", caught_by="", hint="Say please.")
        def f(): ...
     """, "a mistake needs a hint and the check that catches it"),
    ("""
        @variant("greet")
        def f(): ...
        @variant("greet")
        def f(): ...
     """, "hello.py, f: the id hello.f is taken; give it another name"),
    ("""
        def greet(name): ...
        @variant("greet")
        def f(name):
            return greet(name)
     """, "hello.py, f: it calls greet, which in a submission is itself"),
    ("""
        variant_source("greet", "f", "meet = print")
     """, "hello.py, f: its source does not define greet"),
    ("""
        mistake_source("greet", "f", "greet = 1 / 0", caught_by="is_polite", hint="Say please.")
     """, "hello.py, f: its source fails: ZeroDivisionError"),
    ("""
        @variant("greet")
        def f(): ...
        combination("hello.f", "hello.g")
     """, "the combination hello.f + hello.g names hello.f, which is no mistake"),
])
def test_an_entry_that_is_not_in_order_is_named(read, text, words):
    with pytest.raises(CatalogueError, match=words.replace(".", r"\.").replace("+", r"\+")):
        read(text)
