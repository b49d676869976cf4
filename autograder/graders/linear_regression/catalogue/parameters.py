"""Task 3, the parameters: how a model's start goes wrong, and how else it goes right.

A class here that extends ``LinearModel`` keeps the ``predict`` that the stub gives.
"""

import numpy as np

from autograder.catalogue import mistake, mistake_source, variant, variant_source
from reference.linear_regression import LinearModel, forward  # noqa: F401 - for texts below


@mistake("LinearModel", caught_by="W_has_one_row_per_feature", common=3,
         hint="Write the shapes of X and W side by side: which inner sizes must match?")
class weights_in_a_row(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((1, num_features))
        self.b = 0.0


@mistake("LinearModel", caught_by="W_has_one_row_per_feature",
         hint="Can an integer array hold 0.25?")
class integer_weights(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).integers(-2, 3, (num_features, 1))
        self.b = 0.0


@mistake("LinearModel", caught_by="W_has_one_row_per_feature",
         hint="Zeros are a fine start, but of which dtype are yours? "
              "Can they become 0.25 in training?")
class integer_zeros(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.zeros((num_features, 1), dtype=int)
        self.b = 0.0


@mistake("LinearModel", caught_by="W_has_one_row_per_feature", common=2,
         hint="How many weights does a model with three features need?")
class one_weight_for_all(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal()
        self.b = 0.0


@mistake("LinearModel", caught_by="W_has_one_row_per_feature", common=3,
         hint="Print W.shape. Is W a column, with a second axis?")
class flat_weights(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal(num_features)
        self.b = 0.0


@mistake("LinearModel", caught_by="W_has_one_row_per_feature",
         hint="Can a Python list be multiplied with a matrix? What type is your W?")
class weights_as_list(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1)).tolist()
        self.b = 0.0


@mistake("LinearModel", caught_by="W_has_one_row_per_feature",
         hint="How many outputs does each prediction have? Your W has room for more.")
class square_weights(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, num_features))
        self.b = 0.0


@mistake("LinearModel", caught_by="W_has_one_row_per_feature", common=2,
         hint="Build a model with five features. How many weights does it get?")
class two_features_built_in(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((2, 1))
        self.b = 0.0


@mistake("LinearModel", caught_by="W_has_one_row_per_feature",
         hint="The intercept has an attribute of its own. For what is the last row of your W?")
class extra_row_for_the_intercept(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features + 1, 1))
        self.b = 0.0


@mistake("LinearModel", caught_by="W_has_one_row_per_feature",
         hint="The number of features is a size, not a value. What is inside your W?")
class number_of_features_as_weights(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = num_features
        self.b = 0.0


@mistake("LinearModel", caught_by="W_has_one_row_per_feature",
         hint="Print W. Can a number be calculated from what is in it?")
class weights_not_a_number(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.full((num_features, 1), np.nan)
        self.b = 0.0


@mistake("LinearModel", caught_by="b_is_one_number", common=2,
         hint="How many intercepts does one line have?")
class one_intercept_per_example(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = np.zeros((1000, 1))


@mistake("LinearModel", caught_by="b_is_one_number", common=2,
         hint="Each feature has a weight of its own. Has each one an intercept, too?")
class one_intercept_per_feature(LinearModel):
    def __init__(self, num_features, seed=None):
        rng = np.random.default_rng(seed)
        self.W = rng.standard_normal((num_features, 1))
        self.b = rng.standard_normal((num_features, 1))


@mistake("LinearModel", caught_by="b_is_one_number",
         hint="Look at the brackets around b. Can you add it to a number?")
class intercept_in_a_list(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = [0.0]


@mistake("LinearModel", caught_by="has_W_and_b",
         hint="Can you calculate with what b holds at the start?")
class intercept_without_a_value(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = None


@mistake("LinearModel", caught_by="b_is_one_number",
         hint="Print b. Is it a number that training can start from?")
class intercept_not_a_number(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = float("nan")


@mistake("LinearModel", caught_by="has_W_and_b", common=3,
         hint="Where does W live after __init__ has returned?")
class weights_without_self(LinearModel):
    def __init__(self, num_features, seed=None):
        W = np.random.default_rng(seed).standard_normal((num_features, 1))
        b = 0.0
        print(W.shape, b)


@mistake("LinearModel", caught_by="has_W_and_b", common=2,
         hint="A model has two kinds of parameters. Which one is still missing?")
class intercept_missing(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))


@mistake("LinearModel", caught_by="has_W_and_b",
         hint="A model has two kinds of parameters. Which one is still missing?")
class weights_missing(LinearModel):
    def __init__(self, num_features, seed=None):
        self.b = 0.0


@mistake("LinearModel", caught_by="has_W_and_b", common=2,
         hint="Python tells capital letters from small ones. "
              "Under which name do the other tasks look for the weights?")
class small_letter_for_W(LinearModel):
    def __init__(self, num_features, seed=None):
        self.w = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = 0.0


@mistake("LinearModel", caught_by="has_W_and_b",
         hint="Good names, but under which ones do the other tasks look for the parameters?")
class other_names(LinearModel):
    def __init__(self, num_features, seed=None):
        self.weights = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.bias = 0.0


@mistake("LinearModel", caught_by="has_W_and_b", common=2,
         hint="Python hands the new model to __init__ as its first argument. "
              "Which name catches it in yours?")
class self_missing(LinearModel):
    def __init__(num_features, seed=None):
        W = np.random.default_rng(seed).standard_normal((num_features, 1))
        print(W)


@mistake("LinearModel", caught_by="has_W_and_b", common=2,
         hint="__init__ fills in the model that is there already. May it hand something back?")
class parameters_returned_from_init(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = 0.0
        return self.W, self.b


@mistake("LinearModel", caught_by="same_seed_same_start", common=3,
         hint="Make two models with seed=0. Should they start in the same place?")
class seed_never_used(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng().standard_normal((num_features, 1))
        self.b = 0.0


@mistake("LinearModel", caught_by="same_seed_same_start", common=2,
         hint="Make two models with seed=0 and print both b. Which generator draws yours?")
class intercept_drawn_without_the_seed(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = np.random.default_rng().standard_normal()


@mistake("LinearModel", caught_by="same_seed_same_start",
         hint="Your generator is made from the clock. What is the seed for?")
class seeded_by_the_clock(LinearModel):
    def __init__(self, num_features, seed=None):
        import time
        rng = np.random.default_rng(time.perf_counter_ns())
        self.W = rng.standard_normal((num_features, 1))
        self.b = 0.0


mistake_source("LinearModel", "one_generator_for_all_models", """
rng = np.random.default_rng(0)

class LinearModel(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = rng.standard_normal((num_features, 1))
        self.b = 0.0
""", caught_by="same_seed_same_start", common=2,
    hint="Your generator is made once, for all models. Where does the second one start, "
         "although its seed is the same?")


mistake_source("LinearModel", "parameters_on_the_class", """
class LinearModel(LinearModel):
    def __init__(self, num_features, seed=None):
        LinearModel.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        LinearModel.b = 0.0
""", caught_by="models_keep_their_own_parameters", common=2,
    hint="Make two models and print the W of the first one again. Whose W is it now?")


@mistake("LinearModel", caught_by="models_keep_their_own_parameters",
         hint="Training will write model.W = … and model.b = …. What happens in your class when "
              "somebody does that?")
class parameters_cannot_be_set(LinearModel):
    def __init__(self, num_features, seed=None):
        self._W, self._b = np.zeros((num_features, 1)), 0.0

    @property
    def W(self):
        return self._W

    @property
    def b(self):
        return self._b


mistake_source("LinearModel", "parameters_in_a_shared_dictionary", """
class LinearModel(LinearModel):
    parameters = {}

    def __init__(self, num_features, seed=None):
        self.parameters["W"] = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.parameters["b"] = 0.0

    @property
    def W(self):
        return self.parameters["W"]

    @W.setter
    def W(self, value):
        self.parameters["W"] = value

    @property
    def b(self):
        return self.parameters["b"]

    @b.setter
    def b(self, value):
        self.parameters["b"] = value
""", caught_by="models_keep_their_own_parameters",
    hint="What stands in the class itself exists once. Make two models: how many dictionaries "
         "are there?")


mistake_source("LinearModel", "one_model_for_equal_arguments", """
import functools

class Model:
    def __init__(self, num_features, seed):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = 0.0

    def predict(self, X):
        return forward(X, self.W, self.b)

made = functools.cache(Model)

def LinearModel(num_features, seed=None):
    return made(num_features, seed)
""", caught_by="models_keep_their_own_parameters", common=1,
               hint="Make two models with the same seed and train one of them. What has the other "
                    "one learned?")

mistake_source("LinearModel", "function_in_place_of_a_class", """
def LinearModel(num_features, seed=None):
    W = np.random.default_rng(seed).standard_normal((num_features, 1))
    return W, 0.0
""", caught_by="has_W_and_b",
    hint="The other tasks write `model.W`. What kind of thing has attributes, "
         "and what do you return?")


mistake_source("LinearModel", "init_misspelled", """
class LinearModel:
    def _init_(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = 0.0

    def predict(self, X):
        return forward(X, self.W, self.b)
""", caught_by="has_W_and_b", common=2,
    hint="Who calls your method when a model is made? Count the underscores in its name.")


mistake_source("LinearModel", "init_outside_the_class", """
class LinearModel:
    def predict(self, X):
        return forward(X, self.W, self.b)

def __init__(self, num_features, seed=None):
    self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
    self.b = 0.0
""", caught_by="has_W_and_b",
    hint="Look at the indentation: does __init__ still belong to the class?")


mistake_source("LinearModel", "parameter_missing", """
class LinearModel:
    def __init__(self, num_features):
        self.W = np.zeros((num_features, 1))
        self.b = 0.0

    def predict(self, X):
        return forward(X, self.W, self.b)
""", caught_by="W_has_one_row_per_feature",
    hint="Compare the first line of your __init__ with the stub: which argument has no name?")


@mistake("LinearModel", caught_by="same_seed_same_start", common=1,
         hint="The notebook asks for LinearModel(num_features=2). What is that parameter called "
              "in your first line?")
class parameter_of_another_name(LinearModel):
    def __init__(self, n_features, seed=None):
        self.W = np.zeros((n_features, 1))
        self.b = 0.0


@variant("LinearModel")
class zeros(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.zeros((num_features, 1))
        self.b = 0.0


@variant("LinearModel")
class ones(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.ones((num_features, 1))
        self.b = 1.0


@variant("LinearModel")
class small_random_weights(LinearModel):
    def __init__(self, num_features, seed=None):
        rng = np.random.default_rng(seed)
        self.W = 0.01 * rng.standard_normal((num_features, 1))
        self.b = 0.0


@variant("LinearModel")
class scaled_by_the_number_of_features(LinearModel):
    def __init__(self, num_features, seed=None):
        rng = np.random.default_rng(seed)
        self.W = rng.normal(0.0, np.sqrt(2 / num_features), size=(num_features, 1))
        self.b = 0.0


@variant("LinearModel")
class uniform_weights_and_random_intercept(LinearModel):
    def __init__(self, num_features, seed=None):
        rng = np.random.default_rng(seed)
        self.b = rng.uniform(-1, 1)
        self.W = rng.uniform(-1, 1, size=(num_features, 1))


@variant("LinearModel")
class random_state(LinearModel):
    def __init__(self, num_features, seed=None):
        rng = np.random.RandomState(seed)
        self.W = rng.randn(num_features, 1)
        self.b = rng.randn()


@variant("LinearModel")
class intercept_in_an_array(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = np.zeros(1)


@variant("LinearModel")
class intercept_in_a_table(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = np.zeros((1, 1))


@variant("LinearModel")
class intercept_without_axes(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = np.array(0.0)


@variant("LinearModel")
class intercept_as_integer(LinearModel):
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = 0


@variant("LinearModel")
class weights_one_by_one(LinearModel):
    def __init__(self, num_features, seed=None):
        rng = np.random.default_rng(seed)
        weights = []
        for _ in range(num_features):
            weights.append([rng.standard_normal()])
        self.W = np.array(weights)
        self.b = 0.0


@variant("LinearModel")
class optional_scale(LinearModel):
    def __init__(self, num_features, seed=None, scale=1.0):
        self.num_features = num_features
        self.W = scale * np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = 0.0

    def __repr__(self):
        return f"LinearModel({self.num_features})"


@variant("LinearModel")
class through_the_parent(LinearModel):
    def __init__(self, num_features, seed=None):
        super().__init__(num_features, seed)
        self.history = []


variant_source("LinearModel", "properties", """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self._parameters = {
            "W": np.random.default_rng(seed).standard_normal((num_features, 1)), "b": 0.0}

    @property
    def W(self):
        return self._parameters["W"]

    @W.setter
    def W(self, value):
        self._parameters["W"] = value

    @property
    def b(self):
        return self._parameters["b"]

    @b.setter
    def b(self, value):
        self._parameters["b"] = value

    def predict(self, X):
        return forward(X, self.W, self.b)
""")

variant_source("LinearModel", "arrays_that_cannot_be_changed", """
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.W.flags.writeable = False
        self.b = 0.0

    def predict(self, X):
        return forward(X, self.W, self.b)
""")

variant_source("LinearModel", "slots", """
class LinearModel:
    __slots__ = ("W", "b")

    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = 0.0

    def predict(self, X):
        return forward(X, self.W, self.b)
""")

variant_source("LinearModel", "dataclass", """
from dataclasses import dataclass, field

@dataclass
class LinearModel:
    num_features: int
    seed: int | None = None
    W: np.ndarray = field(init=False)
    b: float = field(init=False, default=0.0)

    def __post_init__(self):
        self.W = np.random.default_rng(self.seed).standard_normal((self.num_features, 1))

    def predict(self, X):
        return forward(X, self.W, self.b)
""")

variant_source("LinearModel", "base_class", """
class Parameters:
    def __init__(self, num_features, rng):
        self.W = rng.standard_normal((num_features, 1))
        self.b = 0.0

class LinearModel(Parameters):
    def __init__(self, num_features, seed=None):
        super().__init__(num_features, np.random.default_rng(seed))

    def predict(self, X):
        return forward(X, self.W, self.b)
""")

variant_source("LinearModel", "class_reopened", """
def _init(self, num_features, seed=None):
    self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
    self.b = 0.0

LinearModel = type("LinearModel", (LinearModel,), {"__init__": _init})
""")

variant_source("LinearModel", "method_assigned_later", """
class LinearModel:
    def predict(self, X):
        return forward(X, self.W, self.b)

def start(self, num_features, seed=None):
    self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
    self.b = 0.0

LinearModel.__init__ = start
""")

variant_source("LinearModel", "helper_function", """
def initial_parameters(num_features, seed):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((num_features, 1)), 0.0

class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W, self.b = initial_parameters(num_features, seed)

    def predict(self, X):
        y_hat = forward(X, self.W, self.b)
        return y_hat
""")
