"""Does its harm when the process ends."""

import atexit, weakref, os, sys, threading


class X:
    pass


x = X()
hooks = (
    atexit.register(lambda: open("@OUT@/harm", "w")),
    weakref.finalize(x, os.system, "touch @OUT@/harm"),
)


class D:
    def __del__(self):
        open("@OUT@/harm", "w")


d = D()


def anything(*args, **kwargs):
    del globals()["d"]
    sys.exit(0)


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = gradients = (
    update
) = train = plot_losses = compare_predictions = plot_predictions = anything
