"""What random draws have in common, whoever drew them."""

import numpy as np


def kurtosis(draws):
    """How much of the spread lies far out: 3 for a normal distribution, 0 without any spread."""
    draws = draws - draws.mean()
    return (draws**4).mean() / max((draws**2).mean() ** 2, 1e-12)


def echo(draws):
    """How far the second half tells of the first, forwards or backwards: 1 for a repetition."""
    half = len(draws) // 2
    first, second = draws[:half], draws[-half:]
    return max(abs(correlation(first, other)) for other in (second, second[::-1]))


def correlation(one, other):
    """Pearson's correlation, 0 where one of the two is constant."""
    one, other = one - one.mean(), other - other.mean()
    scale = np.sqrt((one**2).sum() * (other**2).sum())
    return float((one * other).sum() / scale) if scale > 0 else 0.0
