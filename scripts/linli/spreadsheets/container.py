"""The zip around an xlsx file: takes its bytes, gives its parts piece by piece; counts before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from linli.spreadsheets.grid import SAVE_AS, CannotReadError
from linli.spreadsheets.walking import damaged

SIZE: Final = 20 << 20
UNPACKED: Final = 50 << 20
PARTS: Final = 2_000
RATIO: Final = 300
_PIECE: Final = 4 << 20
_LIMIT_SAID: Final = "请把要用的几行几列复制到一个新的表格里，另存为 xlsx"
DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Container:
    """The parts of one file."""

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > PARTS:
            raise CannotReadError(f"文件里装了太多东西。{_LIMIT_SAID}")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE:
            raise damaged() from None
        parts = self._zip.infolist()
        for part in parts:
            if part.flag_bits & 1:
                raise CannotReadError(f"文件加了密码，读不了。请去掉密码，{SAVE_AS.removeprefix('请')}")
        unpacked = sum(part.file_size for part in parts)
        if unpacked > UNPACKED or (unpacked > 4 << 20 and unpacked > RATIO * len(data)):
            raise CannotReadError(f"文件解开以后太大（{unpacked >> 20} MB）。{_LIMIT_SAID}")
        self.names = {part.filename.lower(): part for part in parts}
        if len(self.names) < len(parts):
            raise damaged()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def pieces(self, name: str) -> Iterator[bytes]:
        """Unpack one part, never more than its directory says."""
        part = self.names.get(name.lower())
        if part is None:
            raise damaged()
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise damaged()
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(_PIECE):
                    yield piece
        except DAMAGE:
            raise damaged() from None
