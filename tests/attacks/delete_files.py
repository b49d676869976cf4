"""Deletes results, submissions and bait."""

import glob
import os
import shutil


def attack():
    for path in [*glob.glob("@CLASS@/*"), "@TARGET@/bait", "@OUT@/.graded.jsonl"]:
        try:
            os.unlink(path)
        except OSError as error:
            last = error
    shutil.rmtree("@OUT@", ignore_errors=True)
    raise last


def linear_equation(x, w, b):
    return attack()
