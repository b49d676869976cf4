"""Right work gets full marks however it is written and whatever the secret seed.

Submissions are put together at random from right pieces: formulas, conversions, shapes of b,
loops, in place or not. The fast tier tries a few, the slow tier many, and 1,000 seeds.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from autograder.catalogue import load
from autograder.checker import reader
from autograder.grading.places import SOLUTIONS, assignment_named
from autograder.grading.processes import cores, on_processes
from autograder.grading.shard import grade_code
from autograder.verify import LIMITS, Specimen, grade_all

ASSIGNMENT = assignment_named("linear_regression")
IMPORTS = "import numpy as np\nimport matplotlib.pyplot as plt\n"
SEEDS = 1_000
VARIANT_EVERY = 6  # of the catalogue's variants, for other seeds
MISTAKE_EVERY = 15

# Every stub is a text with places; every place is filled with one of its right pieces.
STUBS: dict[str, tuple[str, dict[str, list[str]]]] = {
    "linear_equation": ("def linear_equation(x, w, b):\n    return {y}\n", {
        "y": ["w * x + b", "b + x * w", "float(np.multiply(w, x) + b)", "sum([w * x, b])",
              "np.array(w) * x + b", "np.array([w * x + b])", "np.dot([w, b], [x, 1])"]}),
    "generate_data": ("""\
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None{more}):
    n, d = num_examples, {d}
    rng = {rng}
    {draws}
    y = {y}
    return {answer}
""", {
        "more": ["", ", verbose=False", ", *, dtype=float"],
        "d": ["len(W)", "W.shape[0]", "W.size", "np.shape(W)[0]"],
        "rng": ["np.random.default_rng(seed)", "np.random.RandomState(seed)",
                "np.random.Generator(np.random.MT19937(seed))"],
        "draws": [
            "X = rng.standard_normal((n, d)); noise = noise_std * rng.standard_normal((n, 1))",
            "noise = rng.normal(0, noise_std, (n, 1)); X = rng.normal(size=(n, d))",
            "Z = rng.normal(size=(n, d + 1)); X = Z[:, :d]; noise = noise_std * Z[:, d:]",
            "Z = rng.normal(size=(d + 1, n)).T; X = Z[:, 1:]; noise = noise_std * Z[:, :1]",
            "X = np.array([rng.normal(size=d) for _ in range(n)]).reshape(n, d); "
            "noise = rng.normal(scale=noise_std, size=n)[:, None]"],
        "y": ["X @ W + b + noise", "noise + np.dot(X, W) + b", "forward(X, W, b) + noise",
              "np.einsum('ij,jk->ik', X, W) + (b + noise)"],
        "answer": ["X, y", "[X, y]", "(np.ascontiguousarray(X), y.reshape(-1, 1))"]}),
    "plot_data": ("""\
def plot_data(X, y, ax=None):
    {ax}
    {draw}
    {labels}
    return ax
""", {
        "ax": ["ax = ax or plt.gca()", "ax = plt.subplots()[1] if ax is None else ax",
               "if ax is None: ax = plt.gca()", "ax = plt.gca() if ax is None else ax"],
        "draw": ["for j in range(X.shape[1]): ax.scatter(X[:, j], y)",
                 "ax.plot(X, y, '.')", "for x in X.T: ax.plot(x, y.ravel(), 'o', alpha=0.5)",
                 "ax.scatter(X.ravel(), np.repeat(y, X.shape[1]))",
                 "[ax.scatter(x, y[:, 0], label=str(j)) for j, x in enumerate(X.T)]",
                 "for row, t in zip(X, y): ax.scatter(row, [t[0]] * len(row), c='k')"],
        "labels": ["ax.set_xlabel('x'); ax.set_ylabel('y')", "ax.set(xlabel='x', ylabel='y')",
                   "ax.set_xlabel('x'); ax.set_ylabel('y'); ax.set_title('data'); ax.grid()"]}),
    "LinearModel": ("""\
{before}class LinearModel:
    {slots}
    def __init__(self, num_features, seed=None):
        self.W = {W}
        self.b = {b}

    def predict(self, X):
        return forward(X, self.W, self.b)
