"""Take nothing, write scripts/linli/checks/examples.json: what the rules say of the examples in their docstrings.

    python3 tests/tools/examples.py

The editor's manual shows it; after a change of a rule's examples or messages this is run again.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from fragments import examples, files_of, gather, lay_out, shown  # noqa: E402 -- found through the line above
from linli.checks import rules  # noqa: E402
from linli.checks._manual import KEPT, reading  # noqa: E402


def main() -> None:
    """Run every example as the tests do."""
    kept = {}
    for rule in (reading(), *rules()):
        kept[rule.name] = []
        for code, example in examples(rule):
            files, published = files_of(example)
            with tempfile.TemporaryDirectory() as folder:
                context, before = gather(lay_out(Path(folder) / "site", files), published)
                kept[rule.name].append(shown(code, example, [*before, *rule.check(context)]))
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
