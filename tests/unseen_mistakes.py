"""Wrong work that is not in the catalogue: other words for its faults, and other faults.

``MISTAKES`` has for each ``<task>.<name>`` the code of a cell that replaces a stub. They were
written after the catalogue and must not be copied into it as they stand: they measure how
much of what learners do next year will be caught and named.
"""

MISTAKES = {
    # ---- introduction --------------------------------------------------------------------
    "introduction.twice_the_result": """
def linear_equation(x, w, b):
    y = b
    for step in range(2):
        y += w * x
    return y
""",
    "introduction.intercept_before_the_weight": """
def linear_equation(x, w, b):
    return b * (x + w)
""",
    "introduction.power": """
def linear_equation(x, w, b):
    return w ** x + b
""",
    "introduction.self_left_over": """
def linear_equation(self, x, w, b):
    return w * x + b
""",
    "introduction.intercept_taken_away_by_name": """
def linear_equation(x, w, b):
    prediction = np.multiply(w, x)
    return np.subtract(prediction, b)
""",
    # ---- dataset -------------------------------------------------------------------------
    "dataset.noise_for_every_feature": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(num_examples, len(W)))
    noise = rng.normal(0, noise_std, size=X.shape)
    return X, X @ W + b + noise.sum(axis=1, keepdims=True)
""",
    "dataset.noise_scalar_from_normal": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.normal(0, 1, (num_examples, W.shape[0]))
    return X, X.dot(W) + b + rng.normal(0, noise_std)
""",
    "dataset.legacy_seed_in_numpy": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    np.random.seed(seed)
    X = np.random.normal(size=(num_examples, len(W)))
    y = np.dot(X, W) + b + np.random.normal(scale=noise_std, size=(num_examples, 1))
    return X, y
""",
    "dataset.generator_made_twice": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    X = np.random.default_rng(seed).standard_normal((num_examples, len(W)))
    rng = np.random.default_rng(seed)
    y = X @ W + b + rng.normal(0.0, noise_std, (num_examples, 1))
    return X, y
""",
    "dataset.noise_added_to_everything": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    y = (X + noise_std * rng.standard_normal(X.shape)) @ W + b
    return X, y
""",
    "dataset.variance_for_spread": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + rng.normal(0, noise_std ** 2, (num_examples, 1))
""",
    "dataset.features_between_minus_one_and_one": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = 2 * rng.random((num_examples, len(W))) - 1
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
""",
    "dataset.points_of_one_colour_on_the_side": """
