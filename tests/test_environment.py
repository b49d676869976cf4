"""environment.yml and pyproject.toml name the same packages with the same bounds."""

from __future__ import annotations

import tomllib

import yaml

from tests.sample_course import ROOT

CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_conda_gets_what_pip_gets():
    assert CONDA["dependencies"] == [
        f"python{PROJECT['requires-python']}",
        *PROJECT["dependencies"],
        *PROJECT["optional-dependencies"]["test"],
    ]


def test_everything_comes_from_one_channel():
    assert CONDA["channels"] == ["conda-forge"]


def test_the_environment_has_the_name_of_the_project():
    assert CONDA["name"] == PROJECT["name"]
