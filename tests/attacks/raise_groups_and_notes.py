"""Raises exception groups in groups, with notes, causes and contexts without end."""


def anything(*args, **kwargs):
    e = ValueError("x" * 10**6)
    for _ in range(2000):
        e = ExceptionGroup("y" * 1000, [e, e])
        e.add_note("z" * 10000)
        e.__cause__ = e.__context__ = e
    raise e


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = gradients = (
    update
) = train = plot_losses = compare_predictions = plot_predictions = anything