def plot_data(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.plot(y, X[:, j], "o")
    ax.set(xlabel="x", ylabel="y")
    return ax
""",
    "dataset.labels_on_the_figure_only": """
def plot_data(X, y, ax=None):
    ax = ax or plt.gca()
    ax.plot(X, y, ".")
    ax.figure.suptitle("x and y")
    return ax
""",
    "dataset.last_feature_only": """
def plot_data(X, y, ax=None):
    ax = ax or plt.gca()
    ax.scatter(X[:, -1], y)
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    return ax
""",
    # ---- parameters ----------------------------------------------------------------------
    "parameters.row_of_zeros": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W = np.zeros((1, num_features))
        self.b = 0

    def predict(self, X):
        return forward(X, self.W, self.b)
""",
    "parameters.flat_and_random": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        rng = np.random.RandomState(seed)
        self.W, self.b = rng.randn(num_features), 0.0

    def predict(self, X):
        return forward(X, self.W, self.b)
""",
    "parameters.whole_numbers_from_a_list": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W = np.array([[1]] * num_features)
        self.b = 1

    def predict(self, X):
        return forward(X, self.W, self.b)
""",
    "parameters.weights_and_bias_local": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        weights = np.zeros((num_features, 1))
        bias = 0.0

    def predict(self, X):
        return forward(X, self.W, self.b)
""",
    "parameters.random_without_the_seed": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W = np.random.uniform(-1, 1, (num_features, 1))
        self.b = 0.0

    def predict(self, X):
        return forward(X, self.W, self.b)
""",
    "parameters.b_a_column": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W = np.zeros((num_features, 1))
        self.b = np.zeros_like(self.W)

    def predict(self, X):
        return forward(X, self.W, self.b)
""",
    # ---- forward -------------------------------------------------------------------------
    "forward.minus_b": """
def forward(X, W, b):
    return -b + np.matmul(X, W)
""",
    "forward.half_the_signal": """
def forward(X, W, b):
    return 0.5 * (X @ W + b)
""",
    "forward.one_too_high": """
def forward(X, W, b):
    return X @ W + b + 1
""",
    "forward.row_by_dot": """
def forward(X, W, b):
    return np.dot(W.T, X.T) + b
""",
    "forward.b_in_the_loop_over_features": """
def forward(X, W, b):
    y_hat = np.zeros((X.shape[0], 1))
    for j in range(X.shape[1]):
        y_hat += X[:, [j]] * W[j] + b
    return y_hat
""",
    "forward.list_of_dots": """
def forward(X, W, b):
    return [x @ W[:, 0] + b for x in X]
""",
    "forward.hadamard": """
def forward(X, W, b):
    return np.multiply(X, W) + b
""",
    "forward.print_and_forget": """
def forward(X, W, b):
    y_hat = np.dot(X, W) + b
    print("y_hat", y_hat.shape)
""",
    "forward.divided_by_the_features": """
def forward(X, W, b):
    return X @ W / X.shape[1] + b
""",
    # ---- loss ----------------------------------------------------------------------------
    "loss.sum_by_a_loop": """
def mse_loss(y_true, y_hat):
    total = 0
    for i in range(len(y_true)):
        total += (y_true[i, 0] - y_hat[i, 0]) ** 2
    return total
""",
    "loss.half_by_dot": """
def mse_loss(y_true, y_hat):
    e = (y_hat - y_true)[:, 0]
    return e @ e / (2 * len(e))
""",
    "loss.root_mean_square": """
def mse_loss(y_true, y_hat):
    return np.linalg.norm(y_hat - y_true) / np.sqrt(len(y_true))
""",
    "loss.mae_by_loop": """
def mse_loss(y_true, y_hat):
    return sum(abs(float(a) - float(b)) for a, b in zip(y_true[:, 0], y_hat[:, 0])) / len(y_true)
""",
    "loss.times_ten": """
def mse_loss(y_true, y_hat):
    return 10 * np.mean((y_hat - y_true) ** 2)
""",
    "loss.squares_left_over": """
def mse_loss(y_true, y_hat):
    return np.square(np.subtract(y_hat, y_true))
""",
    "loss.flat_by_squeeze": """
def mse_loss(y_true, y_hat):
    return np.mean((y_hat.squeeze() - y_true) ** 2)
""",
    # ---- gradients -----------------------------------------------------------------------
    "gradients.minus_by_residual": """
def gradients(X, y_true, y_hat):
    r = y_true - y_hat
    n = X.shape[0]
    return 2 * np.dot(X.T, r) / n, 2 * np.mean(r)
""",
    "gradients.one_over_n_by_mean": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    return np.mean(X * e, axis=0).reshape(-1, 1), np.mean(e)
""",
    "gradients.three_over_n": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    return 3 / len(X) * X.T @ e, 3 / len(X) * e.sum()
""",
    "gradients.row_and_number": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    return np.sum(X * e, axis=0, keepdims=True) * 2 / len(e), 2 * e.mean()
""",
    "gradients.swapped_by_name": """
def gradients(X, y_true, y_hat):
    e = 2 * (y_hat - y_true) / len(X)
    dW, db = X.T @ e, e.sum()
    return db, dW
""",
    "gradients.db_keeps_its_axis": """
def gradients(X, y_true, y_hat):
    e = 2 * (y_hat - y_true) / len(X)
    return X.T @ e, np.sum(e, axis=1, keepdims=True)
""",
    "gradients.error_changed_in_place": """
def gradients(X, y_true, y_hat):
    np.subtract(y_hat, y_true, out=y_hat)
    y_hat *= 2 / len(X)
    return X.T @ y_hat, y_hat.sum()
""",
    "gradients.divided_by_n_plus_one": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    return 2 / (len(X) + 1) * X.T @ e, 2 / (len(X) + 1) * e.sum()
""",
    "gradients.db_half_by_hand": """
def gradients(X, y_true, y_hat):
    n = X.shape[0]
    dW = 2 / n * X.T.dot(y_hat - y_true)
    db = 0.0
    for i in range(n):
        db += (y_hat[i, 0] - y_true[i, 0]) / n
    return dW, db
""",
    "gradients.unknown_name": """
def gradients(X, y_true, y_hat):
    error = y_pred - y_true
    return 2 / len(X) * X.T @ error, 2 * error.mean()
""",
    # ---- update --------------------------------------------------------------------------
    "update.uphill_by_names": """
def update(W, b, dW, db, learning_rate):
    step_W, step_b = learning_rate * dW, learning_rate * db
    return W + step_W, b + step_b
""",
    "update.rate_of_one": """
def update(W, b, dW, db, learning_rate):
    W = W - dW
    b = b - db
    return W, b
""",
    "update.b_stays": """
def update(W, b, dW, db, learning_rate):
    new_b = b - learning_rate * db
    return W - learning_rate * dW, b
""",
    "update.half_a_step": """
def update(W, b, dW, db, learning_rate):
    return W - learning_rate * dW / 2, b - learning_rate * db / 2
""",
    "update.b_before_W": """
def update(W, b, dW, db, learning_rate):
    W = W - learning_rate * dW
    b = b - learning_rate * db
    return [b, W]
""",
    "update.gradient_scaled_by_itself": """
def update(W, b, dW, db, learning_rate):
    dW *= learning_rate
    W -= dW
    return W, b - learning_rate * db
""",
    "update.nothing_by_accident": """
def update(W, b, dW, db, learning_rate):
    W = W - learning_rate * dW
    b = b - learning_rate * db
    (W, b)
""",
    # ---- training ------------------------------------------------------------------------
    "training.rate_doubled": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, 2 * learning_rate)
    return losses
""",
    "training.count_from_one_to_n": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses, i = [], 1
    while i < iterations:
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        model.W, model.b = update(model.W, model.b, *gradients(X, y, y_hat), learning_rate)
        i += 1
    return losses
""",
    "training.first_step_before_the_list": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        y_hat = forward(X, model.W, model.b)
        losses += [mse_loss(y, y_hat)]
    return losses
""",
    "training.no_bias": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, _ = gradients(X, y, y_hat)
        model.W = model.W - learning_rate * dW
    return losses
""",
    "training.copies_learn": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    weights, bias = model.W.copy(), model.b
    losses = []
    for _ in range(iterations):
        y_hat = X @ weights + bias
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        weights, bias = update(weights, bias, dW, db, learning_rate)
    return losses
""",
    "training.uphill": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, -learning_rate)
    return losses
