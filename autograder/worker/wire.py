"""The strict encoding between the grader and a worker.

A frame is a length and a MessagePack message of one of the types below; nothing else is
accepted. The decoder believes no declared size: an array's dtype must be on the list and
its shape must account for every byte. There is no pickle and no way to name a class.
"""

from __future__ import annotations

import math
import struct
from typing import Annotated, Any, TypeAlias

import msgspec
import numpy as np

from autograder.checker.picture import MOST_POINTS, MOST_SERIES, Picture, Series, is_axes
from autograder.checker.values import Opaque

READY = b"ready"  # before all frames: the worker is confined
MOST_BYTES = 16 << 20  # one frame
PART = 1 << 16  # bytes that are received at once; for more, memory is mapped anew each time
MOST_DEPTH = 6  # lists in lists
MOST_ITEMS = 100_000
MOST_TEXT = 4_000
FLOATS = {float, np.float64}
MOST_AXES = 16  # dimensions of an array
DTYPES = frozenset(
    f"<{kind}" for kind in ("f2", "f4", "f8", "c8", "c16", "i2", "i4", "i8", "u2", "u4", "u8")
) | {"|b1", "|i1", "|u1"}
DTYPE_OF = {name: np.dtype(name) for name in DTYPES}
NAME_OF = {dtype: name for name, dtype in DTYPE_OF.items()}

Text: TypeAlias = Annotated[str, msgspec.Meta(max_length=MOST_TEXT)]


class WireError(Exception):
    """A frame that is not what the protocol allows."""


class Array(msgspec.Struct, tag="array", frozen=True):
    """An array's bytes in C order, or with ``scalar`` a NumPy number."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes
    scalar: bool = False


class Items(msgspec.Struct, tag="items", frozen=True):
    """A list or a tuple."""

    kind: Text
    items: Annotated[list[Value], msgspec.Meta(max_length=MOST_ITEMS)]


class Handle(msgspec.Struct, tag="handle", frozen=True):
    """Something that stays in the worker: a model, an Axes."""

    number: int
    type_name: Text


class Thing(msgspec.Struct, tag="thing", frozen=True):
    """A value that is no data and of no further use: its type and a short text."""

    type_name: Text
    text: Text


Value: TypeAlias = bool | int | float | Text | Array | Items | Handle | Thing | None


# ---- from the grader to the worker -------------------------------------------------------

class Load(msgspec.Struct, tag="load"):
    """Run a submission's definitions; answered by ``Loaded``, if asked for after a
    ``Statement`` for each."""

    cells: list[str]
    stubs: list[str]
    skip: list[int]
    seconds: float
    announce: bool


class Invoke(msgspec.Struct, tag="invoke"):
    """Call a stub by name, or a handle; answered by ``Answer`` or ``Failure``."""

    target: str | Handle
    args: list[Value]
    kwargs: dict[str, Value]
    seconds: float


class Get(msgspec.Struct, tag="get"):
    """Read an attribute of a handle."""

    target: Handle
    name: str
    seconds: float


class Set(msgspec.Struct, tag="set"):
    """Set an attribute of a handle."""

    target: Handle
    name: str
    value: Value
    seconds: float


class NewAxes(msgspec.Struct, tag="new_axes"):
    """Make empty Axes; answered with their handle."""


class Look(msgspec.Struct, tag="look"):
    """Read an Axes as data; answered by ``Seen`` or ``Failure``."""

    target: Handle
    seconds: float


class CloseFigures(msgspec.Struct, tag="close_figures"):
    """Close all figures and forget all handles."""


class Substitute(msgspec.Struct, tag="substitute"):
    """Put a call back to the grader in the place of a stub.

    With ``methods`` the stand-in is a class with these methods, else a function.
    """

    name: str
    methods: list[str] | None


class Return(msgspec.Struct, tag="return"):
    """The grader's answer to a ``CallBack``."""

    value: Value
    error: str | None = None


# ---- from the worker to the grader -------------------------------------------------------

class Statement(msgspec.Struct, tag="statement"):
    """The statement that is about to be run while loading."""

    number: int


class Loaded(msgspec.Struct, tag="loaded"):
    """Which names there are, and why others are missing."""

    names: list[Text]
    problems: dict[Text, Text]


class Answer(msgspec.Struct, tag="answer"):
    """What a call gave back, its arguments afterwards, and whether NumPy's global
    generator moved."""

    value: Value
    after: list[Value] = []
    random_state_touched: bool = False


