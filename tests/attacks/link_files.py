"""Plants a symbolic and a hard link where the grader will write."""

import os


def attack():
    for link, make in (("report.html", os.symlink), ("grades.csv", os.link)):
        try:
            make("@TARGET@/bait", f"@OUT@/{link}")
        except OSError as error:
            last = error
    raise last


def linear_equation(x, w, b):
    return attack()