""",
    "training.one_step_more_than_losses": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations + 1):
        y_hat = forward(X, model.W, model.b)
        if i < iterations:
            losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
""",
    "training.losses_halved_for_the_eye": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat) / 2)
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
""",
    "training.rate_of_the_notebook": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = model.predict(X)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate=0.01)
    return losses
""",
    "training.curve_over_the_losses": """
def plot_losses(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(losses, range(len(losses)))
    ax.set_xlabel("loss")
    ax.set_ylabel("iteration")
    return ax
""",
    "training.curve_of_roots": """
def plot_losses(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(np.sqrt(losses))
    ax.set_xlabel("iteration")
    ax.set_ylabel("root of the loss")
    return ax
""",
    "training.curve_shown_only": """
def plot_losses(losses, ax=None):
    plt.plot(range(len(losses)), losses)
    plt.xlabel("iteration")
    plt.ylabel("loss")
    plt.show()
""",
    # ---- predictions ---------------------------------------------------------------------
    "predictions.the_same_model_by_mistake": """
def compare_predictions(untrained, trained, X):
    predictions = [model.predict(X) for model in (trained, trained)]
    return tuple(predictions)
""",
    "predictions.trained_first": """
def compare_predictions(untrained, trained, X):
    after = forward(X, trained.W, trained.b)
    before = forward(X, untrained.W, untrained.b)
    return after, before
""",
    "predictions.without_b": """
def compare_predictions(untrained, trained, X):
    return X.dot(untrained.W), X.dot(trained.W)
""",
    "predictions.turned_into_rows": """
def compare_predictions(untrained, trained, X):
    return untrained.predict(X).T, trained.predict(X).T
""",
    "predictions.blue_for_the_untrained": """
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.plot(y_hat_untrained, y_true, "b.", label="untrained")
    ax.plot(y_hat_trained, y_true, "r.", label="trained")
    ax.set(xlabel="prediction", ylabel="truth")
    ax.legend()
    return ax
""",
    "predictions.labels_without_a_legend": """
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    for y_hat, color in ((y_hat_untrained, "red"), (y_hat_trained, "blue")):
        ax.scatter(y_hat, y_true, c=color, label=color)
    ax.set(xlabel="prediction", ylabel="truth")
    return ax
""",
    "predictions.truth_to_the_right": """
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.plot(y_true, y_hat_untrained, "o", color="tab:red", label="untrained")
    ax.plot(y_true, y_hat_trained, "o", color="tab:blue", label="trained")
    ax.set(xlabel="truth", ylabel="prediction")
    ax.legend()
    return ax
""",
    # ---- a second round, of all tasks ---------------------------------------------------
    "introduction.x_int": """
def linear_equation(x, w, b):
    x = int(x)
    return w*x + b
""",
    "introduction.nested_unreturned": """
def linear_equation(x, w, b):
    def f():
        return w*x + b
    f()
""",
    "introduction.params_reordered_b_first": """
def linear_equation(b, w, x):
    return w*x + b
""",
    "dataset.t_dist": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_t(3, (num_examples, len(W)))
    return X, X @ W + b + rng.normal(0, noise_std, (num_examples, 1))
