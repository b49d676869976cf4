"""File names for students' names."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 60  # characters of a name that stay readable; file systems take 255 bytes
# Windows gives these names to devices, whatever follows the first dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_HASHED = re.compile(r"-[0-9a-f]{12}$")


def feedback_name(student: str) -> str:
    """Name the feedback page of a student: readable, safe everywhere, and never another's.

    A name of small ASCII letters, digits and single ``.``, ``_`` or ``-`` between them is kept.
    Any other is spelled in these as well as it goes and gets a hash of the exact name. So do
    names that only look like one with a hash, and those that Windows reserves.

    Examples
    --------
    >>> feedback_name("ada")
    'ada.html'
    >>> feedback_name("Ada Lovelace")
    'ada-lovelace-767402161715.html'
    """
    letters = unicodedata.normalize("NFKD", student).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9._]+", "-", letters)
    slug = re.sub(r"([._-])[._-]+", r"\1", slug)[:LONGEST].strip("._-")
    if slug == student and slug and not _DEVICE.match(slug) and not _HASHED.search(slug):
        return f"{slug}.html"
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{slug or 'student'}-{digest[:12]}.html"
