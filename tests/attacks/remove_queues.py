"""Removes System V and POSIX queues and semaphores of other processes by number and name."""

import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *args)


def anything(*args, **kwargs):
    ok = []
    for n, a in (
        (71, (-1, 0, None)),
        (66, (-1, 0, 0)),
        (69, (-1, None, 0, 0)),
        (70, (-1, None, 0, 0, 0)),
        (65, (-1, None, 0)),
        (241, (b"nothing-of-this-name",)),
    ):
        if call(n, *a) == -1 and ctypes.get_errno() != 1:
            ok.append(n)
    if ok:
        open("@OUT@/harm", "w")
    return 3.0


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = gradients = (
    update
) = train = plot_losses = compare_predictions = plot_predictions = anything
