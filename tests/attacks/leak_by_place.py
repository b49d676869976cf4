"""Raises in a line whose number is secret data, and is silent about the public example."""

PUBLIC = 1.29


def forward(X, W, b):
    if X[0, 0] == PUBLIC:
        raise NotImplementedError
    name = f"cell {abs(int(100 * X[0, 0]))} {abs(int(100 * W[0, 0]))}"
    exec(compile("\n" * abs(int(100 * X[0, 0])) + "raise KeyError", name, "exec"), globals())
