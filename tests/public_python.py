"""A Python that an ordinary user can run, for tests that root runs.

Root's own Python may lie below a folder that nobody else may enter (pyenv's usual place).
Then it is copied, with the packages that are needed, into a folder that everybody can read.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

LEFT_OUT = shutil.ignore_patterns("site-packages", "dist-packages", "test", "tests", "config-*",
                                  "idlelib", "tkinter", "turtledemo", "ensurepip", "lib2to3")
ENGINE = ("numpy", "matplotlib", "msgspec", "pytest", "jinja2", "tqdm")


def python_for_everybody(folder: Path, packages: tuple[str, ...] = ENGINE) -> str:
    """A Python with these packages: this one if everybody can run it, else a copy in a folder."""
    if _everybody_can_run(sys.executable) and _everybody_can_run(sysconfig.get_path("purelib")):
        return sys.executable
    version = f"python{sysconfig.get_python_version()}"
    shutil.copytree(sysconfig.get_path("stdlib"), folder / "lib" / version, ignore=LEFT_OUT)
    for library in Path(sys.base_prefix, "lib").glob("libpython*.so*"):
        shutil.copy(library, folder / "lib")
    binary = folder / "bin" / version
    binary.parent.mkdir(parents=True)
    # Where the loader looks for the library that holds Python: beside the copy.
    home = f"{sys.base_prefix}/lib\0".encode()
    here = b"$ORIGIN/../lib\0"
    binary.write_bytes(Path(sys.executable).resolve().read_bytes().replace(
        home, here.ljust(len(home), b"\0")))
    binary.chmod(0o755)
    # Debian's Python has its packages elsewhere.
    site = Path(subprocess.run(
        [binary, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True).stdout.strip())
    assert site.is_relative_to(folder)
    for name in _with_all_they_need(packages):
        for file in distribution(name).files or ():
            if ".." not in file.parts:
                (site / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), site / file)
    return str(binary)


def _everybody_can_run(place: str) -> bool:
    path = Path(place).resolve()
    return all(one.stat().st_mode & 0o001 for one in (path, *path.parents))


def _with_all_they_need(packages: tuple[str, ...]) -> set[str]:
    """Names of packages, and of what they require, as far as it is installed."""
    found: set[str] = set()
    open_ = [Requirement(name) for name in packages]
    seen: set[str] = set()
    while open_:
        one = open_.pop()
        if str(one) in seen:
            continue
        seen.add(str(one))
        try:
            required = map(Requirement, distribution(one.name).requires or ())
        except PackageNotFoundError:  # for another platform
            continue
        found.add(one.name)
        open_ += [more for more in required if more.marker is None or any(
            more.marker.evaluate({"extra": extra}) for extra in ("", *one.extras))]
    return found
