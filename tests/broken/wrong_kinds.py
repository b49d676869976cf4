linear_equation = 7
forward = "text"
LinearModel = None
train = []
gradients = {}
