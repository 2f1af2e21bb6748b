"""Takes the pinned npm packages, gives the scripts below overrides/assets/vendor with their licences.

Run by a developer, with `npm` on PATH: `python3 scripts/vendor.py`. Standard library only; what npm brings must have
the checksum that is written here. The copies are part of the repository, so that a build needs no network; after them
`run.py bundle` makes what is published.
"""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "overrides/assets/vendor"
MIT = """MIT License

{copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Vendored:
    """One file of an npm package."""

    package: str
    version: str
    sha512: str
    """Of the package's archive, in base64, as npm's `dist.integrity` has it."""
    member: str
    file: str
    copyright: str


FILES = (
    Vendored(
        package="qrcode-generator",
        version="2.0.4",
        sha512="mZSiP6RnbHl4xL2Ap5HfkjLnmxfKcPWpWe/c+5XxCuetEenqmNFf1FH/ftXPCtFG5/TDobjsjz6sSNL0Sr8Z9g==",
        member="package/dist/qrcode.js",
        file="qrcode.js",
        copyright="Copyright (c) 2009 Kazuhiko Arase",
    ),
)


def archive(wanted: Vendored) -> bytes:
    """The package as npm has it; exits where its checksum is another one."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"{wanted.package}@{wanted.version}"
        command = ["npm", "pack", name, "--silent", "--ignore-scripts", "--pack-destination", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        data = next(Path(folder).glob("*.tgz")).read_bytes()
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != wanted.sha512:
        sys.exit(f"{name}: not the file that was pinned")
    return data


def main() -> None:
    """Write every file with one line on where it comes from, and its licence beside it."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for wanted in FILES:
        with tarfile.open(fileobj=io.BytesIO(archive(wanted))) as package:
            member = package.extractfile(wanted.member)
            if member is None:
                sys.exit(f"{wanted.package}: no {wanted.member}")
            script = member.read().decode()
        licence = f"{wanted.file.removesuffix('.js')}.LICENSE.txt"
        head = f"/*! {wanted.package} {wanted.version}, {wanted.copyright}, MIT: see {licence} */\n"
        (VENDOR / wanted.file).write_text(head + script, "utf-8")
        (VENDOR / licence).write_text(MIT.format(copyright=wanted.copyright), "utf-8")


if __name__ == "__main__":
    main()
