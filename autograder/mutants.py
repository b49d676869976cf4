"""Mistakes made by machine: right work with one small change each, sent through the graders.

Every stub of the solution and of the reference is changed in one place at a time: an operator,
a constant, an argument, a name, a statement. What the graders do not catch is either no
mistake, and then the assignment's ``equivalent_mutants.toml`` says why (the beginning of its id =
the reason), or a hole in a grader.
"""

from __future__ import annotations

import ast
import copy
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from autograder.checker import reader
from autograder.checker.assignment import Assignment
from autograder.grading.places import GRADERS, REFERENCE, SOLUTIONS, assignment_named
from autograder.verify import Specimen, grade_all

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv), ast.MatMult: (ast.Mult,), ast.Pow: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,)}
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
NAMES = {"sum": "mean", "mean": "sum", "W": "b", "b": "W", "set_xlabel": "set_ylabel",
         "set_ylabel": "set_xlabel", "standard_normal": "random"}
REASONS = "equivalent_mutants.toml"
SWAPPED_OPERANDS = (ast.Sub, ast.Div, ast.MatMult, ast.Pow)

Path = tuple[tuple[str, int | None], ...]  # from a tree to one of its nodes


@dataclass(frozen=True)
class Mutant:
    """One stub with one change.

    Attributes
    ----------
    id : str
        ``gradients: line 3: 2 → 3``; lines count in the code without its docstring.
    stub : str
    source : str
        Code that defines the stub anew.
    """

    id: str
    stub: str
    source: str


def mutants(assignment: Assignment) -> list[Mutant]:
    """All mutants of an assignment's solution and reference, always in the same order."""
    cells = reader.read_file(SOLUTIONS / assignment.name / assignment.notebook)
    reference = (REFERENCE / f"{assignment.name}.py").read_text(encoding="utf-8")
    found: dict[str, Mutant] = {}
    for origin, text in (("", "\n".join(cells)), (" of the reference", reference)):
        for node in ast.parse(text).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and \
                    node.name in assignment.stubs:
                for name, source in _changed(_plain(node)):
                    one = f"{node.name}{origin}: {name}"
                    if source not in found:
                        found[source] = Mutant(one, node.name, source)
    return _told_apart(list(found.values()))


def _told_apart(some: list[Mutant]) -> list[Mutant]:
    """Number those changes that read the same."""
    seen: dict[str, int] = {}
    numbered = []
    for one in some:
        seen[one.id] = seen.get(one.id, 0) + 1
        again = f" ({seen[one.id]})" if seen[one.id] > 1 else ""
        numbered.append(Mutant(one.id + again, one.stub, one.source))
    return numbered


def _plain(definition: ast.FunctionDef | ast.ClassDef) -> ast.Module:
    """The definition as a tree of its own, without docstrings."""
    definition = copy.deepcopy(definition)
    for node in ast.walk(definition):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.parse(ast.unparse(definition))  # so that line numbers are those of this text


