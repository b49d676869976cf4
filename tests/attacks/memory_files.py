"""Hides data in memory that no limit counts (memfd_create, bounded to 64 MB)."""

import os


def attack():
    descriptor = os.memfd_create("hidden")
    for _ in range(64):
        os.write(descriptor, b"x" * (1 << 20))
    return 0.0


def linear_equation(x, w, b):
    return attack()