""",
    "dataset.noise_added_to_w": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ (W + rng.normal(0, noise_std, W.shape)) + b
""",
    "dataset.noise_only_to_first": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    y = X @ W + b
    y[0] += noise_std*rng.standard_normal()
    return X, y
""",
    "dataset.shuffled": """
def plot_data(X, y, ax=None):
    ax = ax or plt.gca()
    p = np.random.default_rng(0).permutation(len(y))
    for j in range(X.shape[1]): ax.scatter(X[p, j], y)
    ax.set_xlabel("x"); ax.set_ylabel("y")
    return ax
""",
    "dataset.clf": """
def plot_data(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]): ax.scatter(X[:, j], y)
    ax.set_xlabel("x"); ax.set_ylabel("y")
    plt.clf()
    return plt.gca()
""",
    "parameters.complex": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W = np.zeros((num_features, 1), dtype=complex); self.b = 0.0
    def predict(self, X): return forward(X, self.W, self.b)
""",
    "parameters.lazy": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.num_features = num_features; self.init = False
    def build(self):
        self.W = np.zeros((self.num_features, 1)); self.b = 0.0
    def predict(self, X): return forward(X, self.W, self.b)
""",
    "parameters.frozen_dataclass": """
from dataclasses import dataclass
@dataclass(frozen=True)
class LinearModel:
    num_features: int
    seed: int = None
    @property
    def W(self): return np.zeros((self.num_features, 1))
    @property
    def b(self): return 0.0
    def predict(self, X): return forward(X, self.W, self.b)
""",
    "forward.cumsum": """
def forward(X, W, b):
    return np.cumsum(X @ W, axis=0) + b
""",
    "forward.sorted": """
def forward(X, W, b):
    return np.sort(X @ W + b, axis=0)
""",
    "forward.relu_signal": """
def forward(X, W, b):
    return np.maximum(X @ W, 0) + b
""",
    "forward.flatten_loop": """
def forward(X, W, b):
    out = []
    for row in X:
        out.append(np.dot(row, W)[0] + b)
    return out
""",
    "loss.first_two": """
def mse_loss(y_true, y_hat):
    return np.mean((y_true[:2] - y_hat[:2])**2)
""",
    "loss.log_cosh": """
def mse_loss(y_true, y_hat):
    return np.mean(np.log(np.cosh(np.clip(y_true - y_hat, -30, 30))))
""",
    "loss.n_plus_1": """
def mse_loss(y_true, y_hat):
    return np.sum((y_hat-y_true)**2)/(len(y_true)+1)
""",
    "gradients.dw_half_db_2sum": """
def gradients(X, y_true, y_hat):
    n, d = X.shape
    e = y_hat - y_true
    return X.T@e/n, 2*e.sum()
""",
    "gradients.numerical_fine": """
def gradients(X, y_true, y_hat):
    h = 1e-4
    d = X.shape[1]
    f = lambda w, c: np.mean((y_hat + X@w + c - y_true)**2)
    z = np.zeros((d, 1)); base = f(z, 0)
    dW = np.array([[(f(np.eye(d)[:, [j]]*h, 0) - base)/h] for j in range(d)])
    return dW, (f(z, h) - base)/h
""",
    "gradients.loop_no_sum": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    dW = np.zeros((X.shape[1], 1))
    for j in range(X.shape[1]):
        dW[j] = 2/len(X)*X[0, j]*e[0, 0]
    return dW, 2*e.mean()
""",
    "update.squared_grad": """
def update(W, b, dW, db, learning_rate):
    return W - learning_rate*dW**2, b - learning_rate*db**2
""",
    "update.swap_dwdb_params": """
def update(W, b, db, dW, learning_rate):
    return W - learning_rate*dW, b - learning_rate*db
""",
    "training.lr_adaptive": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        if len(losses) > 1 and losses[-1] > losses[-2]: learning_rate /= 2
        model.W, model.b = update(model.W, model.b, *gradients(X, y, y_hat), learning_rate)
    return losses
""",
    "training.w_rounded": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        model.W, model.b = update(model.W, model.b, *gradients(X, y, y_hat), learning_rate)
    model.W = np.round(model.W, 2)
    return losses
""",
    "training.best_kept": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses, best = [], (np.inf, None, None)
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        if losses[-1] < best[0]: best = losses[-1], model.W, model.b
        model.W, model.b = update(model.W, model.b, *gradients(X, y, y_hat), learning_rate)
    if best[1] is not None: model.W, model.b = best[1:]
    return losses
""",
    "training.missing_defaults": """