class Failure(msgspec.Struct, tag="failure"):
    """The learner's code raised."""

    type_name: Text
    text: Text
    place: Text
    line: Text
    function: Text
    remark: Text


class SeriesData(msgspec.Struct):
    """A :class:`Series` as arrays."""

    points: Array
    color: Array
    label: Text
    marked: bool = True


class Seen(msgspec.Struct, tag="seen"):
    """A :class:`Picture`."""

    xlabel: Text
    ylabel: Text
    series: Annotated[list[SeriesData], msgspec.Meta(max_length=MOST_SERIES)]
    legend: Annotated[list[tuple[Text, Array]], msgspec.Meta(max_length=MOST_SERIES)]


class CallBack(msgspec.Struct, tag="call_back"):
    """A substitute was called; answered by ``Return``, perhaps after further requests."""

    name: Text
    args: list[Value]
    kwargs: dict[Text, Value]


Request: TypeAlias = (Load | Invoke | Get | Set | NewAxes | Look | CloseFigures | Substitute
                      | Return)
Reply: TypeAlias = Statement | Loaded | Answer | Failure | Seen | CallBack

_encoder = msgspec.msgpack.Encoder()
decode_request = msgspec.msgpack.Decoder(Request).decode
_decode_reply = msgspec.msgpack.Decoder(Reply).decode
LENGTH = struct.Struct("<I")


def frame(message: Request | Reply) -> bytes:
    """A message as bytes, with its length before it.

    Raises
    ------
    WireError
        If it is larger than a frame may be.
    """
    body = _encoder.encode(message)
    if len(body) > MOST_BYTES:
        raise WireError(f"a message of {len(body)} bytes is larger than a frame may be")
    return LENGTH.pack(len(body)) + body


def decode_reply(body: bytes) -> Reply:
    """Decode what a worker sent; it may have sent anything.

    Raises
    ------
    WireError
        If it is not exactly one message of the protocol.
    """
    try:
        return _decode_reply(body)
    except (msgspec.DecodeError, RecursionError, MemoryError, UnicodeError) as error:
        raise WireError(f"no message of the protocol: {error}") from None


