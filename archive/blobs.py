"""Bytes on disk, named by their SHA-256, written once and fsynced."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import zstandard

from records.errors import NotKept

_COMPRESS_IF_BELOW = 0.8  # of the size: pages shrink to a fifth, PDFs hardly at all
_LEVEL = 3  # 8x faster than gzip -6 at the same size


class Blobs:
    """A folder of blobs, `ab/cdef…` raw or `ab/cdef….zst` compressed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, body: bytes) -> str:
        """Keep the bytes; gives their SHA-256 in hex. The file is on disk when this returns."""
        sha256 = hashlib.sha256(body).hexdigest()
        if self._find(sha256) is not None:
            return sha256
        packed = zstandard.compress(body, _LEVEL)
        small = len(packed) < len(body) * _COMPRESS_IF_BELOW
        target = self._path(sha256, ".zst" if small else "")
        if not target.parent.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _fsync_folder(self.folder)  # else a power cut may lose the new folder with all that is in it
        _write_new(target, packed if small else body)
        _fsync_folder(target.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of that SHA-256. Raises NotKept when they are not here."""
        path = self._find(sha256)
        if path is None:
            raise NotKept(f"the archive holds no file {sha256}")
        raw = path.read_bytes()
        return zstandard.decompress(raw) if path.suffix == ".zst" else raw

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here."""
        return self._find(sha256) is not None

    def remove(self, sha256: str) -> bool:
        """Delete the bytes for good (only `forget` does). True when there was something to delete."""
        path = self._find(sha256)
        if path is None:
            return False
        path.unlink()
        _fsync_folder(path.parent)
        return True

    def __iter__(self) -> Iterator[str]:
        """Every SHA-256 kept."""
        for path in sorted(self.folder.glob("??/*")):
            if not path.name.startswith("."):
                yield path.parent.name + path.name.removesuffix(".zst")

    def _path(self, sha256: str, suffix: str) -> Path:
        return self.folder / sha256[:2] / (sha256[2:] + suffix)

    def _find(self, sha256: str) -> Path | None:
        for suffix in ("", ".zst"):
            path = self._path(sha256, suffix)
            if path.exists():
                return path
        return None


def _write_new(target: Path, content: bytes) -> None:
    """The whole file, or nothing of it: after a full disk, Ctrl-C or a power cut."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as handle:
        new = Path(handle.name)
        try:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
            new.rename(target)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
