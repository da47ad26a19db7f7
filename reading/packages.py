"""Zipped Office files are checked before they are opened: what they say they unpack to, and how much."""

import io
import zipfile

from reading.limits import MEGABYTE, Limits
from records.errors import UnreadablePaper

_PARTS = 20_000  # the largest honest presentations hold a few thousand
_RATIO = 250  # XML packs 10 to 60 times; a bomb a thousand
_ENCRYPTED = 0x1


def check_package(body: bytes, limits: Limits) -> None:
    """Raise `UnreadablePaper` for a zip bomb, an encrypted or a broken package; nothing is unpacked.

    Python's zipfile never unpacks more of a part than its declared size, so a package that lies about sizes is caught
    when read.
    """
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        parts = package.infolist()
    if len(parts) > _PARTS:
        raise UnreadablePaper(f"a zip bomb: {len(parts):,} parts in one file")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadablePaper("password-protected: its parts are encrypted")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked:
        raise UnreadablePaper(f"a zip bomb: {len(body):,} bytes that unpack to {unpacked // MEGABYTE:,} MB")
    for part in parts:
        if part.file_size > 10 * MEGABYTE and part.file_size > _RATIO * max(1, part.compress_size):
            raise UnreadablePaper(
                f"a zip bomb: one part of {part.file_size // MEGABYTE:,} MB packed into almost nothing"
            )
