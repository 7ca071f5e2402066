"""The quick writer of PNG files loses nothing: another program reads back every pixel."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from vitd_edu.figures.png import SIGNATURE, encode


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_another_program_reads_back_every_pixel(height: int, width: int, seed: int):
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    with Image.open(io.BytesIO(encode(pixels))) as image:
        image.load()
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (width, height))
        assert (np.asarray(image) == pixels).all()


def test_a_flat_picture_is_small():
    assert len(encode(np.zeros((320, 720, 3), dtype=np.uint8))) < 5_000


def test_a_broken_file_is_noticed():
    """Without checksums that fit, a browser shows nothing."""
    whole = bytearray(encode(np.zeros((4, 4, 3), dtype=np.uint8)))
    assert whole.startswith(SIGNATURE)
    whole[len(SIGNATURE) + 8 + 3] ^= 0x01  # the width
    with pytest.raises((OSError, SyntaxError)):
        Image.open(io.BytesIO(bytes(whole)))
