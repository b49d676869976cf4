def linear_equation():
    return 0


def forward(*, X):
    return X


class LinearModel:
    pass
