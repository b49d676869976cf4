def linear_еquation(x, w, b):
    return w * x + b
