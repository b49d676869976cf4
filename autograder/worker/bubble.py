"""bubblewrap: a worker server in namespaces of its own, where nothing hidden is mounted."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile

from autograder.worker.confine import NOBODY, ROOT, readable_paths

PACKAGE = ROOT / "autograder"


def command() -> list[str]:
    """What goes before the server's command line; empty where there is no bubblewrap.

    The file system inside holds Python, its libraries, and of this kit the two packages
    that a worker runs. There is no network but an empty one, and no process but its own.
    """
    bwrap = shutil.which("bwrap") if sys.platform.startswith("linux") else None
    if bwrap is None:
        return []
    mounted = [*readable_paths(), "/bin", "/etc/fonts", os.path.realpath(sys.executable),
               *(f"{prefix}/{part}" for prefix in (sys.prefix, sys.base_prefix)
                 for part in ("bin", "pyvenv.cfg")),
               *(str(PACKAGE / part) for part in ("__init__.py", "checker", "worker"))]
    binds = [word for path in mounted for word in ("--ro-bind-try", path, path)]
    return [bwrap, "--unshare-all", "--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY),
            "--die-with-parent", "--new-session", "--dev", "/dev", "--proc", "/proc",
            "--perms", "1777", "--tmpfs", tempfile.gettempdir(), *binds, "--chdir", "/"]