""", {
        "before": ["", "class LinearModel:\n    'An earlier try.'\n\n"],
        "slots": ["kind = 'linear'", "__slots__ = ('W', 'b')", "'A model.'"],
        "W": ["np.zeros((num_features, 1))", "np.full((num_features, 1), 0.1)",
              "np.random.default_rng(seed).standard_normal((num_features, 1))",
              "0.01 * np.random.RandomState(seed).randn(num_features, 1)",
              "np.array([[0.0]] * num_features)", "np.ones(num_features)[:, None]"],
        "b": ["0.0", "0", "np.zeros(1)", "np.zeros((1, 1))", "np.array(0.0)", "np.float64(1)"]}),
    "forward": ("""\
def forward(X, W, b{more}):
    {convert}
    {y_hat}
    return {answer}
""", {
        "more": ["", ", activation=None"],
        "convert": ["pass", "X = np.asarray(X, dtype=float)", "X, W = np.array(X), np.array(W)",
                    "X = np.asfortranarray(X)", "X = X.astype(np.float64)"],
        "y_hat": [
            "y_hat = X @ W + b", "y_hat = b + np.dot(X, W)", "y_hat = np.matmul(X, W); y_hat += b",
            "y_hat = np.einsum('ij,jk->ik', X, W) + b",
            "y_hat = (X * W.T).sum(axis=1, keepdims=True) + b",
            "y_hat = np.add((X * W[:, 0]).sum(axis=1).reshape(-1, 1), b)",
            "y_hat = np.array([[sum(x[j] * W[j, 0] for j in range(len(x)))] for x in X]) + b",
            "y_hat = (W.T @ X.T).T + b", "y_hat = np.tensordot(X, W, axes=1) + b",
            "y_hat = np.zeros((len(X), 1)) + b\n    for j in range(X.shape[1]):\n"
            "        y_hat += X[:, [j]] * W[j]",
            "y_hat = np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, np.reshape(b, (1, 1))])"],
        "answer": ["y_hat", "np.asarray(y_hat)", "y_hat.reshape(-1, 1)",
                   "y_hat.reshape((X.shape[0], 1)).copy()"]}),
    "mse_loss": ("""\
def mse_loss(y_true, y_hat):
    e = {e}
    s = {s}
    return {loss}
""", {
        "e": ["y_hat - y_true", "y_true - y_hat", "np.subtract(y_hat, y_true)",
              "(y_hat - y_true).ravel()", "(y_true - y_hat)[:, 0]"],
        "s": ["e ** 2", "e * e", "np.square(e)", "np.power(e, 2)", "np.abs(e) ** 2"],
        "loss": ["np.mean(s)", "s.mean()", "np.sum(s) / len(y_true)", "np.average(s)",
                 "s.sum() / s.size", "float(np.mean(s))", "sum(s.ravel().tolist()) / len(s)",
                 "np.mean(s, axis=0)", "np.mean(s, keepdims=True)", "np.array([np.mean(s)])",
                 "np.dot(e.ravel(), e.ravel()) / y_hat.shape[0]"]}),
    "gradients": ("""\
def gradients(X, y_true, y_hat):
    n, d = {n}, X.shape[1]
    e = y_hat - y_true
    dW = {dW}
    db = {db}
    return {answer}
""", {
        "n": ["len(X)", "X.shape[0]", "y_true.size", "len(y_hat)"],
        "dW": ["2 / n * X.T @ e", "2 * X.T @ e / n", "X.T.dot(e) * (2 / n)",
               "(2 * np.mean(X * e, axis=0))[:, None]", "np.einsum('ni,nj->ij', X, e) * 2 / n",
               "-2 / n * X.T @ (y_true - y_hat)", "(2 / n * e.T @ X).T",
               "2 / n * np.sum(X * e, axis=0, keepdims=True).T",
               "np.array([[2 / n * sum(X[i, j] * e[i, 0] for i in range(n))] "
               "for j in range(d)])"],
        "db": ["2 * e.mean()", "2 / n * e.sum()", "2 / n * np.sum(e, axis=0)",
               "float(2 / n * e.sum())", "np.array([[2 / n * e.sum()]])", "2 * sum(e[:, 0]) / n",
               "-2 * np.mean(y_true - y_hat)", "2 * np.mean(e, axis=0, keepdims=True)"],
        "answer": ["dW, db", "[dW, db]", "tuple([dW, db])"]}),
    "update": ("""\
