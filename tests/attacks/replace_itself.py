"""Replaces itself by another program that keeps the pipe."""

import os
import sys


def attack():
    os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(60)"])


def linear_equation(x, w, b):
    return attack()
