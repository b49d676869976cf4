"""Gives back generators, coroutines, awaitables, iterators."""


async def forward(X, W, b):
    return X @ W + b


def mse_loss(y_true, y_hat):
    while True:
        yield 1.0


async def gradients(X, y_true, y_hat):
    yield X


update = iter([1, 2, 3])
train = (x for x in range(3))
linear_equation = property(lambda s: 1)


class plot_data:
    pass
