"""Task 1, the warm-up: how a straight line goes wrong, and how else it goes right."""

import numpy as np

from autograder.catalogue import mistake, probe, variant, variant_source

probe("linear_equation", 2.0, 3.0, 1.0)
probe("linear_equation", -1.5, 0.7, 4.2)
probe("linear_equation", 0.25, -2.5, -0.6)
probe("linear_equation", 3.1, 0.0, 0.4)
probe("linear_equation", 1.0 / 3.0, 2.2, 1.7)
probe("linear_equation", -2.6, -1.9, -2.3)
probe("linear_equation", 1.7, 1.3, 2.9)
probe("linear_equation", -0.8, 2.7, -3.4)
probe("linear_equation", 1.4, 2.1, 0.0)


@mistake("linear_equation", caught_by="matches_reference", common=3,
         hint="Put in x = 0. At which height should the line cross the y-axis?")
def intercept_forgotten(x, w, b):
    return w * x


@mistake("linear_equation", caught_by="matches_reference",
         hint="Let b be 0. Which line of yours treats a 0 as if no number had come in?")
def zero_taken_for_missing(x, w, b):
    return w * x + (b or 1.0)


@mistake("linear_equation", caught_by="matches_reference", common=2,
         hint="Try b = 10 and then b = 20. Does the line move up or down?")
def intercept_subtracted(x, w, b):
    return w * x - b


@mistake("linear_equation", caught_by="matches_reference", common=2,
         hint="With a slope of 10, how much does the line climb per step of x? And yours?")
def slope_added(x, w, b):
    return w + x + b


@mistake("linear_equation", caught_by="matches_reference", common=2,
         hint="Look at your brackets: which part of the sum does the slope belong to?")
def intercept_inside_the_product(x, w, b):
    return w * (x + b)


@mistake("linear_equation", caught_by="matches_reference", common=3,
         hint="Which of the three letters is the slope, and which is the height at x = 0?")
def slope_and_intercept_swapped(x, w, b):
    return b * x + w


@mistake("linear_equation", caught_by="returns_one_number", common=3,
         hint="A number on the screen, or in a variable, is not a number in the caller's hands. "
              "What does your function hand back?")
def nothing_returned(x, w, b):
    print(w * x + b)


@mistake("linear_equation", caught_by="returns_one_number",
         hint="Could somebody go on calculating with what you return? What type does it have?")
def returned_as_text(x, w, b):
    return f"{w * x + b:.2f}"


@mistake("linear_equation", caught_by="returns_one_number",
         hint="Look at the brackets around your answer: how many values does a line have at one x?")
def returned_in_a_list(x, w, b):
    return [w * x + b]


@mistake("linear_equation", caught_by="returns_one_number",
         hint="A comma makes two answers out of one. Which sign should join the two parts?")
def two_parts_returned(x, w, b):
    return w * x, b


@mistake("linear_equation", caught_by="matches_reference",
         hint="Can your line ever be at height 0.5?")
def cut_to_an_integer(x, w, b):
    return int(w * x + b)


@mistake("linear_equation", caught_by="matches_reference",
         hint="Round when you print, not when you calculate. How many decimals are left in yours?")
def rounded(x, w, b):
    return round(w * x + b, 1)


@mistake("linear_equation", caught_by="matches_reference",
         hint="Change x and nothing else. Does your answer change?")
def x_ignored(x, w, b):
    return w + b


@mistake("linear_equation", caught_by="matches_reference", common=2,
         hint="The numbers of the worked example stand inside your function. "
              "Where do the values come from when somebody calls it?")
def arguments_overwritten_by_the_example(x, w, b):
    x, w, b = 2.0, 3.0, 1.0
    return w * x + b


@mistake("linear_equation", caught_by="matches_reference",
         hint="Does a line with a positive slope go up or down?")
def slope_sign_flipped(x, w, b):
    return -w * x + b


@mistake("linear_equation", caught_by="matches_reference",
         hint="Plot your function from -2 to 2. Is it straight?")
def parabola(x, w, b):
    return w * x ** 2 + b


@mistake("linear_equation", caught_by="matches_reference",
         hint="Should the height at x = 0 depend on b? Put x = 0 into your formula.")
def intercept_multiplied_by_x(x, w, b):
    return w * x + b * x


@mistake("linear_equation", caught_by="matches_reference",
         hint="A line has no floor: what does yours do where the height is negative?")
def cut_at_zero(x, w, b):
    return max(0.0, w * x + b)


@mistake("linear_equation", caught_by="matches_reference",
         hint="Heights below zero exist. What happens to their sign in your function?")
def absolute_value(x, w, b):
    return abs(w * x + b)


@mistake("linear_equation", caught_by="matches_reference",
         hint="Twice as far along x should be twice as far up. Which operation does that?")
def slope_divided_by_x(x, w, b):
    return w / x + b if x else b


@mistake("linear_equation", caught_by="matches_reference",
         hint="Put in w = 0. How often does the intercept count?")
def intercept_added_twice(x, w, b):
    height = w * x + b
    height += b
    return height


@mistake("linear_equation", caught_by="matches_reference",
         hint="Is every sign in your formula a plus where it should be, or did two numbers "
              "get multiplied that should be added?")
def everything_multiplied(x, w, b):
    return w * x * b


@variant("linear_equation")
def intercept_first(x, w, b):
    return b + x * w


@variant("linear_equation")
def numpy_functions(x, w, b):
    return np.add(np.multiply(w, x), b)


@variant("linear_equation")
def dot_product(x, w, b):
    return np.dot([w, b], [x, 1.0])


@variant("linear_equation")
def polynomial_in_numpy(x, w, b):
    return np.polyval([w, b], x)


@variant("linear_equation")
def array_of_size_one(x, w, b):
    return np.array([w * x + b])


@variant("linear_equation")
def sum_of_parts(x, w, b):
    parts = [w * x, b]
    total = 0.0
    for part in parts:
        total += part
    return total


@variant("linear_equation")
def early_float_conversion(x, w, b):
    x, w, b = float(x), float(w), float(b)
    return w * x + b


@variant("linear_equation")
def printing_what_it_returns(x, w, b):
    y = w * x + b
    print("y =", y)
    return y


@variant("linear_equation")
def optional_digits(x, w, b, digits=None):
    y = w * x + b
    return y if digits is None else round(y, digits)


@variant("linear_equation")
def annotated(x: float, w: float, b: float) -> float:
    """The height of the line at x."""
    return w * x + b


variant_source("linear_equation", "lambda_expression", """
linear_equation = lambda x, w, b: w * x + b
""")

variant_source("linear_equation", "helper_function", """
def slope_part(x, w):
    return w * x

def linear_equation(x, w, b):
    return slope_part(x, w) + b
""")

variant_source("linear_equation", "operator_module", """
from operator import add, mul

def linear_equation(x, w, b):
    return add(mul(w, x), b)
""")
