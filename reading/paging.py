"""Pages for papers that have none: text is divided where a paragraph ends."""

_LONG = 6_000  # characters; shorter text is one page
_PAGE = 3_000  # about one printed page

OUR_PAGES = "the file marks no pages: page numbers are ours, about 3,000 characters each"


def divide(blocks: list[str]) -> list[int]:
    """For each block (paragraph or table), the number of the page it stands on, from 1; never inside a block.

    A text of up to 6,000 characters is one page. The same blocks always give the same pages.
    """
    if sum(map(len, blocks)) <= _LONG:
        return [1] * len(blocks)
    numbers, page, filled = [], 1, 0
    for block in blocks:
        if filled and filled + len(block) > _PAGE:
            page, filled = page + 1, 0
        numbers.append(page)
        filled += len(block)
    return numbers
