"""Runs shell commands."""

import os
import subprocess


def attack():
    os.system("touch @TARGET@/shell")
    return subprocess.run(["touch", "@TARGET@/subprocess"], check=True)


def linear_equation(x, w, b):
    return attack()
