"""Raises its own limits and then takes 1.5 GB."""

import resource


def attack():
    unlimited = resource.RLIM_INFINITY
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE):
        try:
            resource.setrlimit(limit, (unlimited, unlimited))
        except (OSError, ValueError):
            pass
    return float(len(bytearray(1500 << 20)))


def linear_equation(x, w, b):
    return attack()
