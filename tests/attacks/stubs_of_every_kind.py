"""Has stubs that are modules, types, partials, slots, builtins."""

import functools, math, sys, numpy as np

linear_equation = sys
generate_data = functools.partial(print)
plot_data = classmethod(print)
LinearModel = type
forward = np.ufunc
mse_loss = math.hypot
gradients = divmod
update = globals
train = sys.exit
plot_losses = exec
compare_predictions = staticmethod(vars)
plot_predictions = super
