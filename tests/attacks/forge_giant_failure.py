"""Reports an exception whose every part is a megabyte long."""

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


def attack():
    long = "A" * 1_000_000
    os.write(pipe(), frame({"type": "failure", "type_name": long, "text": long, "place": long,
                            "line": long, "function": long, "remark": long}))
    return 0.0


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