class Received:
    """Bytes as they come in, and the messages in them."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._start = 0  # of what has not been taken yet

    def __bool__(self) -> bool:
        return len(self._bytes) > self._start

    def add(self, part: bytes) -> None:
        """Some more bytes."""
        del self._bytes[:self._start]
        self._start = 0
        self._bytes += part

    def message(self) -> bytes | None:
        """Take the first message; None if it is not whole yet.

        Raises
        ------
        WireError
            If it says that it is larger than a frame may be.
        """
        begin = self._start + LENGTH.size
        if len(self._bytes) < begin:
            return None
        size = LENGTH.unpack_from(self._bytes, self._start)[0]
        if size > MOST_BYTES:
            raise WireError(f"a frame of {size} bytes")
        if len(self._bytes) < begin + size:
            return None
        self._start = begin + size
        return bytes(memoryview(self._bytes)[begin:self._start])


def text(value: object, most: int = MOST_TEXT) -> str:
    """A text that can be sent: bounded, without lone surrogates."""
    return str(value)[:most].encode("utf-8", "replace").decode()


class Handles:
    """The things that stay in the worker, by number."""

    def __init__(self) -> None:
        self._things: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}

    def handle(self, thing: Any) -> Handle:
        """The handle of a thing; the same thing has the same handle."""
        number = self._numbers.setdefault(id(thing), len(self._numbers) + 1)
        self._things[number] = thing
        return Handle(number, "Axes" if is_axes(thing) else text(type(thing).__name__, 80))

    def thing(self, handle: Handle) -> Any:
        """The thing of a handle."""
        return self._things[handle.number]

    def clear(self) -> None:
        """Forget everything."""
        self._things.clear()
        self._numbers.clear()


def encode(value: Any, handles: Handles | None = None, depth: int = 0) -> Value:
    """Turn a value into what can be sent.

    What is neither number, text, array, list nor tuple becomes a handle if handles are kept,
    and otherwise a ``Thing``. Subclasses of arrays and numbers are sent as what they are
    made of.
    """
    kind = type(value)
    if value is None or kind is bool or kind is float:
        return value
    if isinstance(value, (np.ndarray, np.generic)) and not isinstance(value, str):
        return _array(value)
    if isinstance(value, str):
        return text(str.__str__(value))
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, int):
        number = int.__int__(value)
        return number if -(2**63) <= number < 2**63 else Thing("int", "a very large int")
    if isinstance(value, list):
        return _items(list(list.__iter__(value)), "list", handles, depth)
    if isinstance(value, tuple):
        return _items(list(tuple.__iter__(value)), "tuple", handles, depth)
    if handles is not None:
        return handles.handle(value)
    return Thing(text(kind.__name__, 80), "")


def _items(items: list[Any], kind: str, handles: Handles | None, depth: int) -> Items | Thing:
    if depth >= MOST_DEPTH or len(items) > MOST_ITEMS:
        return Thing(kind, "too long or too deep")
    if items and set(map(type, items)) <= FLOATS:  # as a list of losses is
        return Items(kind, list(map(float, items)))
    return Items(kind, [encode(item, handles, depth + 1) for item in items])


def _array(value: np.ndarray | np.generic) -> Array | Thing:
    array = np.asarray(value)
    if not _fits(array.shape) or array.nbytes > MOST_BYTES // 2:
        return Thing("ndarray", f"of {array.nbytes} bytes")
    if array.dtype not in NAME_OF:
        wanted = np.dtype(float) if array.dtype == np.longdouble else \
            array.dtype.newbyteorder("<")
        if wanted not in NAME_OF:
            return Thing("ndarray", f"of dtype {text(array.dtype, 60)}")
        array = array.astype(wanted)
    return Array(NAME_OF[array.dtype], array.shape, array.tobytes(),
                 isinstance(value, np.generic))


def _fits(shape: tuple[int, ...]) -> bool:
    """Whether an array of that shape is small enough, also where a side is 0."""
    return len(shape) <= MOST_AXES and min(shape, default=0) >= 0 \
        and (math.prod(shape) or math.prod(size or 1 for size in shape)) <= MOST_BYTES


def decode(value: Value, things: Any = None, depth: int = 0) -> Any:
    """Turn what was received into a value; every size is checked against the bytes in hand.

    Parameters
    ----------
    value
        What the message holds.
    things
        A function from handles to what they stand for on this side.
    depth
        In how many lists it lies.

    Raises
    ------
    WireError
        If it is nothing that :func:`encode` gives.
    """
    if isinstance(value, Array):
        return _decoded_array(value)
    if isinstance(value, Items):
        if depth >= MOST_DEPTH or value.kind not in ("list", "tuple"):
            raise WireError("a list that is nested too deeply or of an unknown kind")
        items = value.items if set(map(type, value.items)) <= FLOATS else \
            [decode(item, things, depth + 1) for item in value.items]
        return tuple(items) if value.kind == "tuple" else items
    if isinstance(value, Handle):
        return things(value) if things is not None else Opaque(value.type_name)
    if isinstance(value, Thing):
        return Opaque(value.type_name, value.text)
    return value


def _decoded_array(value: Array) -> np.ndarray | np.generic:
    dtype = DTYPE_OF.get(value.dtype)
    if dtype is None:
        raise WireError(f"an array of dtype {value.dtype[:20]!r}")
    if not _fits(value.shape) or math.prod(value.shape) * dtype.itemsize != len(value.data):
        raise WireError("an array whose shape does not account for its bytes")
    array = np.frombuffer(value.data, dtype).reshape(value.shape).copy()
    return array[()] if value.scalar else array


def encode_picture(seen: Picture) -> Seen:
    """A picture as a message."""
    return Seen(
        text(seen.xlabel), text(seen.ylabel),
        [SeriesData(_plain(one.points), _plain(one.color), text(one.label), one.marked)
         for one in seen.series],
        [(text(words), _plain(color)) for words, color in seen.legend],
    )


def _plain(array: np.ndarray) -> Array:
    array = np.asarray(array, dtype="<f8")
    return Array("<f8", array.shape, array.tobytes())


def decode_picture(seen: Seen) -> Picture:
    """The picture in a message, its arrays of the shapes that they must have."""
    def read(array: Array, *shape: int) -> np.ndarray:
        values = np.asarray(_decoded_array(array))
        if values.dtype != float or values.ndim != len(shape) or values.shape[-1] != shape[-1]:
            raise WireError("a picture whose arrays have other shapes")
        return values

    # A check compares each of them with each that it looks for.
    if sum(len(one.points.data) for one in seen.series) > MOST_POINTS * 2 * 8:
        raise WireError("a picture of too many points")
    return Picture(
        seen.xlabel, seen.ylabel,
        [Series(read(one.points, -1, 2), read(one.color, 3), one.label, one.marked)
         for one in seen.series],
        [(words, read(color, 3)) for words, color in seen.legend],
    )
