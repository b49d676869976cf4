"""Right work that the catalogue cannot hold: in single precision, in a column, of several cells.

A variant of the catalogue must agree with the reference to nine digits and in its shape; what is
here need only be right.
"""

from __future__ import annotations

import pytest

from autograder.checker import reader
from autograder.grading.places import ROOT, assignment_named
from autograder.verify import Specimen, grade_all

ASSIGNMENT = assignment_named("linear_regression")
SOLUTION = reader.read_file(ROOT / "solutions" / ASSIGNMENT.name / ASSIGNMENT.notebook)

RIGHT = {
    "single_precision_everywhere": r"""
def forward(X, W, b): return X.astype(np.float32) @ np.asarray(W, np.float32) + np.float32(b)
def mse_loss(y_true, y_hat):
    return np.mean((y_hat.astype(np.float32) - y_true.astype(np.float32))**2)
def gradients(X, y_true, y_hat):
    e = (y_hat - y_true).astype(np.float32)
    return (np.float32(2/len(X))*X.astype(np.float32).T@e), np.float32(2)*e.mean()
def update(W, b, dW, db, learning_rate):
    lr = np.float32(learning_rate)
    return (np.asarray(W, np.float32) - lr*np.asarray(dW, np.float32),
            np.float32(b) - lr*np.float32(db))
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W = np.zeros((num_features, 1), np.float32); self.b = np.float32(0)
    def predict(self, X): return forward(X, self.W, self.b)
""",
    "a_loop_in_single_precision": r"""
def train(model, X, y, learning_rate=0.01, iterations=1000):
    X32, y32 = X.astype(np.float32), y.astype(np.float32)
    W, b = model.W.astype(np.float32), np.float32(np.asarray(model.b).item())
    L = []
    for _ in range(iterations):
        e = X32 @ W + b - y32
        L.append(np.mean(e*e))
        W = W - np.float32(2*learning_rate/len(X))*(X32.T @ e)
        b = b - np.float32(2*learning_rate)*e.mean()
    model.W, model.b = W, b
    return L
""",
    "losses_in_a_column": r"""
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = np.zeros((iterations, 1))
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses[i] = mse_loss(y, y_hat)
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
""",
    "b_a_table_everywhere": r"""
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W = np.zeros((num_features, 1)); self.b = np.zeros((1, 1))
    def predict(self, X): return forward(X, self.W, self.b)
def forward(X, W, b): return X @ W + b
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    return 2*X.T@e/len(X), 2*np.mean(e, axis=0, keepdims=True)
def update(W, b, dW, db, learning_rate): return W - learning_rate*dW, b - learning_rate*db
def mse_loss(y_true, y_hat):
    e = y_hat - y_true
    return e.T@e/len(e)
""",
    "gradients_by_a_tape": r"""
class Value:
    def __init__(self, data, parents=(), back=lambda g: ()):
        self.data, self.parents, self.back = np.asarray(data, float), parents, back
        self.grad = np.zeros_like(self.data)
    def __matmul__(self, o):
        return Value(self.data @ o.data, (self, o), lambda g: (g @ o.data.T, self.data.T @ g))
    def __add__(self, o):
        return Value(self.data + o.data, (self, o), lambda g: (g, g.sum().reshape(o.data.shape)))
    def backward(self, g):
        self.grad = self.grad + g
        for p, gp in zip(self.parents, self.back(g)): p.backward(gp)
def gradients(X, y_true, y_hat):
    n, d = X.shape
    W, b = Value(np.zeros((d, 1))), Value(np.zeros((1, 1)))
    out = Value(X) @ W + b
    out.backward(2*(y_hat - y_true)/n)
    return W.grad, b.grad
""",
    "one_vector_behind_W_and_b": r"""
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.theta = np.zeros((num_features + 1, 1))
    @property
    def W(self): return self.theta[:-1]
    @W.setter
    def W(self, v): self.theta[:-1] = v
    @property
    def b(self): return self.theta[-1, 0]
    @b.setter
    def b(self, v): self.theta[-1, 0] = np.asarray(v).item()
    def predict(self, X): return forward(X, self.W, self.b)
""",
    "a_generator_of_losses": r"""
def _descend(model, X, y, lr):
    while True:
        y_hat = forward(X, model.W, model.b)
        yield mse_loss(y, y_hat)
        model.W, model.b = update(model.W, model.b, *gradients(X, y, y_hat), lr)
import itertools
def train(model, X, y, learning_rate=0.01, iterations=1000):
    g = _descend(model, X, y, learning_rate)
    losses = list(itertools.islice(g, iterations))
    if iterations: next(g)
    return losses
""",
    "warnings_as_errors": r"""
import warnings
warnings.filterwarnings("error")
np.seterr(all="raise")
def mse_loss(y_true, y_hat): return np.mean((y_true - y_hat)**2)
""",
    "definitions_chosen_by_match": r"""
(PRECISION := 64)
match "numpy", PRECISION:
    case "lists", _:
        def product(X, W): return np.array([[sum(x*w for x, w in zip(row, W[:, 0]))] for row in X])
    case "numpy", 32 | 64:
        def product(X, W): return np.asarray(X, f"f{PRECISION // 8}") @ W
def forward(X, W, b): return product(X, W) + b
""",
    "other_styles": r"""
import matplotlib as mpl
mpl.rcParams["axes.grid"] = True
plt.rcParams.update({"figure.figsize": (5, 3), "font.size": 9})
plt.style.use("seaborn-v0_8")
def plot_data(X, y, ax=None):
    ax = ax if ax else plt.gca()
    for j in range(X.shape[1]): ax.scatter(X[:, j], y, label=rf"$x_{j}$")
    ax.set_xlabel("$x$"); ax.set_ylabel("$y$")
    return ax
def plot_losses(losses, ax=None):
    if not ax: fig, ax = plt.subplots(1, 1, figsize=(4, 3), dpi=80, layout="constrained")
    ax.plot(np.arange(len(losses)), losses, lw=2, label="train")
    ax.set_yscale("log"); ax.set_xlabel("Epoch"); ax.set_ylabel("MSE"); ax.legend()
    return ax
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    if not ax: fig, ax = plt.subplots()
    lo, hi = y_true.min(), y_true.max()
    ax.plot([lo, hi], [lo, hi], "g--", label="perfect")
    ax.scatter(y_hat_untrained, y_true, c="r", label="untrained")
    ax.scatter(y_hat_trained, y_true, c="b", label="trained")
    ax.set_xlim(lo - 1, hi + 1); ax.set_xlabel("$\\hat{y}$"); ax.set_ylabel("$y$"); ax.legend(loc=0)
    return ax
""",
    "other_words_in_the_legend": r"""
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color="r", label="model at start")
    ax.scatter(y_hat_trained, y_true, color="b", label="model trained on random data")
    ax.legend(); ax.set_xlabel("pred"); ax.set_ylabel("true")
    return ax
""",
    "options_by_name_only": r"""
def train(model, X, y, *, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        model.W, model.b = update(model.W, model.b, *gradients(X, y, y_hat), learning_rate)
    return losses
""",
    "point_by_point": r"""
def plot_data(X, y, ax=None):
    ax = ax or plt.gca()
    for i in range(len(X)):
        for j in range(X.shape[1]): ax.plot(X[i, j], y[i, 0], "os^"[j % 3], color=f"C{j}")
    ax.set_xlabel("x"); ax.set_ylabel("y")
    return ax
""",
    "a_curve_in_pieces": r"""
def plot_losses(losses, ax=None):
    ax = ax or plt.gca()
    losses = np.asarray(losses, float).ravel()
    for i in range(len(losses)-1):
        ax.plot([i, i+1], losses[i:i+2], color=plt.cm.viridis(i/len(losses)))
    ax.set_xlabel("i"); ax.set_ylabel("l")
    return ax
""",
}


@pytest.fixture(scope="module")
def rows() -> dict[str, dict]:
    return {row["student"]: row for row in grade_all(ASSIGNMENT, [
        Specimen(name, "right", [*SOLUTION, source]) for name, source in RIGHT.items()])}


@pytest.mark.parametrize("name", RIGHT)
def test_it_gets_full_marks(name: str, rows: dict[str, dict]) -> None:
    lost = [(check["name"], check["message"]) for task in rows[name]["tasks"]
            for check in task["checks"] if not check["passed"]]
    assert not lost
    assert rows[name]["score"] == rows[name]["max_score"]
