"""Answers with integers, floats and timestamps that only MessagePack knows."""

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


bodies = [
    b"\xcf" + b"\xff" * 8,
    b"\xd3" + b"\x80" + b"\0" * 7,
    b"\xd6\xff\0\0\0\0",
    b"\xc7\x10\x05" + b"a" * 16,
    b"\xca\x7f\xc0\0\0",
    b"\xdf\xff\xff\xff\xff",
    b"\xdd\xff\xff\xff\xff",
    b"\xc6\xff\xff\xff\xff",
]


def anything(*args, **kwargs):
    body = bodies.pop(0) if bodies else b"\xc0"
    whole = b"\x82\xa4type\xa6answer\xa5value" + body
    os.write(pipe(), struct.pack("<I", len(whole)) + whole)
    os._exit(0)


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = gradients = (
    update
) = train = plot_losses = compare_predictions = plot_predictions = anything
