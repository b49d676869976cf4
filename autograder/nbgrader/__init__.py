"""nbgrader's own commands on this kit, through its official extension points.

``nbgrader_config.py`` at the root of a course names the steps; each of them is a module here.
"""

from __future__ import annotations

import os
import sysconfig


def put_scripts_on_path() -> None:
    """Let nbgrader find ``alembic``, which it calls by its bare name, beside this Python."""
    scripts = sysconfig.get_path("scripts")
    path = os.environ.get("PATH", "")
    if scripts not in path.split(os.pathsep):
        os.environ["PATH"] = scripts + os.pathsep + path
