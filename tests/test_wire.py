"""The encoding between grader and worker: what crosses it, and that nothing else does."""

from __future__ import annotations

import enum
import math
from collections import namedtuple
from typing import NamedTuple

import msgspec
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.checker.picture import MOST_POINTS, Picture, Series
from autograder.checker.values import Opaque
from autograder.worker import wire
from autograder.worker.wire import Array, Handle, Items, Thing, WireError, decode, encode

REPLIES = [wire.Statement(3), wire.Loaded(["f"], {"g": "why"}),
           wire.Answer(encode([1, "a", np.zeros((2, 1)), None]), [encode(2.5)], True),
           wire.Failure("ValueError", "no", "line 1", "x", "f", ""),
           wire.Seen("x", "y", [], []), wire.CallBack("f", [1], {"b": None}),
           wire.Answer(Handle(1, "Model")), wire.Answer(Thing("dict", ""))]


def body(message):
    return wire.frame(message)[wire.LENGTH.size:]


def carried(value):
    """A value after the way from the worker to the grader."""
    return decode(wire.decode_reply(body(wire.Answer(encode(value)))).value)


def same(left, right):
    if isinstance(left, (list, tuple)):
        return type(left) is type(right) and len(left) == len(right) \
            and all(same(one, other) or is_the_float_in(one, other)
                    for one, other in zip(left, right, strict=True))
    if isinstance(left, (np.ndarray, np.generic)):
        return type(left) is type(right) and left.dtype == right.dtype \
            and left.shape == right.shape and left.tobytes() == right.tobytes()
    return type(left) is type(right) and (left == right or left != left)


def is_the_float_in(left, right):
    """A list of nothing but floats, NumPy's among them, arrives as a list of Python's."""
    return type(left) is np.float64 and type(right) is float and same(float(left), right)


# ---- what crosses ------------------------------------------------------------------------

DTYPES = st.sampled_from(sorted(wire.DTYPES)).map(np.dtype)
ARRAYS = hnp.arrays(DTYPES, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text()
    | ARRAYS | hnp.from_dtype(np.dtype(float)),
    lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple),
    max_leaves=10)


def depth(value):
    return 1 + max(map(depth, value), default=0) if isinstance(value, (list, tuple)) else 0


@given(PLAIN.filter(lambda value: depth(value) <= wire.MOST_DEPTH))
def test_plain_values_arrive_as_they_were_sent(value):
    assert same(value, carried(value))


@given(st.sampled_from(REPLIES))
def test_messages_arrive_as_they_were_sent(reply):
    assert wire.decode_reply(body(reply)) == reply


def test_a_carried_array_is_the_receivers_own():
    array = carried(np.zeros(3))
    array[0] = 1
    assert array.flags.owndata


@pytest.mark.parametrize("array", [
    np.arange(12.0).reshape(3, 4).T, np.arange(12.0)[::-2], np.asfortranarray(np.eye(3)),
    np.arange(6, dtype=">f8").reshape(2, 3), np.arange(6, dtype=">i4"), np.empty((0, 3)),
    np.empty((3, 0, 2)), np.array(5.0), np.array([math.nan, math.inf, -0.0]),
    np.broadcast_to(np.arange(3.0), (4, 3)), np.array([True, False]), np.float16([1, 2]),
    np.array([1 + 2j]), np.arange(3, dtype=np.uint64) + 2**63,
])
def test_arrays_in_any_order_of_memory_arrive_as_their_values(array):
    found = carried(array)
    assert found.shape == array.shape
    assert found.dtype == array.dtype.newbyteorder("=")
    np.testing.assert_array_equal(found, array)


class Integer(int):
    pass


class Real(float):
    pass


class Text(str):
    def __str__(self):
        return "a lie"


class Row(list):
    def __len__(self):
        return 10**9

    def __iter__(self):
        raise RuntimeError


class Level(enum.IntEnum):
    LOW = 1


class Pair(NamedTuple):
    slope: float
    bias: float


class Measured(np.ndarray):
    def __array__(self, *args, **kwargs):
        raise RuntimeError

    def tobytes(self, *args):
        raise RuntimeError


