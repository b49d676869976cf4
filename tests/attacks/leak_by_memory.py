"""Remembers the secret data and hands them out when asked about the public example."""

seen = []


def linear_equation(x, w, b):
    seen.append((x, w, b))
    raise ValueError(f"Remembered {seen!r}")


def forward(X, W, b):
    seen.append(X.tolist())
    return f"Remembered {seen!r}"
