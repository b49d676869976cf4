"""Makes a FIFO and a folder that a later run would hang on."""

import os


def attack():
    for make in (os.mkfifo, os.mkdir):
        try:
            make("@CLASS@/aa_trap.py")
        except OSError as error:
            last = error
    raise last


def linear_equation(x, w, b):
    return attack()