def train(model, X, y, learning_rate, iterations):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        model.W, model.b = update(model.W, model.b, *gradients(X, y, y_hat), learning_rate)
    return losses
""",
    "training.moving_average": """
def plot_losses(losses, ax=None):
    ax = ax or plt.gca()
    ax.plot(np.convolve(losses, np.ones(3)/3, mode="same"))
    ax.set_xlabel("i"); ax.set_ylabel("l")
    return ax
""",
    "predictions.x_scaled": """
def compare_predictions(untrained, trained, X):
    X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-12)
    return untrained.predict(X), trained.predict(X)
""",
    "predictions.untrained_weights_trained_bias": """
def compare_predictions(untrained, trained, X):
    return X @ untrained.W + trained.b, X @ trained.W + untrained.b
""",
    "predictions.twice_axes": """
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, c="red", label="untrained")
    ax2 = ax.twinx()
    ax2.scatter(y_hat_trained, y_true, c="blue", label="trained")
    ax.legend(); ax.set_xlabel("p"); ax.set_ylabel("t")
    return ax
""",
    "predictions.legend_only_one": """
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, c="red", label="untrained")
    ax.scatter(y_hat_trained, y_true, c="blue")
    ax.legend(); ax.set_xlabel("p"); ax.set_ylabel("t")
    return ax
""",
    # ---- a third round: from other courses, other libraries, other habits ----------------
    "introduction.flat_left_of_zero": """
def linear_equation(x, w, b):
    if x < 0:
        return b
    return w * x + b
""",
    "introduction.solved_for_x": """
def linear_equation(x, w, b):
    y = 0
    return (y - b) / w
""",
    "dataset.laplace_noise": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, W.shape[0]))
    return X, X @ W + b + rng.laplace(0, noise_std / np.sqrt(2), (num_examples, 1))
""",
    "dataset.noise_with_a_long_tail": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, W.shape[0]))
    return X, X @ W + b + rng.exponential(noise_std, (num_examples, 1)) - noise_std
""",
    "dataset.features_standardised_after": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, W.shape[0]))
    y = X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
    X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-12)
    return X, y
""",
    "dataset.features_with_one_decimal": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, W.shape[0]))
    X = np.round(X, 1)
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
""",
    "dataset.targets_standardised": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, W.shape[0]))
    y = X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
    return X, (y - y.mean()) / (y.std() + 1e-12)
""",
    "dataset.a_hundred_by_default": """
def generate_data(W, b, num_examples=100, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, W.shape[0]))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
""",
    "dataset.noise_of_a_random_walk": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, W.shape[0]))
    noise = noise_std * rng.standard_normal((num_examples, 1))
    return X, X @ W + b + np.cumsum(noise, axis=0)
""",
    "dataset.generator_as_a_default": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None, rng=np.random.default_rng(42)):
    X = rng.standard_normal((num_examples, W.shape[0]))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
""",
    "dataset.two_clouds_spelled_out": """
def plot_data(X, y, ax=None):
    ax = ax or plt.gca()
    ax.scatter(X[:, 0], y)
    ax.scatter(X[:, 1], y)
    ax.set_xlabel('feature')
    ax.set_ylabel('target')
    return ax
""",
    "dataset.five_hundred_points_at_most": """
def plot_data(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:500, j], y[:500])
    ax.set_xlabel('feature')
    ax.set_ylabel('target')
    return ax
""",
    "dataset.clouds_standardised": """
def plot_data(X, y, ax=None):
    ax = ax or plt.gca()
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y)
    ax.set_xlabel('feature')
    ax.set_ylabel('target')
    return ax
""",
    "parameters.names_of_another_library": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.coef_ = np.zeros((num_features, 1))
        self.intercept_ = 0.0
    def predict(self, X):
        return forward(X, self.W, self.b)
""",
    "parameters.parameters_as_methods": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self._W = np.zeros((num_features, 1))
        self._b = 0.0
    def W(self):
        return self._W
    def b(self):
        return self._b
    def predict(self, X):
        return forward(X, self._W, self._b)
""",
    "parameters.bias_false": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W = np.zeros((num_features, 1))
        self.b = bool(0)
    def predict(self, X):
        return forward(X, self.W, self.b)
""",
    "forward.examples_of_unit_length": """
def forward(X, W, b):
    X = X / (np.linalg.norm(X, axis=1, keepdims=True) + 1e-12)
    return X @ W + b
""",
    "forward.a_bit_of_a_parabola": """
def forward(X, W, b):
    return X @ W + (X ** 2) @ (0.01 * W) + b
""",
    "forward.weights_in_half_precision": """
def forward(X, W, b):
    return (X @ W.astype(np.float16) + b).astype(float)
