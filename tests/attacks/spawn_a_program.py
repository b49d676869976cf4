"""Starts a program by posix_spawn."""

import os


def attack():
    return os.posix_spawn("/bin/sleep", ["sleep", "60"], {})


def linear_equation(x, w, b):
    return attack()
