"""Says that arguments were changed into giants."""

import os, struct, msgspec


def pipe():
    for d in range(3, 256):
        try:
            os.fstat(d)
        except OSError:
            continue
        return d
    return -1


def frame(m):
    b = msgspec.msgpack.encode(m)
    return struct.pack("<I", len(b)) + b


def arr(a):
    import numpy as np

    a = np.ascontiguousarray(np.asarray(a, dtype="<f8"))
    return {
        "type": "array",
        "dtype": "<f8",
        "shape": list(a.shape),
        "data": a.tobytes(),
        "scalar": False,
    }


def call_back(name, *args):
    os.write(
        pipe(), frame({"type": "call_back", "name": name, "args": list(args), "kwargs": {}})
    )
    size = struct.unpack("<I", os.read(pipe(), 4))[0]
    return msgspec.msgpack.decode(os.read(pipe(), size))


def anything(*args, **kwargs):
    big = {
        "type": "array",
        "dtype": "|u1",
        "shape": [1 << 23],
        "data": b"\0" * (1 << 23),
        "scalar": False,
    }
    data = frame(
        {
            "type": "answer",
            "value": 1.0,
            "after": [big] + [None] * (len(args) + len(kwargs) - 1),
            "random_state_touched": False,
        }
    )
    while data:
        data = data[os.write(pipe(), data) :]
    os.read(pipe(), 1 << 20)
    return 1.0


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = gradients = (
    update
) = train = plot_losses = compare_predictions = plot_predictions = anything
