"""Questions on the terminal: takes Chinese prompts, gives the answers; whoever breaks off, or answers nothing, stops it all.

Every question ends: a closed input or Ctrl-C is `StoppedError`, and so is the twentieth wrong answer to one question,
so that no stream of nonsense keeps a command running.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import IO, Final

LONGEST: Final = 10_000
_MOST_WRONG: Final = 20
_YES: Final = frozenset({"y", "yes", "是", "对", "好", "要", "写", "确认", "1"})
_NO: Final = frozenset({"n", "no", "否", "不", "不是", "不要", "不写", "取消", "0"})


class StoppedError(Exception):
    """Nobody answers any more; the text says why, in Chinese."""


class Asker:
    """Asks one person, on standard output and standard input or on the terminal itself."""

    def __init__(self, source: IO[str] | None = None) -> None:
        self._source = source
        self.asked = 0
        """How many answers were given."""

    def line(self, prompt: str) -> str:
        """Return one answer, without blanks around it."""
        try:
            answer = self._answer(prompt)
        except (EOFError, KeyboardInterrupt):
            print()
            raise StoppedError("没有回答完") from None
        except (OSError, UnicodeError):
            raise StoppedError("读不到回答") from None
        self.asked += 1
        return answer.strip()

    def _answer(self, prompt: str) -> str:
        if self._source is None and sys.stdin.isatty():
            return input(prompt)[:LONGEST]
        print(prompt, end="", flush=True)
        answer = (self._source or sys.stdin).readline(LONGEST)
        if not answer:
            raise EOFError
        return answer.encode("utf-8", "replace").decode("utf-8")

    def say(self, text: str) -> None:
        """Tell something before the next question."""
        print(text)

    def valid(self, prompt: str, taken: Callable[[str], str]) -> str:
        """Ask until `taken`, which gives the value or raises ValueError with the sentence to say, takes the answer."""
        for _ in range(_MOST_WRONG):
            try:
                return taken(self.line(prompt))
            except ValueError as error:
                print(f"  {error}")
        raise StoppedError(f"这一问答了{_MOST_WRONG}次都不对")

    def choose(self, question: str, choices: Sequence[str], default: int | None = 0) -> int:
        """Return which of the choices: by its number, by its words, or by an empty answer the default."""
        print(question)
        for number, choice in enumerate(choices, 1):
            print(f"  {number} {choice}")

        def taken(answer: str) -> str:
            return str(chosen(answer, choices, default))

        shown = "" if default is None else f"［{default + 1}］"
        return int(self.valid(f"写号码{shown}：", taken))

    def sure(self, question: str) -> bool:
        """Return whether the answer is yes; nothing else than yes or no is taken, and nothing at all means no."""

        def taken(answer: str) -> str:
            plain = answer.lower()
            if plain in _YES or plain in _NO or not plain:
                return "y" if plain in _YES else ""
            raise ValueError("请写 y（是）或 n（不）")

        return bool(self.valid(f"{question}（y 是，n 或回车 不）", taken))


def chosen(answer: str, choices: Sequence[str], default: int | None = None) -> int:
    """Return which choice an answer means; raises ValueError with the sentence to say where it is none or several."""
    if not answer and default is not None:
        return default
    if answer.isdecimal() and 1 <= int(answer[:9]) <= len(choices):
        return int(answer) - 1
    exact = [number for number, choice in enumerate(choices) if answer and answer in (choice, *choice.split())]
    found = exact or [number for number, choice in enumerate(choices) if answer and answer in choice]
    if len(found) == 1:
        return found[0]
    if found:
        told = "、".join(f"{n + 1} {choices[n]}" for n in found[:5])
        raise ValueError(f"「{answer[:20]}」可能是{told}，请写号码")
    said = f"没有「{answer[:20]}」；" if answer else ""
    raise ValueError(f"{said}请写 1 到 {len(choices)} 的号码")


def terminal() -> Asker:
    """Return who asks on the terminal itself, where standard input was a file; raises StoppedError where there is none."""
    try:
        return Asker(open("CONIN$" if sys.platform == "win32" else "/dev/tty", encoding="utf-8", errors="replace"))  # noqa: PTH123 -- a device, open until the command ends
    except OSError:
        raise StoppedError("通知是从文件送进来的，这里又没有可以回答的终端") from None
