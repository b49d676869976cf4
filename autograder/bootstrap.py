"""Set-up on first use, with nothing but the standard library.

In an environment that has the dependencies nothing is changed. Otherwise the kit makes a
``.venv`` of its own beside this package, installs itself there, and runs on in it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
EXTRAS = ("test",)


def ensure() -> None:
    """Go on in an environment that has the dependencies, making it first if need be."""
    if not missing():
        _put_scripts_on_path()
        return
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if Path(sys.prefix).resolve() == VENV.resolve() or not _works(python):
        _install(python)
    command = [str(python), "-m", "autograder", *sys.argv[1:]]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    if os.name == "nt":
        raise SystemExit(subprocess.call(command, env=environment))
    os.execve(python, command, environment)


def missing() -> list[str]:
    """The dependencies that this Python does not have."""
    return [name for name in requirements() if importlib.util.find_spec(name) is None]


def requirements() -> list[str]:
    """The names of the kit's dependencies, as pyproject.toml has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in EXTRAS:
        wanted += project["optional-dependencies"][extra]
    names = [re.split(r"[^\w-]", requirement)[0] for requirement in wanted]
    return [name.replace("-", "_") for name in names]


def _works(python: Path) -> bool:
    """Whether the kit's own environment is there and complete."""
    if not python.exists():
        return False
    check = "import sys; from autograder.bootstrap import missing; sys.exit(bool(missing()))"
    return subprocess.run([str(python), "-c", check], cwd=ROOT, check=False,
                          capture_output=True).returncode == 0


def _install(python: Path) -> None:
    """Make ``.venv`` and install the kit into it: with uv where there is one, else with pip."""
    target = f"{ROOT}[{','.join(EXTRAS)}]"
    uv = shutil.which("uv")
    print(f"autograder: setting up {VENV} with {'uv' if uv else 'pip'}; this happens once and "
          "takes a minute or two …", file=sys.stderr, flush=True)
    if uv:
        steps = [[uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)],
                 [uv, "pip", "install", "--quiet", "--python", str(python), "--editable", target]]
    else:
        steps = [[sys.executable, "-m", "venv", str(VENV)],
                 [str(python), "-m", "pip", "install", "--quiet",
                  "--disable-pip-version-check", "--editable", target]]
    for step in steps:
        outcome = subprocess.run(step, check=False, capture_output=True, text=True)
        if outcome.returncode != 0:
            words = (outcome.stderr or outcome.stdout).strip().splitlines()
            sys.stderr.write("\n".join(words[-15:]) + "\n")
            sys.exit(f"autograder: this step of the set-up failed: {' '.join(step)}\n"
                     "Is there a network, and is Python's venv module installed (on Debian and "
                     "Ubuntu: apt install python3-venv)? Then run the command again; or install "
                     "the packages of environment.yml yourself.")


def _put_scripts_on_path() -> None:
    """nbgrader calls ``alembic`` by its bare name."""
    scripts = sysconfig.get_path("scripts")
    path = os.environ.get("PATH", os.defpath)
    if scripts not in path.split(os.pathsep):
        os.environ["PATH"] = scripts + os.pathsep + path
