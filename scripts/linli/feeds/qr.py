"""QR codes as files a phone can long-press: takes a text, gives a PNG of one bit a pixel.

Drawn by zxing-cpp: segno, which would save these lines, takes 7 times as long (11 ms against 1.6 ms a code on the
same machine), and 1,000 courses have 2,000 codes.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import Final

import zxingcpp

SCALE: Final = 8
"""Pixels a module: a module is then one byte of a PNG row, and zxing-cpp's 0 and 255 are its eight pixels."""


@lru_cache(maxsize=4096)
def png(text: str) -> bytes:
    """Return the QR code of `text`, error correction M, with the quiet zone of four modules (ISO/IEC 18004).

    Raises ValueError where the text is too long for a QR code (2,331 bytes).
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = memoryview(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=True))
    height, width = modules.shape or (0, 0)
    data = modules.tobytes()
    rows = (data[start : start + width] for start in range(0, height * width, width))
    pixels = b"".join((b"\0" + row) * SCALE for row in rows)
    header = struct.pack(">IIBBBBB", width * SCALE, height * SCALE, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
