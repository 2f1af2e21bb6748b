"""Every odd file is read or refused with a Chinese sentence, within seconds and 300 MB, measured in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import hostile_books
import hostile_sheets
import linli

SECONDS = 5
MEGABYTES = 300
READ = """
import json, re, sys, time, traceback
from pathlib import Path
from linli import spreadsheets
for line in sys.stdin:
    path, started = Path(line.rstrip("\\n")), time.process_time()
    try:
        sheets = spreadsheets.read(path)
        said = [sentence for sheet in sheets for sentence in sheet.complaints()]
        found, known = "read", len(said) + sum(1 for sheet in sheets for cell in sheet.cells())
    except spreadsheets.CannotReadError as error:
        found, said, known = "refused", [str(error)], 0
    except BaseException:
        found, said, known = "broken", [traceback.format_exc()], 0
    sheets = None
    status = Path("/proc/self/status")  # getrusage would count what the tests before had taken
    peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
    most = int(peak[1]) // 1024 if peak else 0
    print(json.dumps([path.name, found, said[:3], known, time.process_time() - started, most]), flush=True)
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What became of every file; one is made, read and deleted after the other."""
    file = tmp_path_factory.mktemp("hostile") / "a.xlsx"
    command = [sys.executable, "-c", READ]
    env = os.environ | {"PYTHONPATH": str(Path(linli.__file__).parents[1]), "PYTHONUTF8": "1"}
    found: dict[str, list[Any]] = {}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        for name, make in hostile_sheets.every().items():
            file.write_bytes(make())
            reader.stdin.write(f"{file}\n")
            reader.stdin.flush()
            line = reader.stdout.readline()
            assert line, f"{name}: the reader is gone"
            found[name] = json.loads(line)[1:]
        reader.stdin.close()
    return found


def test_there_are_two_hundred(outcomes: dict[str, list[Any]]) -> None:
    assert len(outcomes) >= 200


def test_nothing_ends_in_a_traceback(outcomes: dict[str, list[Any]]) -> None:
    assert {name: said for name, (found, said, *_) in outcomes.items() if found == "broken"} == {}


def test_every_refusal_is_a_chinese_sentence_without_what_stands_in_the_cells(outcomes: dict[str, list[Any]]) -> None:
    for name, (_, said, *_) in outcomes.items():
        for sentence in said:
            assert any("一" <= letter <= "龥" for letter in sentence), name
            assert hostile_sheets.PLANTED not in sentence, name
            assert len(sentence) < 200, name


def test_nothing_takes_long(outcomes: dict[str, list[Any]]) -> None:
    assert {name: seconds for name, (*_, seconds, _) in outcomes.items() if seconds > SECONDS} == {}


def test_nothing_takes_much_memory(outcomes: dict[str, list[Any]]) -> None:
    assert max(most for *_, most in outcomes.values()) < MEGABYTES


@pytest.mark.parametrize(
    "name",
    [
        "lies of its size",
        "a last row",
        "all merged",
        "another prefix",
        "macros",
        "links to other books",
        "50 deep",
        "junk behind",
    ],
)
def test_what_is_only_odd_is_read(name: str, outcomes: dict[str, list[Any]]) -> None:
    assert outcomes[name][0] == "read"
    assert outcomes[name][2] > 0


@pytest.mark.parametrize(
    "name",
    [
        "locked",
        "5,000 parts",
        "120 MB of blanks",
        "120 MB told as 9 KB",
        "laughs used",
        "file used",
        "300 columns",
        "250,000 cells",
    ],
)
def test_what_is_dangerous_is_refused(name: str, outcomes: dict[str, list[Any]]) -> None:
    assert outcomes[name][0] == "refused"


def test_no_document_type_is_accepted(outcomes: dict[str, list[Any]]) -> None:
    for name in hostile_books.DOCTYPES:
        for part in hostile_books.PARTS:
            found, said, *_ = outcomes[f"{name} in {part}"]
            assert (found, "（DTD）" in said[0]) == ("refused", True)


def test_the_file_of_the_host_is_never_read(outcomes: dict[str, list[Any]]) -> None:
    assert "root:" not in json.dumps(list(outcomes.values()))