@pytest.mark.parametrize(("value", "plain"), [
    (Integer(7), 7), (Level.LOW, 1), (Real(2.5), 2.5), (Text("the truth"), "the truth"),
    (np.str_("text"), "text"), (Row([1, 2]), [1, 2]), (Pair(1.0, 2.0), (1.0, 2.0)),
    (namedtuple("Point", "x y")(1, 2), (1, 2)), (np.float64(2.5), np.float64(2.5)),
    (np.bool_(True), np.bool_(True)), (np.longdouble(1.5), np.float64(1.5)),
    (np.ma.array([1.0, 2.0], mask=[True, False]), np.array([1.0, 2.0])),
    (np.arange(3.0).view(Measured), np.arange(3.0)),
    (np.arange(2, dtype=np.longdouble), np.arange(2.0)),
])
def test_subclasses_are_sent_as_what_they_are_made_of(value, plain):
    assert same(carried(value), plain)


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_a_matrix_is_sent_as_an_array():
    assert same(carried(np.matrix([[1.0, 2.0]])), np.array([[1.0, 2.0]]))


class Model:
    pass


@pytest.mark.parametrize(("value", "kind"), [
    ({}, "dict"), ({1}, "set"), (1j, "complex"), (b"x", "bytes"), (Model(), "Model"),
    (Model, "type"), (len, "builtin_function_or_method"), (range(3), "range"), (2**63, "int"),
    (-(2**63) - 1, "int"), (10**4000, "int"), (object(), "object"),
    (np.array([None]), "ndarray"), (np.array(["a"]), "ndarray"), (np.array([b"a"]), "ndarray"),
    (np.zeros(2, [("a", float)]), "ndarray"), (np.array(["2020"], "datetime64[D]"), "ndarray"),
    (np.datetime64("2020"), "ndarray"), (np.timedelta64(3, "s"), "ndarray"),
    (np.void(b"x"), "ndarray"),
    (np.array([1], dtype=np.clongdouble), "ndarray"), (np.zeros((1,) * 17), "ndarray"),
    (np.zeros((0, 10**9)), "ndarray"), (np.broadcast_to(1.0, (10**6, 10**6)), "ndarray"),
    (np.broadcast_to(np.array(1, ">f8"), (10**6, 10**6)), "ndarray"),
    (np.broadcast_to(np.longdouble(1), (10**6, 10**6)), "ndarray"),
    (np.zeros(wire.MOST_BYTES // 8), "ndarray"), ([0] * (wire.MOST_ITEMS + 1), "list"),
])
def test_what_is_no_plain_data_is_known_by_its_type_only(value, kind):
    assert isinstance(carried(value), Opaque)
    assert carried(value).type == kind


def test_things_that_stay_behind_keep_their_handle():
    handles = wire.Handles()
    model = Model()
    sent = encode([model, {}, model], handles)
    first, second, third = sent.items
    assert first == third != second
    assert handles.thing(first) is model
    assert first.type_name == "Model"
    handles.clear()
    with pytest.raises(KeyError):
        handles.thing(first)


def test_lists_that_hold_themselves_come_to_an_end():
    endless: list = []
    endless += [endless, 1]
    found = carried(endless)
    for _ in range(wire.MOST_DEPTH - 1):
        found, one = found
        assert one == 1
    assert isinstance(found[0], Opaque)


@given(st.text(st.characters(exclude_categories=()), max_size=50))
@example("a\ud800b")
@example("x" * 10_000)
def test_texts_are_made_fit_to_be_sent(text):
    found = carried(text)
    assert len(found) <= wire.MOST_TEXT
    found.encode()


class Liar:
    """Says that it is an array, and fails at whatever one asks it."""

    def __init__(self, kind):
        object.__setattr__(self, "kind", kind)

    @property
    def __class__(self):
        return object.__getattribute__(self, "kind")

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __len__(self):
        raise RuntimeError

    def __array__(self, *args, **kwargs):
        raise RuntimeError

    __iter__ = __float__ = __int__ = __str__ = __repr__ = __bool__ = __eq__ = __hash__ = __len__


@pytest.mark.parametrize("kind", [np.ndarray, np.float64, list, tuple, str, int, float, dict])
def test_an_object_that_lies_about_its_class_hurts_only_the_sender(kind):
    try:
        found = carried(Liar(kind))
    except (RuntimeError, TypeError):
        return  # in the worker this becomes an exception of the student's code
    assert isinstance(found, Opaque)


def test_a_frame_is_bounded():
    with pytest.raises(WireError, match="larger than a frame"):
        wire.frame(wire.Load(["x" * (wire.MOST_BYTES + 1)], [], [], 1.0, True))


# ---- what does not -----------------------------------------------------------------------


def decoded_or_refused(data):
    """Whatever a worker sends, the grader has a value or a WireError of it."""
    try:
        reply = wire.decode_reply(data)
        if isinstance(reply, wire.Answer):
            decode(reply.value)
            for value in reply.after:
                decode(value)
        elif isinstance(reply, wire.CallBack):
            for value in (*reply.args, *reply.kwargs.values()):
                decode(value, lambda handle: handle.number)
        elif isinstance(reply, wire.Seen):
            wire.decode_picture(reply)
    except WireError as error:
        return str(error)
    return None


@given(st.binary(max_size=300))
@example(b"")
@example(b"\xc1")
@example(b"\x91" * 100_000)
@example(b"\xdd\xff\xff\xff\xff")
@example(b"\xc6\xff\xff\xff\xff")
@example(b"\x80")
@example(b"\xc7\x01\x05x")
@example(b"\xd6\xff\x00\x00\x00\x00")
def test_random_bytes_are_refused(data):
    assert decoded_or_refused(data)


@given(st.sampled_from(REPLIES), st.data())
def test_mutated_messages_are_refused_or_harmless(reply, draw):
    data = bytearray(body(reply))
    for _ in range(draw.draw(st.integers(1, 4))):
        place = draw.draw(st.integers(0, len(data) - 1))
        data[place:place + draw.draw(st.integers(0, 3))] = draw.draw(st.binary(max_size=3))
        if not data:
            break
    decoded_or_refused(bytes(data))


@given(st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.binary()
    | st.text() | st.sampled_from(["answer", "array", "items", "handle", "thing", "<f8", "list"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["type", "value", "after", "items", "kind", "dtype", "shape", "data", "scalar", "number",
         "type_name", "random_state_touched", "series", "legend", "points"]), inner, max_size=6),
    max_leaves=15))
def test_well_formed_messages_of_another_protocol_are_refused_or_harmless(message):
    decoded_or_refused(msgspec.msgpack.encode(message))


@given(st.sampled_from(sorted(wire.DTYPES)) | st.text(max_size=6),
       st.lists(st.integers(-3, 5) | st.integers(), max_size=5), st.binary(max_size=64),
       st.booleans())
def test_an_arrays_shape_must_account_for_its_bytes(dtype, shape, data, scalar):
    if all(-(2**63) <= side < 2**64 for side in shape):
        sent = wire.Answer(Array(dtype, tuple(shape), data, scalar))
        if not decoded_or_refused(body(sent)):
            assert dtype in wire.DTYPES
            assert math.prod(shape) * np.dtype(dtype).itemsize == len(data)


@pytest.mark.parametrize("array", [
    Array("<f8", (2,), b"\0" * 8), Array("<f8", (1,), b"\0" * 16), Array("<f8", (-1,), b"\0" * 8),
    Array("<f8", (-1, -1), b"\0" * 8), Array("<f8", (2**62, 4), b""), Array("|O", (1,), b"\0" * 8),
    Array("<f8", (0, 2**63), b""), Array("<f8", (0, 2**40), b""), Array("|V8", (1,), b"\0" * 8),
    Array("<f8", (0,) * 40, b""), Array("<f8", (1,) * 33, b"\0" * 8), Array("", (1,), b"\0"),
    Array("<M8[s]", (1,), b"\0" * 8), Array("<f8", (2**32, 2**32), b""), Array("f8,f8", (0,), b""),
    Array("<U1", (1,), b"\0" * 4), Array(">f8", (1,), b"\0" * 8), Array("float", (1,), b"\0" * 8),
    Array("<f8", (1.5,), b"\0" * 8), Array("<f8", ("1",), b"\0" * 8),
])
def test_hostile_arrays_are_refused(array):
    assert decoded_or_refused(body(wire.Answer(array)))


def nested(count):
    value: wire.Value = 1
    for _ in range(count):
        value = Items("list", [value])
    return value


@pytest.mark.parametrize("count", [wire.MOST_DEPTH + 1, 100, 400])
def test_depth_is_bounded(count):
    assert decoded_or_refused(body(wire.Answer(nested(count))))
    assert not decoded_or_refused(body(wire.Answer(nested(wire.MOST_DEPTH))))


LONG = "x" * (wire.MOST_TEXT + 1)


@pytest.mark.parametrize("message", [
    wire.Answer(LONG), wire.Answer(Handle(1, LONG)), wire.Answer(Thing(LONG, "")),
    wire.Answer(Thing("", LONG)), wire.Answer(Items("set", [])), wire.Loaded([LONG], {}),
    wire.Answer(Items("list", [None] * (wire.MOST_ITEMS + 1))), wire.Loaded([], {"f": LONG}),
    wire.Failure(LONG, "", "", "", "", ""), wire.Failure("", LONG, "", "", "", ""),
    wire.Failure("", "", "", "", "", LONG), wire.Seen(LONG, "", [], []),
    wire.Seen("", "", [], [(LONG, encode(np.zeros(3)))]), wire.CallBack(LONG, [], {}),
])
def test_lengths_are_bounded(message):
    assert decoded_or_refused(body(message))


@pytest.mark.parametrize("request_", [
    wire.Load([], [], [], 1.0, True), wire.Invoke("f", [], {}, 1.0), wire.Return(None),
    wire.CloseFigures(), wire.NewAxes(), wire.Substitute("f", None),
])
def test_a_request_is_no_reply(request_):
    assert decoded_or_refused(body(request_))


def test_two_messages_are_not_one():
    data = body(REPLIES[0])
    assert decoded_or_refused(data + data)
    assert decoded_or_refused(data[:-1])


# ---- pictures ----------------------------------------------------------------------------


@given(st.integers(0, 3), st.integers(0, 5))
def test_pictures_arrive_as_they_were_sent(count, points):
    rng = np.random.default_rng(0)
    seen = Picture("x", "y", [Series(rng.random((points, 2)), rng.random(3), f"line {i}")
                              for i in range(count)], [("a", rng.random(3))])
    found = wire.decode_picture(wire.decode_reply(body(wire.encode_picture(seen))))
    assert (found.xlabel, found.ylabel) == ("x", "y")
    for one, other in zip(found.series, seen.series, strict=True):
        np.testing.assert_array_equal(one.points, other.points)
        np.testing.assert_array_equal(one.color, other.color)
        assert one.label == other.label
    assert found.legend[0][0] == "a"


@pytest.mark.parametrize("points", [
    np.zeros(2), np.zeros((2, 3)), np.zeros((1, 2, 2)), np.zeros((2, 2), complex),
    np.zeros((2, 2), int), np.zeros((2, 0)), np.float64(1),
])
def test_pictures_of_other_shapes_are_refused(points):
    color = encode(np.zeros(3))
    assert decoded_or_refused(body(wire.Seen("", "", [wire.SeriesData(
        encode(points), color, "")], [])))
    assert decoded_or_refused(body(wire.Seen("", "", [], [("a", encode(points))])))


def test_a_picture_of_more_points_than_are_read_is_refused():
    def picture(*counts):
        color = encode(np.zeros(3))
        return wire.Seen("", "", [wire.SeriesData(encode(np.zeros((count, 2))), color, "")
                                  for count in counts], [])

    wire.decode_picture(picture(MOST_POINTS - 1, 1))
    for counts in ((MOST_POINTS, 1), (500_000,)):
        with pytest.raises(WireError, match="too many points"):
            wire.decode_picture(picture(*counts))


def test_numbers_that_are_no_numbers_arrive_as_such():
    for value in (math.nan, math.inf, -math.inf, np.float64("nan")):
        assert same(carried(value), value)
