"""The floor: what one submission costs when nothing is compared and nobody is shut in.

A warm process with its Axes made forks for each file; the fork loads the file, makes sixty
small calls, trains for a thousand steps, draws the three plots, and ends.

    python -m tests.benchmarks.floor FOLDER PART PARTS

does every PARTS-th file of the folder and prints the seconds that it took.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np

CALLS = 60
EXAMPLES = 60  # as many as the graders train on
RUN = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign)


def load(path: Path) -> dict[str, Any]:
    """The names that a notebook defines; what needs the course's own modules is left out."""
    names: dict[str, Any] = {}
    for cell in json.loads(path.read_bytes())["cells"]:
        if cell["cell_type"] != "code":
            continue
        for statement in ast.parse("".join(cell["source"])).body:
            if isinstance(statement, RUN) and not _is_use(statement, names):
                code = compile(ast.Module([statement], []), path.name, "exec")
                try:
                    exec(code, names)
                except (ImportError, NameError):
                    continue
    return names


def _is_use(statement: ast.stmt, names: dict[str, Any]) -> bool:
    """Whether an assignment calls one of the notebook's own functions."""
    return isinstance(statement, ast.Assign) and any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
        for node in ast.walk(statement.value))


def use(names: dict[str, Any], axes: list[Any]) -> None:
    """Sixty small calls, one training, three plots."""
    rng = np.random.default_rng(0)
    X, W, b = rng.standard_normal((6, 3)), rng.standard_normal((3, 1)), 0.5
    y = X @ W + b + 1
    calls = [
        lambda: names["linear_equation"](2.0, 3.0, 1.0),
        lambda: names["generate_data"](W, b, 6, 0.5, seed=1),
        lambda: names["LinearModel"](3, seed=1),
        lambda: names["forward"](X, W, b),
        lambda: names["mse_loss"](y, X @ W),
        lambda: names["gradients"](X, y, X @ W),
        lambda: names["update"](W.copy(), b, W, b, 0.1),
    ]
    for number in range(CALLS):
        calls[number % len(calls)]()
    X, y = names["generate_data"](W, b, EXAMPLES, 0.5, seed=1)
    untrained, model = names["LinearModel"](3, seed=1), names["LinearModel"](3, seed=1)
    losses = names["train"](model, X, y, 0.01, 1000)
    names["plot_data"](X, y, axes[0])
    names["plot_losses"](losses, axes[1])
    names["plot_predictions"](y, *names["compare_predictions"](untrained, model, X), axes[2])


def main() -> None:
    """Do a part of the files, and print how long it took."""
    folder, part, parts = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    axes = [plt.subplots()[1] for _ in range(3)]
    rng = np.random.default_rng(0)
    rng.standard_normal(1) @ np.linalg.norm(np.ones((1, 1)), axis=0)
    files = sorted(folder.glob("*.ipynb"))[part::parts]
    gc.collect()
    gc.freeze()
    began = time.perf_counter()
    for file in files:
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                use(load(file), axes)
                code = 0
            finally:
                os._exit(code)
        if os.waitpid(pid, 0)[1]:
            raise SystemExit(f"the floor does not hold on {file}")
    print(time.perf_counter() - began)


if __name__ == "__main__":
    main()
