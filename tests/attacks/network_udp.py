"""Sends the hidden data to a port by UDP."""

import socket


def linear_equation(x, w, b):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(str((x, w, b)).encode(), ("127.0.0.1", int("@PORT@")))
