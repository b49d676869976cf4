"""Names its handles by four thousand letters that steer what shows them."""

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
    os.write(
        pipe(),
        frame(
            {
                "type": "answer",
                "value": {
                    "type": "handle",
                    "number": 7,
                    "type_name": "<script>alert(1)</script>\x1b[31m\u202e" + "=cmd" * 900,
                },
                "after": [None] * (len(args) + len(kwargs)),
                "random_state_touched": True,
            }
        ),
    )
    os.read(pipe(), 1 << 20)


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = gradients = (
    update
) = train = plot_losses = compare_predictions = plot_predictions = anything
