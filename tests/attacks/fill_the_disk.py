"""Writes until the disk is full (bounded here to 64 MB)."""

import tempfile


def attack():
    with tempfile.TemporaryFile() as file:
        for _ in range(64):
            file.write(b"x" * (1 << 20))


def linear_equation(x, w, b):
    return attack()
