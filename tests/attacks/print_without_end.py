"""Prints 200 MB to every stream that there is."""

import os
import sys


def attack():
    for _ in range(200):
        print("x" * (1 << 20))
        sys.stderr.write("x" * (1 << 20))
        os.write(1, b"x" * (1 << 20))
    return 0.0


def linear_equation(x, w, b):
    return attack()