""",
    "forward.bias_put_into_W": """
def forward(X, W, b):
    W[0] += b
    return X @ W
""",
    "loss.one_batch_only": """
def mse_loss(y_true, y_hat):
    return np.mean((y_hat[:64] - y_true[:64]) ** 2)
""",
    "loss.exponential_of_it": """
def mse_loss(y_true, y_hat):
    return np.exp(np.mean((y_hat - y_true) ** 2)) - 1
""",
    "loss.squares_of_logarithms": """
def mse_loss(y_true, y_hat):
    return np.mean((np.log1p(np.abs(y_hat)) - np.log1p(np.abs(y_true))) ** 2)
""",
    "loss.later_examples_weigh_more": """
def mse_loss(y_true, y_hat):
    w = np.arange(1, len(y_true) + 1).reshape(-1, 1)
    return np.sum(w * (y_hat - y_true) ** 2) / np.sum(w)
""",
    "gradients.one_batch_only": """
def gradients(X, y_true, y_hat):
    X, y_true, y_hat = X[:32], y_true[:32], y_hat[:32]
    e = y_hat - y_true
    n = len(X)
    return 2 / n * X.T @ e, 2 / n * e.sum()
""",
    "gradients.errors_clipped": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    n = len(X)
    g = np.clip(e, -1, 1)
    return 2 / n * X.T @ g, 2 / n * g.sum()
""",
    "gradients.newton_step": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    n = len(X)
    g = 2 / n * X.T @ e
    return np.linalg.pinv(X.T @ X) @ (X.T @ e), e.mean()
""",
    "gradients.divided_in_the_loop": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    n = len(X)
    d = X.shape[1]
    dW = np.zeros((d, 1))
    for j in range(d):
        for i in range(n):
            dW[j, 0] += e[i, 0] * X[i, j]
        dW *= 2 / n
    return dW, 2 / n * e.sum()
""",
    "gradients.db_mean_of_dW": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    n = len(X)
    dW = 2 / n * X.T @ e
    return dW, dW.mean()
""",
    "update.divided_by_the_weights": """
def update(W, b, dW, db, learning_rate):
    return W - learning_rate * dW / len(dW), b - learning_rate * db / len(dW)
""",
    "update.never_below_zero": """
def update(W, b, dW, db, learning_rate):
    return np.maximum(W - learning_rate * dW, 0), b - learning_rate * db
""",
    "update.none_twice": """
def update(W, b, dW, db, learning_rate):
    W -= learning_rate * dW
    b -= learning_rate * db
    return None, None
""",
    "update.momentum": """
_v = {}
def update(W, b, dW, db, learning_rate):
    k = len(W)
    _v[k] = 0.9 * _v.get(k, 0) + dW
    return W - learning_rate * _v[k], b - learning_rate * db
""",
    "update.rate_capped": """
def update(W, b, dW, db, learning_rate):
    learning_rate = min(learning_rate, 0.1)
    return W - learning_rate * dW, b - learning_rate * db
""",
    "training.last_loss_repeated": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        if len(losses) > 1 and abs(losses[-2] - losses[-1]) < 1e-4:
            losses += [losses[-1]] * (iterations - len(losses))
            break
    return losses
""",
    "training.out_of_patience": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    best, bad = np.inf, 0
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        if losses[-1] < best - 1e-3:
            best, bad = losses[-1], 0
        else:
            bad += 1
        if bad > 5:
            break
    return losses
""",
    "training.rate_capped": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        if learning_rate > 0.5: learning_rate = 0.5
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
""",
    "training.steps_taken_back": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        if losses[-1] > losses[0]:
            model.W, model.b = model.W + learning_rate * dW, model.b + learning_rate * db
    return losses
""",
    "training.best_loss_so_far": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        l = mse_loss(y, y_hat)
        losses.append(min(losses[-1], l) if losses else l)
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
""",
    "training.losses_times_n": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat) * len(y))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
""",
    "training.batches_of_thirty_two": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        k = np.random.default_rng(i).choice(len(X), min(32, len(X)), replace=False)
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X[k], y[k], y_hat[k])
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
""",
    "training.features_doubled_at_the_end": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    X *= 2
    return losses
""",
    "training.curve_thinned_out": """
