"""Task 2, the data: how drawing and plotting it goes wrong, and how else it goes right.

The answers are random or drawings, so there are no probes.
"""

import matplotlib.pyplot as plt
import numpy as np

from autograder.catalogue import mistake, mistake_source, variant, variant_source

# ---- generate_data: mistakes ----------------------------------------------------------------


@mistake("generate_data", caught_by="same_seed_same_data", common=3,
         hint="Call your function twice with seed=0. Should the two answers agree?")
def seed_never_used(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng()
    X = rng.standard_normal((num_examples, W.shape[0]))
    y = X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
    return X, y


@mistake("generate_data", caught_by="same_seed_same_data", common=3,
         hint="Call your function twice with seed=0. Which line makes use of the seed?")
def global_generator_without_seed(W, b, num_examples=1000, noise_std=0.5, seed=None):
    X = np.random.randn(num_examples, len(W))
    return X, X @ W + b + noise_std * np.random.randn(num_examples, 1)


@mistake("generate_data", caught_by="leaves_the_global_generator_alone", common=3,
         hint="Who else draws from np.random? What do they get after your function has run?")
def global_generator_seeded(W, b, num_examples=1000, noise_std=0.5, seed=None):
    np.random.seed(seed)
    X = np.random.randn(num_examples, len(W))
    return X, X @ W + b + noise_std * np.random.randn(num_examples, 1)


@mistake("generate_data", caught_by="leaves_the_global_generator_alone",
         hint="You have a generator of your own. What is the other seed for, the one that "
              "everybody shares?")
def global_generator_seeded_beside_its_own(W, b, num_examples=1000, noise_std=0.5, seed=None):
    np.random.seed(seed)
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="same_seed_same_data", common=2,
         hint="Call your function twice with seed=0 and compare y. "
              "Which of your two generators knows the seed?")
def noise_without_the_seed(W, b, num_examples=1000, noise_std=0.5, seed=None):
    X = np.random.default_rng(seed).standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * np.random.default_rng().standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="same_seed_same_data", common=2,
         hint="Call your function with seed=0 and with seed=1. Should the data be the same?")
def seed_fixed(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(0)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="same_seed_same_data",
         hint="A seed of 0 is a seed. Call your function twice with it.")
def seed_zero_taken_for_none(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed) if seed else np.random.default_rng()
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


mistake_source("generate_data", "one_generator_for_all_calls", """
rng = np.random.default_rng(0)

def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
""", caught_by="same_seed_same_data", common=2,
    hint="Your generator is made once, before any call. Where does the second call start, "
         "although its seed is the same?")


@mistake("generate_data", caught_by="returns_X_and_y", common=3,
         hint="Print the shapes of X @ W + b and of the noise just before you add them.")
