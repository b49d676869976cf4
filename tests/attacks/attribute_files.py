"""Sets extended attributes on files."""

import os


def attack():
    os.setxattr("@TARGET@/bait", "user.pwned", b"1")


def linear_equation(x, w, b):
    return attack()