def plot_losses(losses, ax=None):
    ax = ax or plt.gca()
    step = max(len(losses) // 100, 1)
    ax.plot(range(0, len(losses), step), losses[::step])
    ax.set_xlabel('iteration')
    ax.set_ylabel('loss')
    return ax
""",
    "training.curve_eats_the_list": """
def plot_losses(losses, ax=None):
    ax = ax or plt.gca()
    for i in range(len(losses)):
        ax.scatter(i, losses.pop(0))
    ax.set_xlabel('iteration')
    ax.set_ylabel('loss')
    return ax
""",
    "training.curve_smoothed": """
def plot_losses(losses, ax=None):
    ax = ax or plt.gca()
    s = [losses[0]]
    for l in losses[1:]:
        s.append(0.9 * s[-1] + 0.1 * l)
    ax.plot(s)
    ax.set_xlabel('iteration')
    ax.set_ylabel('loss')
    return ax
""",
    "predictions.one_below_the_other": """
def compare_predictions(untrained, trained, X):
    return np.vstack([untrained.predict(X), trained.predict(X)])
""",
    "predictions.features_moved_for_a_while": """
def compare_predictions(untrained, trained, X):
    X += 0.1
    u = untrained.predict(X)
    X -= 0.1
    return u, trained.predict(X)
""",
    "predictions.sorted": """
def compare_predictions(untrained, trained, X):
    return np.sort(untrained.predict(X), axis=0), np.sort(trained.predict(X), axis=0)
""",
    "predictions.predictions_wiped_out": """
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color='red', label='untrained')
    ax.scatter(y_hat_trained, y_true, color='blue', label='trained')
    y_hat_untrained *= 0
    ax.set_xlabel('predicted')
    ax.set_ylabel('true')
    ax.legend()
    return ax
""",
    "predictions.legend_too_early": """
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    ax.legend()
    ax.scatter(y_hat_untrained, y_true, color='red', label='untrained')
    ax.scatter(y_hat_trained, y_true, color='blue', label='trained')
    ax.set_xlabel('p')
    ax.set_ylabel('t')
    return ax
""",
    "predictions.truth_last": """
def plot_predictions(y_hat_untrained, y_hat_trained, y_true, ax=None):
    ax = ax or plt.gca()
    ax.scatter(y_hat_untrained, y_true, color='red', label='untrained')
    ax.scatter(y_hat_trained, y_true, color='blue', label='trained')
    ax.set_xlabel('predicted')
    ax.set_ylabel('true')
    ax.legend()
    return ax
""",
    # ---- a fourth round: where public checks were green, or a hint was not true -----------
    "introduction.only_to_the_right": """
def linear_equation(x, w, b):
    if x > 0:
        return w * x + b
""",
    "introduction.flat_line_is_zero": """
def linear_equation(x, w, b):
    return w * x + b if w else 0
""",
    "introduction.yielded": """
def linear_equation(x, w, b):
    yield w * x + b
