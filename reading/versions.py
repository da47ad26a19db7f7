"""The version of every reader: raise one when its output may change, and `process` reads its papers again."""

VERSIONS = {
    "pypdfium2": 1,  # and with it all that lays out a PDF: columns, tables, paragraphs, headings
    "pdf_oxide": 1,
    "word": 1,
    "sheets": 1,
    "slides": 1,
    "rich_text": 1,
    "web_page": 1,
    "plain": 1,
    "image": 1,
    "tesseract": 1,
}


def reader(name: str) -> str:
    """A reader with its version, as kept beside what it read: "word/1". Raises KeyError for a reader there is not."""
    return f"{name}/{VERSIONS[name]}"


def is_current(kept: str) -> bool:
    """Whether what is kept was read by readers as they are now; "pypdfium2/1+tesseract/1" had two."""
    names = [part.partition("/")[0] for part in kept.split("+")]
    return all(name in VERSIONS for name in names) and "+".join(map(reader, names)) == kept
