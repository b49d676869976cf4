"""Returns a text of 100 MB."""

def attack():
    return "x" * (100 << 20)


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
