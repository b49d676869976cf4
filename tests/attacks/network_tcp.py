"""Sends the hidden data to a port by TCP."""

import socket


def linear_equation(x, w, b):
    with socket.create_connection(("127.0.0.1", int("@PORT@")), timeout=1) as connection:
        connection.sendall(str((x, w, b)).encode())
