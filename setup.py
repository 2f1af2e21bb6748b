"""What setuptools does besides pyproject.toml: a wheel carries the templates, scripts, schemas and holidays of the kit.

An editable installation does not: there linli.kit finds them where they lie.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

FOLDERS = ("overrides", "data/schemas", "data/holidays")


class WithKit(build_py):
    """Copies them beside linli/kit.py."""

    def run(self) -> None:
        """Build the package, then lay the folders into it; sources of scripts stay behind, their bundles are used."""
        super().run()
        if not self.editable_mode:
            for name in FOLDERS:
                target = Path(self.build_lib) / "linli/kit_files" / name
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(name, target, ignore=shutil.ignore_patterns("src"))
            shutil.copy("requirements.txt", Path(self.build_lib) / "linli/kit_files")


setup(cmdclass={"build_py": WithKit})
