"""Swaps its submission with another's."""

import os


def attack():
    os.rename("@CLASS@/zz_honest.py", "@CLASS@/rename_files.py")


def linear_equation(x, w, b):
    return attack()