def _changed(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What is changed, and the code after it, change by change."""
    right = ast.unparse(tree)
    for path, node in _nodes(tree):
        scope = _parameters(tree, path)
        for new in _alternatives(node, scope):
            changed = copy.deepcopy(tree)
            _put(changed, path, new)
            source = ast.unparse(ast.fix_missing_locations(changed))
            if source != right:
                yield f"line {_line(node)}: {_change(node, new)}", source + "\n"


def _nodes(node: ast.AST, path: Path = ()) -> Iterator[tuple[Path, ast.AST]]:
    for name, value in ast.iter_fields(node):
        if isinstance(node, (ast.FunctionDef, ast.arguments)) and name != "body":
            continue  # the stub's first line is given
        for place, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                step = (*path, (name, place))
                yield step, child
                yield from _nodes(child, step)


def _put(tree: ast.AST, path: Path, new: ast.AST) -> None:
    for name, place in path[:-1]:
        value = getattr(tree, name)
        tree = value if place is None else value[place]
    name, place = path[-1]
    if place is None:
        setattr(tree, name, new)
    else:
        getattr(tree, name)[place] = new


def _parameters(tree: ast.AST, path: Path) -> list[str]:
    """The parameters of the function in which a node stands."""
    known: list[str] = []
    for name, place in path:
        if isinstance(tree, ast.FunctionDef):
            known = [one.arg for one in tree.args.args]
        value = getattr(tree, name)
        tree = value if place is None else value[place]
    return known


def _alternatives(node: ast.AST, parameters: list[str]) -> Iterator[ast.AST]:
    """What may stand in a node's place by mistake."""
    if isinstance(node, ast.stmt):
        yield from _statements(node)
    elif isinstance(node, ast.BinOp):
        for operator in OPERATORS.get(type(node.op), ()):
            yield ast.BinOp(node.left, operator(), node.right)
        if isinstance(node.op, SWAPPED_OPERANDS):
            yield ast.BinOp(node.right, node.op, node.left)
        yield node.left
        yield node.right
        yield ast.UnaryOp(ast.USub(), node)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Compare):
        yield ast.Compare(node.left, [COMPARISONS[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Attribute):
        if isinstance(node.ctx, ast.Load) and node.attr in ("T", "size", "shape"):
            yield node.value
        if node.attr in NAMES:
            yield ast.Attribute(node.value, NAMES[node.attr], node.ctx)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if node.id in parameters:
            following = parameters[(parameters.index(node.id) + 1) % len(parameters)]
            yield ast.Name(following, node.ctx)
    elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
        yield ast.Tuple(node.elts[::-1], node.ctx)


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Pass)):
        return
    yield ast.Pass()
    if isinstance(node, ast.Return) and node.value is not None:
        yield ast.Expr(node.value)
    if isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    if isinstance(node, ast.For):
        yield ast.For(node.target, node.iter, [*node.body, ast.Break()], node.orelse)
        for i in range(len(node.body)):
            after = [*node.body[:i], *node.body[i + 1:]]
            if after:  # one statement fewer in the loop, and once behind it
                yield ast.If(ast.Constant(True), [
                    ast.For(node.target, node.iter, after, node.orelse), node.body[i]], [])


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, str) and value:
        yield ast.Constant("")


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    for i in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, [*node.keywords[:i], *node.keywords[i + 1:]])
    for i in range(len(node.args)):
        yield ast.Call(node.func, [*node.args[:i], *node.args[i + 1:]], node.keywords)
    for i in range(len(node.args) - 1):
        swapped = [*node.args[:i], node.args[i + 1], node.args[i], *node.args[i + 2:]]
        yield ast.Call(node.func, swapped, node.keywords)
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        one = ast.Constant(1)
        yield ast.Call(node.func, [one, *node.args], [])
        for operator in (ast.Add(), ast.Sub()):
            yield ast.Call(node.func, [ast.BinOp(node.args[-1], operator, one)], [])
    elif node.args:
        yield node.args[0]  # the call itself left out


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


def _change(node: ast.AST, new: ast.AST) -> str:
    """What has become of a node; of a call that lacks an argument, only which."""
    if isinstance(node, ast.Call) and isinstance(new, ast.Call):
        before, after = [*node.args, *node.keywords], [*new.args, *new.keywords]
        gone = [one for one in before if one not in after]
        if len(gone) == 1 and len(after) < len(before):
            return f"{_brief(gone[0])} → nothing"
    return f"{_brief(node)} → {_brief(new)}"


def _brief(node: ast.AST) -> str:
    if isinstance(node, ast.Pass):
        return "nothing"
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return text if len(text) <= 60 else text[:59] + "…"


def verify_mutants(name: str, jobs: int | None, progress: Callable[[int, int], None]) -> int:
    """Run all mutants and print what was caught; 0 if every survivor has a reason, else 1.

    The parameters are those of :func:`autograder.verify.verify`.
    """
    assignment = assignment_named(name)
    problems = judge_mutants(assignment, mutants(assignment), reasons_of(name), jobs, progress)
    for problem in problems:
        print(f"  {problem}")
    return 1 if problems else 0


def reasons_of(name: str) -> dict[str, str]:
    """The beginning of an id → why the graders need not catch it; none where there is no file."""
    path = GRADERS / name / REASONS
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def judge_mutants(assignment: Assignment, some: list[Mutant], reasons: dict[str, str],
                  jobs: int | None = None,
                  progress: Callable[[int, int], None] | None = None) -> list[str]:
    """Send mutants through the graders; returns what must be looked at."""
    solution = reader.read_file(SOLUTIONS / assignment.name / assignment.notebook)
    rows = {row["student"]: row for row in grade_all(
        assignment, [Specimen(one.id, "mutant", [*solution, one.source]) for one in some],
        jobs, progress)}
    problems: list[str] = []
    survivors = 0
    unused = set(reasons)
    for one in some:
        own = assignment.task(one.stub).name
        lost = {task["name"] for task in rows[one.id]["tasks"]
                if task["score"] < task["max_score"]}
        given = {key for key in reasons if one.id.startswith(key)}
        if own not in lost:
            survivors += 1
            unused -= given
            if not given:
                problems.append(f"{one.id}: survives. Catch it, or give its reason in "
                                f"{REASONS}:\n{one.source}")
        problems += [f"{one.id}: loses points in {other}" for other in sorted(lost - {own})]
        problems += [f"{one.id}: {flag}" for flag in rows[one.id]["flags"] if "failed with" in flag]
    problems += [f"{REASONS}: no survivor begins with {key!r}"
                 for key in sorted(unused)]
    caught = len(some) - survivors
    print(f"{len(some)} mutants: {caught} caught ({caught / len(some):.1%}), {survivors} survive.")
    return problems