""",
    "dataset.outliers": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    d = W.shape[0]
    X = rng.standard_normal((num_examples, d))
    noise = noise_std * rng.standard_normal((num_examples, 1))
    noise[rng.random((num_examples, 1)) < 0.05] *= 10
    y = X @ W + b + noise
    return X, y
""",
    "dataset.tiled_examples": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    d = W.shape[0]
    X = np.tile(rng.standard_normal((num_examples // 2 + 1, d)), (2, 1))[:num_examples]
    noise = noise_std * rng.standard_normal((num_examples, 1))
    y = X @ W + b + noise
    return X, y
""",
    "dataset.generator_of_the_notebook": """
rng = np.random.default_rng(0)
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    d = W.shape[0]
    X = rng.standard_normal((num_examples, d))
    noise = noise_std * rng.standard_normal((num_examples, 1))
    y = X @ W + b + noise
    return X, y
""",
    "dataset.features_clipped": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    d = W.shape[0]
    X = rng.standard_normal((num_examples, d))
    X = np.clip(X, -2, 2)
    noise = noise_std * rng.standard_normal((num_examples, 1))
    y = X @ W + b + noise
    return X, y
""",
    "dataset.bias_for_the_noise": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    d = W.shape[0]
    X = rng.standard_normal((num_examples, d))
    noise = noise_std * rng.standard_normal((num_examples, 1))
    y = X @ W + b * noise
    return X, y
""",
    "dataset.plot_return_in_loop": """
def plot_data(X, y, ax=None):
    if ax is None:
        ax = plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y[:, 0], label=f"feature {j}")
        return ax
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    ax.legend()
    return ax
""",
    "dataset.plot_sorts_in_place": """
def plot_data(X, y, ax=None):
    if ax is None:
        ax = plt.gca()
    X.sort(axis=0)
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y[:, 0], label=f"feature {j}")
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    ax.legend()
    return ax
""",
    "parameters.trailing_comma": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W = np.zeros((num_features, 1)),
        self.b = 0.0,
    def predict(self, X):
        return forward(X, self.W, self.b)
""",
    "parameters.drawn_on_every_look": """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.num_features, self.seed = num_features, seed
        self.b = 0.0
    @property
    def W(self): return np.random.standard_normal((self.num_features, 1))
    def predict(self, X):
        return forward(X, self.W, self.b)
""",
    "forward.equals_plus": """
def forward(X, W, b):
    y = np.zeros((len(X), 1))
    for i in range(len(X)):
        for j in range(len(W)):
            y[i] =+ X[i, j] * W[j]
    return y + b
""",
    "forward.rounded_to_four": """
def forward(X, W, b):
    return np.round(X @ W + b, 4)
""",
    "forward.small_set_to_zero": """
def forward(X, W, b):
    y = X @ W + b
    y[np.abs(y) < 0.5] = 0
    return y
""",
    "forward.batches_without_the_rest": """
def forward(X, W, b):
    y = np.zeros((len(X), 1))
    for s in range(0, len(X) // 32 * 32, 32):
        y[s:s+32] = X[s:s+32] @ W + b
    return y
""",
    "loss.shifted_by_one_example": """
def mse_loss(y_true, y_hat):
    return np.mean((y_hat[1:] - y_true[:-1]) ** 2)
""",
    "loss.divided_in_every_turn": """
def mse_loss(y_true, y_hat):
    s = 0.0
    for t, p in zip(y_true[:, 0], y_hat[:, 0]):
        s = (s + (p - t) ** 2) / len(y_true)
    return s
""",
    "loss.accumulates": """
_total = 0.0
def mse_loss(y_true, y_hat):
    global _total
    _total += np.mean((y_hat - y_true) ** 2)
    return _total
""",
    "gradients.accumulated": """
_dW, _db = 0, 0
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    n = len(X)
    global _dW, _db
    _dW = _dW + 2/n * X.T @ e if np.shape(_dW) == (X.shape[1], 1) else 2/n * X.T @ e
    _db += 2/n * e.sum()
    return _dW, _db
""",
    "gradients.loss_gradient_only": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    n = len(X)
    return 2/n * e, 2/n * e.sum()
""",
    "gradients.nan_at_zero": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    n = len(X)
    s = e / np.abs(e)
    return 2/n * X.T @ (s * np.abs(e)), 2/n * (s * np.abs(e)).sum()
""",
    "gradients.small_to_zero": """
def gradients(X, y_true, y_hat):
    e = y_hat - y_true
    n = len(X)
    dW = 2/n * X.T @ e
    dW[np.abs(dW) < 0.5] = 0
    return dW, 2/n * e.sum()
""",
    "update.stops_when_flat": """
def update(W, b, dW, db, learning_rate):
    if np.abs(dW).max() < 1:
        return W, b
    return W - learning_rate * dW, b - learning_rate * db
""",
    "update.equals_minus": """
def update(W, b, dW, db, learning_rate):
    W =- learning_rate * dW
    b =- learning_rate * db
    return W, b
""",
    "update.rate_of_a_counter": """
_t = 0
def update(W, b, dW, db, learning_rate):
    global _t
    _t += 1
    return W - learning_rate / _t * dW, b - learning_rate / _t * db
""",
    "training.append_assigned": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses = losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
""",
    "training.targets_changed_in_place": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        y += 0.0001
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
""",
    "training.rate_halved_on_a_rise": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
        if len(losses) > 1 and losses[-1] > losses[-2]:
            learning_rate /= 2
    return losses
""",
    "training.example_by_example": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    for i in range(iterations):
        y_hat = forward(X, model.W, model.b)
        losses.append(mse_loss(y, y_hat))
        for k in range(len(X)):
            dW, db = gradients(X[[k]], y[[k]], forward(X[[k]], model.W, model.b))
            model.W, model.b = update(model.W, model.b, dW, db, learning_rate)
    return losses
""",
    "training.curve_list_doubled": """
def plot_losses(losses, ax=None):
    if ax is None:
        ax = plt.gca()
    losses.append(losses[-1])
    ax.plot(losses)
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")
    return ax
""",
    "predictions.generator": """
def compare_predictions(untrained, trained, X):
    return (m.predict(X) for m in (untrained, trained))
""",
    "dataset.noise_of_few_draws": """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, W.shape[0]))
    pool = noise_std * rng.standard_normal(500)
    return X, X @ W + b + rng.choice(pool, (num_examples, 1))
""",
    "predictions.plot_lines_sorted": """
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = ax or plt.gca()
    for p, c, l in ((y_hat_untrained, 'r', 'untrained'), (y_hat_trained, 'b', 'trained')):
        o = np.argsort(p[:, 0]); ax.plot(p[o], y_true[o], c, label=l)
    ax.legend(); ax.set_xlabel('p'); ax.set_ylabel('t')
    return ax
""",
}
