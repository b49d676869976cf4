"""``autograder verify``: green on the kit as it is, red on graders or entries that are wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder import cli, mutants, verify
from autograder.catalogue import load
from autograder.grading.places import assignment_named
from autograder.mutants import Mutant
from autograder.verify import Findings, Specimen

ASSIGNMENT = assignment_named("linear_regression")
EVERY = 12  # the fast tier takes one specimen in so many


@pytest.fixture(scope="module")
def all_specimens() -> list[Specimen]:
    return verify.specimens(ASSIGNMENT)


def the(all_specimens: list[Specimen], name: str) -> Specimen:
    return next(one for one in all_specimens if one.id == name)


def test_a_sample_is_as_it_must_be(all_specimens: list[Specimen]) -> None:
    sample = [*all_specimens[:3], *all_specimens[3::EVERY]]
    assert {one.kind for one in sample} == {"right", "bare", "variant", "mistake", "combination"}
    findings = verify.examine(ASSIGNMENT, sample)
    assert findings.problems == []
    assert findings.counts["all", "right"] == [2, 2]
    assert findings.counts["all", "bare"] == [1, 1]


@pytest.mark.slow
def test_all_are_as_they_must_be(all_specimens: list[Specimen],
                                 capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["verify"]) == cli.OK, capsys.readouterr().out
    catalogue = load(ASSIGNMENT.name)
    assert len(catalogue.mistakes) >= 150
    assert len(catalogue.variants) >= 100
    out = capsys.readouterr().out
    assert f"{len(all_specimens)} specimens: as they must be." in out
    assert f"{len(catalogue.variants)}/{len(catalogue.variants)}" in out


@pytest.mark.slow
def test_every_mutant_is_caught_or_has_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["verify", "--mutants"]) == cli.OK, capsys.readouterr().out


def test_what_is_wrong_is_found(all_specimens: list[Specimen], monkeypatch: pytest.MonkeyPatch,
                                capsys: pytest.CaptureFixture[str]) -> None:
    """Entries that promise what is not so, each of another kind."""
    solution = the(all_specimens, "solution")
    mistake = the(all_specimens, "forward.intercept_forgotten")
    combined = next(one for one in all_specimens if one.kind == "combination")
    wrong = [
        replace(solution, id="right work as a mistake", wrong={"loss": "matches_reference"}),
        replace(mistake, id="wrong work as a variant", kind="variant", wrong={}),
        replace(mistake, id="caught elsewhere", wrong={"forward": "adds_b_once"}),
        replace(combined, id="one of two", wrong=dict(list(combined.wrong.items())[:1])),
        replace(solution, id="solved as bare", attempted=False),
    ]
    monkeypatch.setattr(verify, "specimens", lambda _: wrong)
    monkeypatch.setattr(verify, "idle_checks", lambda *_: [])
    assert cli.run(["verify", "--jobs", "1"]) == cli.FAILED
    out = capsys.readouterr().out
    for words in (
            "right work as a mistake: gets full marks in loss, expected to be caught by",
            "wrong work as a variant: loses points in forward, in matches_reference",
            "caught elsewhere: is caught by matches_reference, expected adds_b_once",
            "one of two: loses points in", "solved as bare: not every task is “not attempted”"):
        assert words in out
    assert "5 specimens: 5 problems." in out


def test_a_broken_grader_is_found() -> None:
    """A check that itself fails is a problem, whatever the marks."""
    findings = Findings()
    row = {"flags": ["The check test_x itself failed with KeyError: 1"], "reason": None,
           "status": "graded", "tasks": [], "score": 20.0, "max_score": 20.0}
    verify.judge(Specimen("a variant", "variant", []), row, ASSIGNMENT, findings)
    assert findings.problems == ["a variant: The check test_x itself failed with KeyError: 1"]


def test_an_idle_check_is_found() -> None:
    """Every check that does not say why it stands is missed when nothing is caught."""
    idle = verify.idle_checks(ASSIGNMENT, set())
    assert any(line.startswith("gradients.dW_matches_reference: is the first to catch no")
               for line in idle)
    assert len(idle) > 40


def test_mutants_are_small_changes_and_always_the_same() -> None:
    some = mutants.mutants(ASSIGNMENT)
    assert [one.id for one in some] == [one.id for one in mutants.mutants(ASSIGNMENT)]
    assert len({one.id for one in some}) == len({one.source for one in some}) == len(some) >= 400
    assert {one.stub for one in some} == set(ASSIGNMENT.stubs)
    by_id = {one.id: one for one in some}
    assert "return X @ W - b" in by_id["forward: line 2: X @ W + b → X @ W - b"].source


def test_survivors_need_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    harmless = Mutant("forward: harmless", "forward", "def forward(X, W, b):\n    return X @ W + b")
    wrong = Mutant("forward: wrong", "forward", "def forward(X, W, b):\n    return X @ W - b")
    problems = mutants.judge_mutants(ASSIGNMENT, [harmless, wrong], {}, jobs=1)
    assert [problem.partition("\n")[0] for problem in problems] == [
        "forward: harmless: survives. Catch it, or give its reason in equivalent_mutants.toml:"]
    assert "2 mutants: 1 caught (50.0%), 1 survive." in capsys.readouterr().out
    reasons = {"forward: harm": "it is the same", wrong.id: "it is not the same"}
    assert mutants.judge_mutants(ASSIGNMENT, [harmless, wrong], reasons, jobs=1) == [
        "equivalent_mutants.toml: no survivor begins with 'forward: wrong'"]


def test_a_mutant_that_costs_another_task_is_a_problem() -> None:
    spills = Mutant("update: spills", "update",
                    "def update(*args): pass\ndef mse_loss(*args): pass")
    assert mutants.judge_mutants(ASSIGNMENT, [spills], {}, jobs=1) == [
        "update: spills: loses points in loss"]


def test_an_assignment_may_have_no_mutants_with_a_reason() -> None:
    assert mutants.reasons_of(ASSIGNMENT.name)
    assert mutants.reasons_of("no_such_assignment") == {}
