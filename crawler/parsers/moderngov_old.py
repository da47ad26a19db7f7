"""CeListDocuments: meetings imported from the paper age, in a layout of their own, with .htm documents.

No capture was ever found, so nothing is assumed beyond the grammar of its address and the files it links to.
"""

from bs4 import Tag

from crawler.parsers.addresses import canonical, off_site, parameter
from crawler.parsers.days import split_heading
from crawler.parsers.moderngov_items import title_and_size, unrepeated
from crawler.parsers.moderngov_words import meeting_document_kind
from crawler.parsers.selecting import attribute, line, read_page
from records.collected import DocumentLink, Meeting
from records.errors import PageShape

_FILES = (".htm", ".html", ".pdf", ".doc", ".docx", ".rtf", ".txt")


def meeting(body: bytes, url: str, site: str) -> Meeting:
    """An old meeting with its files, its id "Ce" and the number of the old series.

    Raises PageShape when the address names no meeting and day, or the page links to no file.
    """
    root = read_page(body)
    number, committee_id = parameter(url, "MeetingId"), parameter(url, "CommitteeId")
    headings = [line(tag) for tag in root.select(".mgSubTitleTxt, .mgMainTitleTxt, h1, h2")]
    committee, held_on, time = next(
        (found for text in headings if (found := split_heading(text))[1]), (None, None, None)
    )
    _, day_of_address, _ = split_heading(parameter(url, "DF") or "")
    files = tuple(unrepeated(link for tag in root.select("a[href]") if (link := _file(tag, url, site))))
    if not number or not (held_on or day_of_address) or not files:
        raise PageShape(f"{url}: expected an old meeting's number, day and files, found {len(files)} files")
    return Meeting(
        id=f"Ce{number}",
        committee_id=committee_id,
        committee=committee,
        held_on=held_on or day_of_address,
        time=time,
        heading=headings[0] if headings else None,
        documents=files,
        url=canonical(url, url, site),
    )


def _file(tag: Tag, url: str, site: str) -> DocumentLink | None:
    address = canonical(attribute(tag, "href"), url, site)
    title, size = title_and_size(tag)
    if not address or off_site(address, site) or not title or not address.lower().split("?")[0].endswith(_FILES):
        return None
    return DocumentLink(title=title, url=address, size_label=size, kind=meeting_document_kind(title, address))