def flat_noise(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal(num_examples)


@mistake("generate_data", caught_by="returns_X_and_y", common=3,
         hint="Print the shape of y. Is it a column, with a second axis?")
def flat_targets(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    y = X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
    return X, y.ravel()


@mistake("generate_data", caught_by="returns_X_and_y", common=2,
         hint="Does one example live in a row or in a column in this project?")
def examples_in_columns(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((len(W), num_examples))
    return X, W.T @ X + b + noise_std * rng.standard_normal((1, num_examples))


@mistake("generate_data", caught_by="returns_X_and_y", common=2,
         hint="Ask for 50 examples. How many do you get?")
def always_a_thousand_examples(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((1000, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((1000, 1))


@mistake("generate_data", caught_by="returns_X_and_y", common=2,
         hint="Call it with three weights. How many features does X need then?")
def always_two_features(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, 2))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="returns_X_and_y", common=2,
         hint="In which order does the caller expect features and targets?")
def returned_in_the_other_order(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    y = X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
    return y, X


@mistake("generate_data", caught_by="returns_X_and_y",
         hint="The caller writes `X, y = generate_data(...)`. What would it get from yours?")
def returned_as_one_table(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    y = X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
    return np.hstack([X, y])


@mistake("generate_data", caught_by="returns_X_and_y",
         hint="A data set has features and targets. Which of the two does your caller get?")
def only_targets_returned(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="returns_X_and_y", common=3,
         hint="Your function draws the data and then forgets it. What does it hand back?")
def nothing_returned(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    y = X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
    print(X.shape, y.shape)


@mistake("generate_data", caught_by="returns_X_and_y",
         hint="Which type do the next tasks calculate with? Print the type of X.")
def returned_as_lists(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    y = X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
    return X.tolist(), y.tolist()


@mistake("generate_data", caught_by="features_are_standard_normal", common=3,
         hint="What is the smallest feature that you ever draw? A standard normal has no such "
              "bound.")
def uniform_features(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.random((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal", common=2,
         hint="Draw a histogram of one feature. Is it a bell or a box?")
def uniform_features_around_zero(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.uniform(-1, 1, size=(num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal",
         hint="Mean and spread are right. Now draw a histogram of one feature: "
              "is it a bell or a box?")
def uniform_features_of_unit_spread(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.uniform(-np.sqrt(3), np.sqrt(3), size=(num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal",
         hint="Print X.std(axis=0) for many examples. What is the spread of a standard normal?")
def features_too_wide(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = 10 * rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal",
         hint="noise_std belongs to the noise. How wide are your features when it changes?")
def features_with_the_spread_of_the_noise(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.normal(0, noise_std, (num_examples, len(W)))
    return X, X @ W + b + rng.normal(0, noise_std, (num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal",
         hint="Print X.mean(axis=0) for many examples. Around which value is a standard normal?")
def features_off_centre(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.normal(1.0, 1.0, (num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal",
         hint="Print a few rows of X. Can a feature be 0.25?")
def integer_features(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.integers(-3, 4, (num_examples, len(W))).astype(float)
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal",
         hint="Print a few rows of X. Can a feature be 0.25?")
def features_rounded(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = np.round(rng.standard_normal((num_examples, len(W))))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal",
         hint="Print the first rows of X. How many of them are there twice?")
def every_example_twice(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    half = rng.standard_normal((num_examples // 2 + 1, len(W)))
    X = np.repeat(half, 2, axis=0)[:num_examples]
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal", common=2,
         hint="Print a few rows of X. Are its columns different from one another?")
def one_feature_repeated(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = np.repeat(rng.standard_normal((num_examples, 1)), len(W), axis=1)
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal",
         hint="Print the first rows and the last rows of X. Are your examples independent "
              "of one another?")
def features_sorted(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = np.sort(rng.standard_normal((num_examples, len(W))), axis=0)
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal",
         hint="Print a few rows of X. How many different values are in it?")
def evenly_spaced_features(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    line = np.linspace(-3, 3, num_examples).reshape(-1, 1)
    X = np.hstack([line] * len(W))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="features_are_standard_normal", common=2,
         hint="Which quantity does the formula say is measured with error: "
              "the features or the target?")
def noise_on_the_features(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    y = X @ W + b
    return X + noise_std * rng.standard_normal(X.shape), y


@mistake("generate_data", caught_by="targets_follow_the_line", common=2,
         hint="Set noise_std=0. What is y where all features are zero?")
def intercept_forgotten(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="targets_follow_the_line",
         hint="Set noise_std=0 and b to 10. Are the targets higher or lower than with b = 0?")
def intercept_subtracted(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W - b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="targets_follow_the_line",
         hint="Set noise_std=0 and b = 0. Is every target zero, and should it be?")
def intercept_multiplied(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W * b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="targets_follow_the_line", common=2,
         hint="Whose weights make your targets: the ones that come in as an argument?")
def weights_drawn_anew(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    W = rng.standard_normal((len(W), 1))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="targets_follow_the_line",
         hint="Set noise_std=0 and work out one target by hand from its row of X. "
              "Which features made yours?")
def targets_of_other_features(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    y = rng.standard_normal((num_examples, len(W))) @ W + b
    X = rng.standard_normal((num_examples, len(W)))
    return X, y + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="targets_follow_the_line",
         hint="Set noise_std=0. By how much does y change where one feature grows by 1? "
              "Is the sign that of its weight?")
def absolute_weights(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ np.abs(W) + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="targets_follow_the_line",
         hint="Set noise_std=0 and plot y over one feature. Is it a straight line?")
def targets_not_linear(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X ** 2 @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="targets_follow_the_line",
         hint="Rounding is for printing. How far are your targets from the line with noise_std=0?")
def targets_rounded(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, np.round(X @ W + b + noise_std * rng.standard_normal((num_examples, 1)), 1)


@mistake("generate_data", caught_by="targets_follow_the_line",
         hint="Does the noise vanish when noise_std is 0? Which argument do you never use?")
def noise_of_spread_one(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="targets_follow_the_line", common=2,
         hint="Call it with noise_std=0. Does the noise vanish? Which number stands in its place?")
def noise_of_a_fixed_spread(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + 0.5 * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="targets_follow_the_line", common=2,
         hint="Look up the order of the arguments of normal: which comes first, "
              "the centre or the spread?")
def spread_given_as_the_centre(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + rng.normal(noise_std, size=(num_examples, 1))


@mistake("generate_data", caught_by="noise_has_the_given_spread", common=2,
         hint="What is the average of your noise? What should it be?")
def uniform_noise(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.random((num_examples, 1))


@mistake("generate_data", caught_by="noise_has_the_given_spread",
         hint="Mean and spread of your noise are right. Now draw a histogram of y less the rule: "
              "is it a bell or a box?")
def uniform_noise_of_the_right_spread(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    width = noise_std * np.sqrt(3)
    return X, X @ W + b + rng.uniform(-width, width, (num_examples, 1))


@mistake("generate_data", caught_by="noise_has_the_given_spread", common=3,
         hint="Would real measurements sit exactly on the plane?")
def no_noise(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b


@mistake("generate_data", caught_by="noise_has_the_given_spread", common=3,
         hint="How many draws does your noise make, and how many examples are there?")
def one_noise_draw_for_all(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal()


@mistake("generate_data", caught_by="noise_has_the_given_spread",
         hint="You shift every target by the same amount. Where is the chance in it?")
def spread_added_as_a_constant(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std


@mistake("generate_data", caught_by="noise_has_the_given_spread",
         hint="Are your features and your noise independent of each other? "
              "How often does your seed start a generator?")
def noise_repeats_the_features(W, b, num_examples=1000, noise_std=0.5, seed=None):
    X = np.random.default_rng(seed).standard_normal((num_examples, len(W)))
    noise = np.random.default_rng(seed).standard_normal((num_examples, 1))
    return X, X @ W + b + noise_std * noise


@mistake("generate_data", caught_by="noise_has_the_given_spread",
         hint="Is the noise the same size for small and for large y?")
def noise_in_proportion_to_the_signal(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, (X @ W + b) * (1 + noise_std * rng.standard_normal((num_examples, 1)))


@mistake("generate_data", caught_by="noise_has_the_given_spread", common=2,
         hint="Is noise_std a variance or a standard deviation? Try noise_std=2 and measure.")
def spread_squared(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + rng.normal(0, noise_std ** 2, (num_examples, 1))


@mistake("generate_data", caught_by="noise_has_the_given_spread", common=2,
         hint="noise_std is a standard deviation already. Measure the spread of y - (X @ W + b).")
def root_of_the_spread(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + np.sqrt(noise_std) * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="noise_has_the_given_spread",
         hint="Can your noise make a target smaller?")
def absolute_noise(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * np.abs(rng.standard_normal((num_examples, 1)))


@mistake("generate_data", caught_by="noise_has_the_given_spread",
         hint="How often do you add noise? Measure the spread of y - (X @ W + b).")
def noise_added_twice(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    y = X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
    return X, y + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="noise_has_the_given_spread",
         hint="Make the weights larger: your noise grows with them. Where do they get into it?")
def noise_grows_with_the_weights(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, (X + noise_std * rng.standard_normal(X.shape)) @ W + b


@mistake("generate_data", caught_by="noise_has_the_given_spread",
         hint="Measure the noise of 10 examples and of 1000. Why should it shrink?")
def noise_divided_by_the_number_of_examples(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1)) / num_examples


@mistake("generate_data", caught_by="leaves_the_global_generator_alone",
         hint="Print W before and after the call. Which line writes into it?")
def weights_overwritten(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    y = X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
    W /= np.linalg.norm(W)
    return X, y


mistake_source("generate_data", "name_of_another_variable", """
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, num_features))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))
""", caught_by="returns_X_and_y", common=2,
    hint="Nobody tells your function the number of features by that name. "
         "Which argument knows it?")


# ---- generate_data: variants ----------------------------------------------------------------


@mistake("generate_data", caught_by="features_are_standard_normal", common=1,
         hint="Lay the second half of X beside the first. Are these draws of their own?")
def features_mirrored(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    half = rng.standard_normal((num_examples - num_examples // 2, len(W)))
    X = np.vstack([half, -half])[:num_examples]
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="noise_has_the_given_spread", common=1,
         hint="Lay the second half of your noise beside the first. Are these draws of their own?")
def noise_mirrored(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    half = noise_std * rng.standard_normal((num_examples - num_examples // 2, 1))
    return X, X @ W + b + np.vstack([half, -half])[:num_examples]


@mistake("generate_data", caught_by="same_seed_same_data", common=2,
         hint="Call it with seed=0, and then with the number that stands for no seed in your "
              "code. What does Python take `0 or …` for?")
def seed_zero_taken_for_another(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed or 42)
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@mistake("generate_data", caught_by="same_seed_same_data", common=1,
         hint="Call it with two seeds and subtract the rule from y. Does your noise know which "
              "seed was asked for?")
def noise_of_a_fixed_seed(W, b, num_examples=1000, noise_std=0.5, seed=None):
    X = np.random.default_rng(seed).standard_normal((num_examples, len(W)))
    noise = np.random.default_rng(42).normal(0.0, noise_std, (num_examples, 1))
    return X, X @ W + b + noise


@variant("generate_data")
def noise_drawn_first(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    noise = rng.normal(0.0, noise_std, size=(num_examples, 1))
    X = rng.normal(size=(num_examples, W.shape[0]))
    return X, np.dot(X, W) + b + noise


@variant("generate_data")
def random_state(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.RandomState(seed)
    X = rng.randn(num_examples, len(W))
    return X, X @ W + b + noise_std * rng.randn(num_examples, 1)


@variant("generate_data")
def targets_drawn_around_the_line(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    return X, rng.normal(loc=X @ W + b, scale=noise_std)


@variant("generate_data")
def features_column_by_column(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.standard_normal(num_examples) for _ in range(len(W))])
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@variant("generate_data")
def example_by_example(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X, y = [], []
    for _ in range(num_examples):
        x = rng.standard_normal(len(W))
        X.append(x)
        y.append([float(x @ W[:, 0]) + b + noise_std * rng.standard_normal()])
    return np.array(X), np.array(y)


@variant("generate_data")
def mersenne_twister(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.Generator(np.random.MT19937(seed))
    X = rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@variant("generate_data")
def seeds_spawned(W, b, num_examples=1000, noise_std=0.5, seed=None):
    for_X, for_y = (np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(2))
    X = for_X.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * for_y.standard_normal((num_examples, 1))


@variant("generate_data")
def flat_noise_reshaped(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    signal = np.einsum("ij,jk->ik", X, W) + b
    return X, signal + rng.normal(0, noise_std, num_examples).reshape(-1, 1)


@variant("generate_data")
def one_draw_for_everything(W, b, num_examples=1000, noise_std=0.5, seed=None):
    draws = np.random.default_rng(seed).standard_normal((num_examples, len(W) + 1))
    X, noise = draws[:, :-1], draws[:, -1:]
    return X, X @ W + b + noise_std * noise


@variant("generate_data")
def multivariate_normal(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    d = len(W)
    X = rng.multivariate_normal(np.zeros(d), np.eye(d), size=num_examples)
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@variant("generate_data")
def transposed_features(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((len(W), num_examples)).T
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


@variant("generate_data")
def box_muller(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)

    def normal(*shape):
        radius = np.sqrt(-2 * np.log(1 - rng.random(shape)))
        return radius * np.cos(2 * np.pi * rng.random(shape))

    X = normal(num_examples, len(W))
    return X, X @ W + b + noise_std * normal(num_examples, 1)


@variant("generate_data")
def standard_library_generator(W, b, num_examples=1000, noise_std=0.5, seed=None):
    import random
    rng = random.Random(seed)
    X = np.array([[rng.gauss(0, 1) for _ in W] for _ in range(num_examples)])
    noise = np.array([[rng.gauss(0, noise_std)] for _ in range(num_examples)])
    return X, X @ W + b + noise


@variant("generate_data")
def global_state_put_back(W, b, num_examples=1000, noise_std=0.5, seed=None):
    state = np.random.get_state()
    np.random.seed(seed)
    X = np.random.randn(num_examples, len(W))
    noise = np.random.randn(num_examples, 1)
    np.random.set_state(state)
    return X, X @ W + b + noise_std * noise


@variant("generate_data")
def early_float_conversion(W, b, num_examples=1000, noise_std=0.5, seed=None):
    W = np.asarray(W, dtype=float).reshape(-1, 1)
    rng = np.random.default_rng(seed)
    X = rng.standard_normal(size=(int(num_examples), W.shape[0]))
    y = np.full((num_examples, 1), float(b))
    y += X @ W
    y += noise_std * rng.standard_normal(y.shape)
    return [X, y]


@variant("generate_data")
def optional_feature_scale(W, b, num_examples=1000, noise_std=0.5, seed=None, scale=1.0):
    rng = np.random.default_rng(seed)
    X = scale * rng.standard_normal((num_examples, len(W)))
    return X, X @ W + b + noise_std * rng.standard_normal((num_examples, 1))


variant_source("generate_data", "helper_functions", """
def draw_features(rng, num_examples, num_features):
    return rng.standard_normal((num_examples, num_features))

def add_noise(rng, signal, noise_std):
    return signal + rng.normal(scale=noise_std, size=signal.shape)

def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    rng = np.random.default_rng(seed)
    X = draw_features(rng, num_examples, W.shape[0])
    return X, add_noise(rng, X @ W + b, noise_std)
""")


# ---- plot_data: mistakes --------------------------------------------------------------------


@mistake("plot_data", caught_by="plot_returns_labelled_axes", common=3,
         hint="You have drawn the picture. What does your function hand back?")
def axes_not_returned(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y)
    ax.set_xlabel("feature")
    ax.set_ylabel("target")


@mistake("plot_data", caught_by="plot_returns_labelled_axes", common=2,
         hint="plt.show() ends the picture. What does your function hand back after it?")
def shown_and_not_returned(X, y, ax=None):
    for j in range(X.shape[1]):
        plt.scatter(X[:, j], y)
    plt.xlabel("feature")
    plt.ylabel("target")
    return plt.show()


@mistake("plot_data", caught_by="plot_returns_labelled_axes",
         hint="A figure is the sheet of paper. On what part of it do you draw?")
def figure_returned(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y)
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax.figure


@mistake("plot_data", caught_by="plot_returns_labelled_axes",
         hint="scatter gives you the cloud of points. Is that what the caller asked for?")
def points_returned(X, y, ax=None):
    ax = ax or plt.gca()
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return [ax.scatter(X[:, j], y) for j in range(X.shape[1])]


@mistake("plot_data", caught_by="plot_returns_labelled_axes",
         hint="How many Axes do you return? The picture is to have one.")
def one_axes_per_feature(X, y, ax=None):
    axes = plt.subplots(1, X.shape[1], squeeze=False)[1][0]
    for j, one in enumerate(axes):
        one.scatter(X[:, j], y)
        one.set_xlabel("feature")
        one.set_ylabel("target")
    return axes


@mistake("plot_data", caught_by="plot_returns_labelled_axes", common=3,
         hint="Would somebody who has not seen your code know what the two axes mean?")
def labels_missing(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y)
    return ax


@mistake("plot_data", caught_by="plot_returns_labelled_axes",
         hint="One of your two axes says what it shows. And the other?")
def y_label_missing(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y)
    ax.set_xlabel("feature")
    return ax


@mistake("plot_data", caught_by="plot_returns_labelled_axes",
         hint="A title says what the picture is. What says what its axes are?")
def title_in_place_of_labels(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y)
    ax.set_title("target over feature")
    return ax


@mistake("plot_data", caught_by="plot_shows_every_feature", common=3,
         hint="How many clouds of points does your picture have, and how many features has X?")
def first_feature_only(X, y, ax=None):
    ax = ax or plt.gca()
    ax.scatter(X[:, 0], y)
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax


@mistake("plot_data", caught_by="plot_shows_every_feature", common=2,
         hint="Where does your loop over the features end? Count the clouds.")
def last_feature_left_out(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1] - 1):
        ax.scatter(X[:, j], y)
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax


@mistake("plot_data", caught_by="plot_shows_every_feature", common=2,
         hint="Which quantity belongs on the x-axis: what you know, or what you want to predict?")
def axes_swapped(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(y, X[:, j])
    ax.set_xlabel("target")
    ax.set_ylabel("feature")
    return ax


@mistake("plot_data", caught_by="plot_shows_every_feature",
         hint="Each point belongs to one example. Does yours still have the target of its own "
              "features?")
def targets_sorted(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], np.sort(y, axis=0))
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax


@mistake("plot_data", caught_by="plot_shows_every_feature",
         hint="What is on your x-axis: a feature, or the number of the example?")
def targets_over_their_number(X, y, ax=None):
    ax = ax or plt.gca()
    ax.plot(y, ".")
    ax.set_xlabel("example")
    ax.set_ylabel("target")
    return ax


@mistake("plot_data", caught_by="plot_uses_the_given_axes",
         hint="How many points does each cloud have, and how many examples are there?")
def first_points_only(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:5, j], y[:5])
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax


@mistake("plot_data", caught_by="plot_shows_every_feature",
         hint="You add the features up before you draw them. How many clouds should there be?")
def features_added_up(X, y, ax=None):
    ax = ax or plt.gca()
    ax.scatter(X.sum(axis=1), y)
    ax.set_xlabel("features")
    ax.set_ylabel("target")
    return ax


@mistake("plot_data", caught_by="plot_shows_every_feature",
         hint="Not one point can be seen in your picture. Do you draw the examples, or something "
              "made of them, such as counts? How large, in which colour?")
def no_points_drawn(X, y, ax=None):
    ax = ax or plt.gca()
    ax.hist(X)
    ax.set_xlabel("feature")
    ax.set_ylabel("count")
    return ax


@mistake("plot_data", caught_by="plot_uses_the_given_axes", common=3,
         hint="Somebody hands you Axes to draw on. Which ones do you draw on?")
def given_axes_ignored(X, y, ax=None):
    _, ax = plt.subplots()
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y)
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax


@mistake("plot_data", caught_by="plot_uses_the_given_axes", common=2,
         hint="plt draws on the current Axes. Are those always the ones that came in as ax?")
def current_axes_for_given_ones(X, y, ax=None):
    for j in range(X.shape[1]):
        plt.scatter(X[:, j], y)
    plt.xlabel("feature")
    plt.ylabel("target")
    return plt.gca()


# ---- plot_data: variants --------------------------------------------------------------------


@mistake("plot_data", caught_by="plot_uses_the_given_axes", common=2,
         hint="Draw on Axes of your own, made by plt.subplots. Where have the labels gone, and "
              "under which `if` do they stand?")
def labels_for_new_axes_only(X, y, ax=None):
    if ax is None:
        ax = plt.gca()
        ax.set_xlabel("feature")
        ax.set_ylabel("target")
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y)
    return ax


@mistake("plot_data", caught_by="plot_shows_every_feature", common=1,
         hint="How many colours are in your list, and how many features may X have?")
def three_features_at_most(X, y, ax=None):
    if ax is None:
        ax = plt.gca()
    for x, color in zip(X.T, ("red", "green", "blue"), strict=False):
        ax.scatter(x, y, color=color)
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax


@variant("plot_data")
def clouds_with_legend(X, y, ax=None):
    if ax is None:
        ax = plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y[:, 0], s=4, alpha=0.5, label=f"feature {j + 1}")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()
    return ax


@mistake("plot_data", caught_by="plot_shows_every_feature", common=2,
         hint="What does the line from one day to the next stand for? Draw points that one can "
              "see, and no line between them.")
def points_joined_by_a_line(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.plot(X[:, j], y, label=f"feature {j}")
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    ax.legend()
    return ax


@variant("plot_data")
def dots_on_stems(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        ax.stem(X[:, j], y[:, 0], linefmt=f"C{j}-", markerfmt=f"C{j}o", basefmt=" ")
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax


@variant("plot_data")
def discs_laid_by_hand(X, y, ax=None):
    ax = ax or plt.gca()
    for j in range(X.shape[1]):
        for x, target in zip(X[:, j], y[:, 0], strict=True):
            ax.add_patch(plt.Circle((x, target), 0.05, color=f"C{j}"))
    ax.autoscale_view()
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax


@variant("plot_data")
def plotted_as_dots(X, y, ax=None):
    if ax is None:
        _, ax = plt.subplots()
    for column in X.T:
        ax.plot(column, y, "o", markersize=2)
    ax.set(xlabel="feature", ylabel="target", title="The data")
    return ax


@variant("plot_data")
def all_columns_in_one_call(X, y, ax=None):
    ax = plt.gca() if ax is None else ax
    ax.plot(X, y, ".")
    ax.set(xlabel="features", ylabel="target")
    ax.grid(True)
    return ax


@variant("plot_data")
def one_cloud_for_all_features(X, y, ax=None):
    ax = plt.gca() if ax is None else ax
    ax.scatter(X.T.ravel(), np.tile(y.ravel(), X.shape[1]), c=np.repeat(range(X.shape[1]), len(X)))
    ax.set(xlabel="features", ylabel="target")
    return ax


@variant("plot_data")
def through_pyplot(X, y, ax=None):
    if ax is not None:
        plt.sca(ax)
    for j in range(X.shape[1]):
        plt.scatter(X[:, j], y, marker="x")
    plt.xlabel("feature")
    plt.ylabel("target")
    plt.title("data")
    return plt.gca()


@variant("plot_data")
def extra_lines(X, y, ax=None):
    if ax is None:
        ax = plt.figure(figsize=(6, 4)).add_subplot()
    ax.axhline(0, color="grey", linewidth=1)
    ax.axvline(0, color="grey", linewidth=1)
    for j in range(X.shape[1]):
        ax.scatter(X[:, j], y, facecolors="none", edgecolors=f"C{j}")
    ax.plot([-2, 2], [y.mean(), y.mean()], "k--", label="mean")
    ax.set_xlabel("feature value")
    ax.set_ylabel("target value")
    ax.annotate("cloud", (0, 0))
    return ax


@variant("plot_data")
def optional_title(X, y, ax=None, title="Data", **style):
    ax = ax if ax is not None else plt.gca()
    for j in range(X.shape[1]):
        ax.scatter(X[:, [j]], y, **style)
    ax.set_title(title)
    ax.set_xlabel("feature $x_j$")
    ax.set_ylabel("target $y$")
    plt.tight_layout()
    return ax


@variant("plot_data")
def one_cloud_with_a_colour_for_each_feature(X, y, ax=None):
    ax = plt.gca() if ax is None else ax
    n, d = X.shape
    ax.scatter(X.T.ravel(), np.tile(y.ravel(), d), c=np.repeat(np.arange(d), n), cmap="viridis")
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax


@variant("plot_data")
def marker_of_its_own_shape(X, y, ax=None):
    ax = plt.gca() if ax is None else ax
    triangle = np.array([[-1, -1], [1, -1], [0, 1]])
    for column in X.T:
        ax.plot(column, y, linestyle="", marker=triangle)
    ax.set_xlabel("feature")
    ax.set_ylabel("target")
    return ax
