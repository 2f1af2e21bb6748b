"""Take the lower bounds of pyproject.toml, give requirements*.txt: exact versions with the hashes of every platform's files.

Run by a developer, with `uv` on PATH (it is in `.venv` after `run.py test`): `python3 tests/tools/lock.py`. requirements-test.txt and
requirements-bench.txt hold only what comes on top of requirements.txt. No address is written. Releases of the last
week are left out: not every mirror has them yet, and a bad one has been withdrawn by then.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN: tuple[str, ...] = ("--group", "build")
EXTRAS: dict[str, tuple[str, ...]] = {
    "requirements-test.txt": ("test", "portal"),
    "requirements-bench.txt": ("bench", "portal"),
}
COMPILE = (
    *("uv", "pip", "compile", "--no-config", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
)


def resolve(*options: str, constraints: str = "") -> dict[str, str]:
    """Requirement line (`name==version ; marker`) → its whole entry, hashes included."""
    settled = (datetime.now(UTC) - timedelta(days=7)).date().isoformat()
    command = [*COMPILE, "--exclude-newer", settled, "pyproject.toml", *options]
    if constraints:
        command += ["--constraints", "-"]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "UV_"))}
    done = subprocess.run(command, cwd=ROOT, env=clean, input=constraints, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    entries = re.split(r"^(?=\S)", done.stdout, flags=re.MULTILINE)
    return {entry.split("\\")[0].strip(): entry for entry in entries if entry.strip()}


def main() -> None:
    """Resolve everything at once, so that no two files disagree; then write each file's own part."""
    extras = [word for names in EXTRAS.values() for name in names for word in ("--extra", name)]
    constraints = "\n".join(resolve(*RUN, *extras))
    base = resolve(*RUN, constraints=constraints)
    (ROOT / "requirements.txt").write_text("".join(base.values()), encoding="utf-8")
    for file, names in EXTRAS.items():
        wanted = [word for name in names for word in ("--extra", name)]
        entries = resolve(*RUN, *wanted, constraints=constraints)
        added = "".join(entry for line, entry in entries.items() if line not in base)
        (ROOT / file).write_text("-r requirements.txt\n" + added, encoding="utf-8")


if __name__ == "__main__":
    main()
