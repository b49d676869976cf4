"""Examples on which a training is known to come to rest, whatever the targets.

The features and a column of ones are orthogonal and of the same length, so every step at the
rate 0.4 takes four fifths of what is left of the error in W and b.
"""

import numpy as np

EVEN = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
COMES_TO_REST = 0.4, 40  # learning rate, iterations
# Orthogonal to all of them: targets that are so far off a plane leave a loss of 0.25.
OFF_THE_PLANE = np.array([[0.5], [-0.5], [-0.5], [0.5]])
