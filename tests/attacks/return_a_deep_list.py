"""Returns lists in lists, a hundred thousand deep."""

def attack():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
