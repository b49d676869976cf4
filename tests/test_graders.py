"""The hidden graders and the public checks hold to the table, whatever the assignment."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import sys
from itertools import chain

import pytest

from autograder import checker
from autograder.checker.marks import checks_of, mark_of
from tests import course

LONGEST = 120  # characters of a line that a learner reads


def load(path):
    """Import a file of checks as it stands."""
    spec = importlib.util.spec_from_file_location(f"_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def classes_in(*paths):
    """The classes of checks in some files, in order."""
    return [member for path in paths for member in vars(load(path)).values()
            if inspect.isclass(member) and mark_of(member, "stub")]


@pytest.fixture(params=course.ASSIGNMENTS)
def name(request):
    return request.param


@pytest.fixture
def table(name):
    return course.table(name)


@pytest.fixture
def hidden(name):
    """Stub → its class of hidden checks."""
    return by_stub(classes_in(*sorted((course.ROOT / "autograder" / "graders" / name)
                                      .glob("test_*.py"))))


@pytest.fixture
def public(name, monkeypatch):
    """Stub → its class of public checks."""
    for part in ("", ".expect", ".marks", ".picture", ".values", ".public"):
        monkeypatch.setitem(sys.modules, f"checker{part}",
                            importlib.import_module(f"{checker.__name__}{part}"))
    return by_stub(classes_in(course.ROOT / "solutions" / name / f"test_{name}.py"))


def by_stub(classes):
    stubs = [mark_of(cls, "stub").args[0] for cls in classes]
    assert len(set(stubs)) == len(stubs), "two classes of checks are about one stub"
    return dict(zip(stubs, classes, strict=True))


def points(check):
    mark = mark_of(check, "points")
    return mark.args[0] if mark else 0


def needs(check):
    mark = mark_of(check, "needs")
    return mark.args if mark else ()


def checks(classes):
    """Stub and name → check, over all classes."""
    return {(stub, name): check for stub, cls in classes.items() for name, check in checks_of(cls)}


# ---- the hidden graders ------------------------------------------------------------------


def test_every_stub_has_its_class_of_hidden_checks_and_none_is_about_another(hidden, table):
    assert set(hidden) == set(table.stubs)


def test_every_task_has_a_file_of_its_own_named_after_it(name, table):
    found = sorted(path.name for path in
                   (course.ROOT / "autograder" / "graders" / name).glob("test_*.py"))
    assert found == sorted(f"test_{task.number}_{task.name}.py" for task in table.tasks)
    for task in table.tasks:
        path = course.ROOT / "autograder" / "graders" / name / f"test_{task.number}_{task.name}.py"
        assert set(by_stub(classes_in(path))) == {stub.name for stub in task.stubs}


def test_the_points_of_a_task_are_split_over_its_checks(hidden, table):
    for task in table.tasks:
        found = [points(check) for stub in task.stubs for _, check in checks_of(hidden[stub.name])]
        assert sum(found) == task.points, task.name
        assert all(worth >= 0 and worth % 0.25 == 0 for worth in found), task.name


def test_every_stub_is_worth_something(hidden):
    for stub, cls in hidden.items():
        assert sum(points(check) for _, check in checks_of(cls)) > 0, stub


def test_names_of_checks_are_unique_in_a_task(hidden, table):
    for task in table.tasks:
        names = [name for stub in task.stubs for name, _ in checks_of(hidden[stub.name])]
        assert len(set(names)) == len(names), task.name


def test_a_check_needs_earlier_checks_of_its_class_only(hidden):
    for stub, cls in hidden.items():
        known = set()
        for name, check in checks_of(cls):
            assert set(needs(check)) <= known, (stub, name)
            known.add(name)


def test_a_stub_builds_on_stubs_of_earlier_tasks_only(hidden, table):
    for stub, cls in hidden.items():
        mark = mark_of(cls, "builds_on")
        for earlier in mark.args if mark else ():
            assert table.task(earlier).number < table.task(stub).number, stub


def test_points_depend_on_values_on_random_data(hidden):
    """Blank, zero, empty or constant answers earn nothing for their form."""
    for stub, cls in hidden.items():
        sound = {}
        for name, check in checks_of(cls):
            sound[name] = mark_of(check, "value") is not None or \
                any(sound[need] for need in needs(check))
            assert sound[name] or not points(check), (stub, name)


def test_the_first_check_of_a_stub_asks_for_the_form_and_is_worth_nothing(hidden):
    for stub, cls in hidden.items():
        (name, first), *others = checks_of(cls)
        assert not needs(first), (stub, name)
        assert points(first) == 0 or not others or mark_of(first, "value"), (stub, name)
        for other, check in others:
            assert needs(check), (stub, other)


# ---- both --------------------------------------------------------------------------------


def test_every_check_has_a_line_that_a_learner_can_read(hidden, public):
    for (stub, name), check in chain(checks(hidden).items(), checks(public).items()):
        line = (check.__doc__ or "").strip().splitlines()
        assert line, (stub, name)
        assert line[0].endswith((".", "?")), (stub, name)
        assert len(line[0]) <= LONGEST, (stub, name)


def test_no_line_stands_twice_in_a_task(hidden, public, table):
    for classes in (hidden, public):
        for task in table.tasks:
            lines = [check.__doc__ for stub in task.stubs
                     for _, check in checks_of(classes[stub.name])]
            assert len(set(lines)) == len(lines), task.name


def test_no_check_is_written_twice(name):
    """The first of two with one name would vanish without a word."""
    for path in (course.ROOT / "solutions" / name / f"test_{name}.py",
                 *(course.ROOT / "autograder" / "graders" / name).glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for block in (tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))):
            names = [node.name for node in block.body
                     if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
            assert len(set(names)) == len(names), path.name


# ---- the public checks -------------------------------------------------------------------


def test_every_stub_has_its_class_of_public_checks_and_none_is_about_another(public, table):
    assert list(public) == list(table.stubs)
    for stub, cls in public.items():
        assert list(checks_of(cls)), stub


def test_public_checks_carry_no_points_and_need_only_the_student(public):
    for key, check in checks(public).items():
        assert not points(check), key
        assert list(inspect.signature(check).parameters) == ["self", "student"], key


def test_public_checks_know_nothing_hidden(name):
    path = course.ROOT / "solutions" / name / f"test_{name}.py"
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported <= {"checker", "numpy", "matplotlib", "pytest"} | sys.stdlib_module_names


# ---- signatures --------------------------------------------------------------------------


def written(definition):
    """A definition's name and parameters as the table writes them; a class has its __init__'s."""
    first = 0
    function = definition
    if isinstance(definition, ast.ClassDef):
        first = 1
        [function] = [part for part in definition.body
                      if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
    arguments = function.args
    arguments.args = arguments.args[first:]
    return f"{definition.name}({ast.unparse(arguments)})"


def normal(signature):
    [definition] = ast.parse(f"def {signature}: pass").body
    return written(definition)


def definitions(text):
    return {node.name: node for node in ast.parse(text).body
            if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def test_the_solutions_signatures_are_those_of_the_table(name, table):
    path = course.ROOT / "solutions" / name / f"{name}.py"
    found = definitions(path.read_text(encoding="utf-8"))
    for task in table.tasks:
        for stub in task.stubs:
            assert written(found[stub.name]) == normal(stub.signature)


def test_the_references_signatures_are_those_of_the_table(name, table):
    """A stub of which only what it draws is judged has no reference."""
    path = course.ROOT / "reference" / f"{name}.py"
    found = definitions(path.read_text(encoding="utf-8"))
    for task in table.tasks:
        for stub in task.stubs:
            if stub.name in found:
                assert written(found[stub.name]) == normal(stub.signature)
            else:
                assert stub.returns == "Axes"


def test_the_release_has_every_stub_with_its_signature(name, table):
    found = {}
    for cell in course.released(name):
        if not cell.startswith("%"):
            found |= definitions(cell)
    for task in table.tasks:
        for stub in task.stubs:
            assert written(found[stub.name]) == normal(stub.signature)
            assert ast.get_docstring(found[stub.name]), stub.name


def test_the_table_is_whole(name, table):
    assert table.name == name
    assert [task.number for task in table.tasks] == list(range(1, len(table.tasks) + 1))
    for names in ([task.name for task in table.tasks], table.stubs,
                  [task.title for task in table.tasks]):
        assert len(set(names)) == len(names)
    for task in table.tasks:
        assert task.points > 0
        assert task.points % 0.25 == 0
        assert task.stubs
        assert len(task.hints) == 3, task.name
        for stub in task.stubs:
            assert normal(stub.signature).startswith(f"{stub.name}(")
            assert stub.returns
