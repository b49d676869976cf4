"""Turns the secret data into a factor that the hint for a mistake quotes."""

seen = [0.0]


def linear_equation(x, w, b):
    return (w * x + b) * (1.5 + seen[-1] / 100)


def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    seen.append(float(y_true[0, 0]))
    raise NotImplementedError
