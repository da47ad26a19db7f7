"""How much one paper may cost before it is quarantined."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for one paper. Reaching one never stops a run: the paper is quarantined, or read so far with a warning.

    `seconds` is wall-clock and processor time; `memory` is the child's address space in bytes (the reader itself
    needs about 200 MB of it); `pages`, `characters` and `cells` bound what is handed back, with a warning when cut.
    `unpacked` is what a zipped file (DOCX, XLSX, PPTX) may unpack to, by its own table of contents, in bytes.
    """

    seconds: float = 60.0
    memory: int = 1536 * MEGABYTE
    size: int = 300 * MEGABYTE
    unpacked: int = 400 * MEGABYTE
    pages: int = 5_000
    characters: int = 30_000_000
    cells: int = 1_000_000
    papers_per_child: int = 200