def update(W, b, dW, db, learning_rate):
    {W}
    {b}
    return {answer}
""", {
        "W": ["W = W - learning_rate * dW", "W -= learning_rate * dW",
              "W = W.copy(); W -= learning_rate * dW", "W = W + -learning_rate * dW",
              "W = np.subtract(W, np.multiply(learning_rate, dW))",
              "W = np.array([[w - learning_rate * g] for w, g in zip(W[:, 0], dW[:, 0])])"],
        "b": ["b = b - learning_rate * db", "b = -learning_rate * db + b",
              "b = np.subtract(b, learning_rate * db)"],
        "answer": ["W, b", "[W, b]"]}),
    "train": ("""\
def train(model, X, y, learning_rate=0.01, iterations=1000{more}):
    losses = []
    {loop}
        y_hat = {y_hat}
        {record}
        dW, db = {slopes}
        {step}
        {tell}
    return {answer}
""", {
        "more": ["", ", verbose=True"],
        "loop": ["for i in range(iterations):", "for i in range(1, iterations + 1):",
                 "i = 0\n    while len(losses) < iterations:"],
        "y_hat": ["forward(X, model.W, model.b)", "model.predict(X)", "X @ model.W + model.b"],
        "record": ["losses.append(mse_loss(y, y_hat))", "losses += [mse_loss(y, y_hat)]",
                   "losses.append(np.mean((y_hat - y) ** 2))"],
        "slopes": ["gradients(X, y, y_hat)",
                   "2 / len(X) * X.T @ (y_hat - y), 2 * np.mean(y_hat - y)"],
        "step": [
            "model.W, model.b = update(model.W, model.b, dW, db, learning_rate)",
            "W, b = update(model.W, model.b, dW, db, learning_rate=learning_rate)\n"
            "        model.W = W\n        model.b = b",
            "model.W = model.W - learning_rate * dW\n"
            "        model.b = model.b - learning_rate * db"],
        "tell": ["pass", "if i % 100 == 0: print(i, losses[-1])"],
        "answer": ["losses", "tuple(losses)", "list(losses)",
                   "np.array([np.asarray(one).item() for one in losses])"]}),
    "plot_losses": ("""\
def plot_losses(losses, ax=None):
    ax = {ax}
    {draw}
    {labels}
    return ax
""", {
        "ax": ["ax or plt.gca()", "plt.subplots()[1] if ax is None else ax"],
        "draw": ["ax.plot(losses)", "ax.plot(range(len(losses)), losses, 'r-')",
                 "ax.plot(np.arange(1, len(losses) + 1), losses)",
                 "ax.plot(losses, '.-'); ax.set_yscale('log')", "ax.semilogy(losses)",
                 "ax.scatter(range(len(losses)), losses)",
                 "ax.plot(losses); ax.axhline(min(losses), ls='--')"],
        "labels": ["ax.set_xlabel('step'); ax.set_ylabel('loss')",
                   "ax.set(xlabel='step', ylabel='loss', title='training')"]}),
    "compare_predictions": ("""\
def compare_predictions(untrained, trained, X):
    {both}
    return {answer}
""", {
        "both": ["one, two = untrained.predict(X), trained.predict(X)",
                 "one, two = (forward(X, model.W, model.b) for model in (untrained, trained))",
                 "one = X @ untrained.W + untrained.b; two = X @ trained.W + trained.b"],
        "answer": ["one, two", "[one, two]", "tuple([one, two])"]}),
    "plot_predictions": ("""\
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = {ax}
    {draw}
    ax.set(xlabel='prediction', ylabel='truth')
    {legend}
    return ax
