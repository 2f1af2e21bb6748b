"""Take the modules of overrides/assets/src, give the scripts that pages load: `python3 scripts/run.py bundle`.

What comes out is part of the repository, so that a host needs no Node; tests/test_scripts.py holds the two together.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import provide

ASSETS = provide.ROOT / "overrides" / "assets"
BUNDLES = ASSETS / "dist"


def bundle(target: Path) -> None:
    """Write every bundle below a folder; raises CalledProcessError where a module cannot be read."""
    node = os.environ.get("LINLI_NODE") or str(provide.node())
    packages = Path(os.environ.get("LINLI_NPM") or provide.packages())
    script = Path(__file__).with_name("bundle.mjs")
    subprocess.run([node, str(script), str(packages / "esbuild"), str(ASSETS / "src"), str(target)], check=True)


def main() -> int:
    """Put new bundles in the place of the old ones, and say how heavy they are."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            bundle(Path(folder))
            shutil.rmtree(BUNDLES, ignore_errors=True)
            shutil.copytree(folder, BUNDLES)
    except provide.MissingTool as lack:
        provide.say(f"{lack}\n脚本没有重新打包。")
        return 3
    except subprocess.CalledProcessError:
        provide.say("脚本没有重新打包，请先改正上面指出的错误。")
        return 1
    for path in sorted(BUNDLES.rglob("*.js")):
        print(f"{path.stat().st_size:7} {path.relative_to(provide.ROOT).as_posix()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
