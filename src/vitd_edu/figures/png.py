"""Pixels to PNG, as quickly as zlib allows: pictures that change with every press of a key are not kept on a disk."""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
EIGHT_BIT_COLOR = (8, 2, 0, 0, 0)  # bits a channel, red-green-blue, and the only compression, filters and order
NO_FILTER = 0  # a filter for each row shrinks a plot by little, and choosing one takes longer than compressing it
QUICKEST = 1


def encode(pixels: NDArray[np.uint8]) -> bytes:
    """Return pixels as the bytes of a PNG file.

    Args:
        pixels: Red, green and blue, 0-255, shape (height, width, 3).
    """
    height, width, channels = pixels.shape
    rows = np.empty((height, 1 + width * channels), dtype=np.uint8)
    rows[:, 0] = NO_FILTER
    rows[:, 1:] = pixels.reshape(height, width * channels)
    parts = {
        b"IHDR": struct.pack(">2I5B", width, height, *EIGHT_BIT_COLOR),
        b"IDAT": zlib.compress(rows.data, QUICKEST),
        b"IEND": b"",
    }
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in parts.items())


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))