""", {
        "ax": ["ax or plt.gca()", "plt.gca() if ax is None else ax"],
        "draw": [
            "ax.scatter(y_hat_untrained, y_true, c='red', label='untrained')\n"
            "    ax.scatter(y_hat_trained, y_true, c='blue', label='trained')",
            "ax.plot(y_hat_trained, y_true, 'b.', label='after')\n"
            "    ax.plot(y_hat_untrained, y_true, 'r.', label='before')",
            "for y, c, name in ((y_hat_untrained, 'tab:red', 'untrained'), "
            "(y_hat_trained, 'royalblue', 'trained')):\n"
            "        ax.scatter(y.ravel(), y_true.ravel(), color=c, label=name, alpha=0.4)\n"
            "    ax.plot([-3, 3], [-3, 3], 'k--')"],
        "legend": ["ax.legend()", "ax.legend(loc='upper left', fontsize=8)"]}),
}


@st.composite
def right_work(draw: st.DrawFn) -> str:
    """A submission with all stubs, each put together from right pieces."""
    return IMPORTS + "\n".join(
        text.format(**{place: draw(st.sampled_from(pieces)) for place, pieces in places.items()})
        for text, places in STUBS.values())


def marks(row: dict[str, Any]) -> str:
    """What was lost, for the message of a failing test; empty if nothing was."""
    return "\n".join(f"{task['name']}.{check['name']}: {check['message']}"
                     for task in row["tasks"] for check in task["checks"] if not check["passed"])


def full_marks_whatever(source: str, seed: str) -> None:
    (row,) = grade_code(ASSIGNMENT.name, [("right", [source])], seed, LIMITS, inside=False)
    assert marks(row) == ""
    assert row["score"] == row["max_score"] == 20.0
    assert row["flags"] == []


def examples(count: int) -> settings:
    # Not shrunk: a submission is short enough to read, and grading one takes too long.
    return settings(max_examples=count, deadline=None, database=None, derandomize=True,
                    phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def test_there_are_pieces_for_every_stub() -> None:
    assert set(STUBS) == set(ASSIGNMENT.stubs)


@given(right_work(), st.text(max_size=20))
@examples(8)
def test_right_work_gets_full_marks(source: str, seed: str) -> None:
    full_marks_whatever(source, seed)


@pytest.mark.slow
@given(right_work(), st.text(max_size=20))
@examples(300)
def test_right_work_gets_full_marks_always(source: str, seed: str) -> None:
    full_marks_whatever(source, seed)


@pytest.mark.slow
def test_no_seed_marks_the_solution_down() -> None:
    cells = reader.read_file(SOLUTIONS / ASSIGNMENT.name / ASSIGNMENT.notebook)
    with_seed = partial(grade_code, ASSIGNMENT.name, [("solution", cells)], limits=LIMITS,
                        inside=False)
    seeds = [f"secret {i}" for i in range(SEEDS)]
    lost = [marks(row) for rows in on_processes(seeds, cores(), with_seed) for row in rows
            if row["score"] < row["max_score"]]
    assert lost == []


@pytest.mark.slow
def test_the_marks_do_not_depend_on_the_seed() -> None:
    """The same checks fail for a mistake, and none for a variant, whatever the seed."""
    solution = reader.read_file(SOLUTIONS / ASSIGNMENT.name / ASSIGNMENT.notebook)
    catalogue = load(ASSIGNMENT.name)
    entries = [*catalogue.mistakes[::MISTAKE_EVERY], *catalogue.variants[::VARIANT_EVERY]]
    asked = [Specimen(one.id, one.kind, [*solution, one.source]) for one in entries]
    one, other = (
        {row["student"]: [(check["name"], check["passed"]) for task in row["tasks"]
                          for check in task["checks"]]
         for row in grade_all(ASSIGNMENT, asked, seed=seed)} for seed in ("a seed", "another"))
    assert one == other
