"""What every page of the pretend council is made from: the council, the day it is looked at, and small pieces of HTML."""

import html
import textwrap
from dataclasses import dataclass
from datetime import date

from cli.demo.content import Council, Document, Issue, Item, Meeting
from cli.demo.files import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One visitor's view of the site: on a day, at an address, in a language."""

    council: Council
    shelf: Shelf
    day: date
    url: str  # the base address
    welsh: bool = False
    bare: bool = False  # no <div id="modgov">

    def listed(self) -> list[Meeting]:
        """The meetings the site lists on that day, oldest first."""
        return [meeting for meeting in self.council.meetings if meeting.listed <= self.day]

    def meeting(self, meeting_id: str) -> Meeting | None:
        """A listed meeting by id."""
        return next((meeting for meeting in self.listed() if meeting.id == meeting_id), None)

    def held_on(self, meeting: Meeting) -> date:
        """The day the site gives for a meeting: the old one until it was moved, a fortnight before that."""
        moved = meeting.moved_from
        return moved if moved and self.day < moved else meeting.held_on

    def items(self, meeting: Meeting) -> tuple[Item, ...]:
        """The agenda items published on that day."""
        return meeting.items if meeting.has_agenda(self.day) else ()

    def documents(self, item: Item) -> list[Document]:
        """The documents of an item that are up on that day."""
        return [
            document
            for document in item.documents
            if document.published <= self.day and not (document.withdrawn and document.withdrawn <= self.day)
        ]

    def issue(self, issue_id: str) -> Issue | None:
        """An issue by id."""
        return next((issue for issue in self.council.issues if issue.id == issue_id), None)

    def taken(self, issue_id: str) -> list[tuple[Meeting, Item]]:
        """The published meetings and items that took an issue, newest first."""
        return [
            (meeting, item)
            for meeting in reversed(self.listed())
            for item in self.items(meeting)
            if item.issue == issue_id
        ]

    def title(self, item: Item) -> str:
        """An item's title in the visitor's language."""
        return item.title_cy if self.welsh and item.title_cy else item.title

    def say(self, english: str, welsh: str) -> str:
        """One of two wordings."""
        return welsh if self.welsh else english


def mg(text: str) -> str:
    """Text escaped as modern.gov does it: `&#47;` for a slash, `&#58;` for a colon, and so on."""
    escaped = html.escape(text, quote=True).replace("&#x27;", "&#39;")
    for character in "/()":
        escaped = escaped.replace(character, f"&#{ord(character)};")
    return escaped.replace(":", "&#58;")


def mg_title(text: str) -> str:
    """Text for a `title` attribute: spaces are written `&#32;` too."""
    return mg(text).replace(" ", "&#32;")


def dmy(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def long_day(day: date) -> str:
    """ "Wednesday, 20th June, 2018"."""
    suffix = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day:%A}, {day.day}{suffix} {day:%B}, {day.year}"


def size_label(size: int) -> str:
    """ "53 KB", "1 MB"."""
    return f"{max(round(size / 1024), 1)} KB" if size < 1024 * 1024 else f"{round(size / 1024 / 1024)} MB"


def word_html(text: str) -> str:
    """Minutes as Word leaves them: wrapped in mid-sentence, `·` bullets, empty `&nbsp;` paragraphs between."""
    parts: list[str] = []
    for index, paragraph in enumerate(text.strip().split("\n\n")):
        for line in paragraph.replace("\n- ", "\n\0- ").split("\n\0"):
            words = html.escape(" ".join(line.split()), quote=False).replace("'", "&#39;")
            if words.startswith("- "):
                bullet = "·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span>"
                words = bullet + "\n".join(textwrap.wrap(words[2:], 72))
            else:
                number, _, rest = words.partition(" ")
                if rest and number[:1].isdigit() and number.strip(".0123456789") == "" and "." in number:
                    words = f"{number}&nbsp;&nbsp;&nbsp;&nbsp; {rest}"
                words = "\n".join(textwrap.wrap(words, 72, break_long_words=False, break_on_hyphens=False))
            style = " style='margin-left:36.0pt'" if words.startswith("·") else ""
            parts.append(f'<p class="MsoNormal"{style}><span style="">{words}</span></p>')
        if index % 2 == 1:
            parts.append('<p class="MsoNormal">&nbsp;</p>')
    return '<div class="WordSection1">\n' + "\n".join(parts) + "\n</div>\n"


def word_para(text: str) -> str:
    """The same inside modern.gov's own box."""
    return f'<div class="mgWordPara">{word_html(text)}</div>\n'


def page(view: View, title: str, content: str, *, subtitle: str = "", heading: str | None = None) -> str:
    """A whole page: the council's template around modern.gov's output."""
    sub = f'<div class="mgSubTitle" >\n<h2 class="mgSubTitleTxt">{mg(subtitle)}</h2>\n</div>\n' if subtitle else ""
    name = view.council.name_cy if view.welsh else view.council.name
    opening, closing = ("<main>", "</main>") if view.bare else ('<div id="modgov">', "</div>")
    language = "LLL=0" if view.welsh else "LLL=1"
    return f"""<!DOCTYPE html>
<html lang="{view.say("en", "cy")}"><head><meta charset="utf-8" />
<title>{mg(title)} | {mg(name)}</title>
<meta name="DC.title"  content="{mg(title)}"/>
<meta name="DC.date" scheme="W3CDTF"  content="{view.day.isoformat()}"/>
<link rel="stylesheet" href="SiteSpecific/ssMgStyles.css" type="text/css" media="all" />
</head><body>
<header><p>{mg(name)}</p><ul>
<li><a href="mgCalendarMonthView.aspx?GL=1&amp;bcr=1" title="Link to calendar of meetings">{view.say("Calendar", "Calendr")}</a></li>
<li><a href="mgListCommittees.aspx?bcr=1" title="Link to committee structure">{view.say("Committees", "Pwyllgorau")}</a></li>
<li><a href="mgDelegatedDecisions.aspx?bcr=1&amp;DM=0&amp;DS=2&amp;K=0&amp;DR=&amp;V=0" title="Link to register of decisions">{view.say("Decisions", "Penderfyniadau")}</a></li>
<li><a href="mgPlansHome.aspx?bcr=1" title="Link to Forward Plans">{view.say("Forward plans", "Blaengynlluniau")}</a></li>
<li><a href="ieDocHome.aspx?bcr=1" title="Link to committee meetings">{view.say("Meetings", "Cyfarfodydd")}</a></li>
<li><a href="ieDocSearch.aspx?bcr=1" title="Link to free text search">{view.say("Search documents", "Chwilio dogfennau")}</a></li>
<li><a href="?{language}">{view.say("Cymraeg", "English")}</a></li>
</ul></header>
{opening}<div class="mgHeader"><h1  class="mgMainTitleTxt" >{mg(heading or title)}</h1></div>
{sub}<div class="mgContent" >
{content}</div>
<div class="mgFooter" >
<p>&nbsp;</p>
</div>
{closing}
<footer><p>{mg(name)}, County Hall, Aberelin</p></footer>
<!-- modern.gov reverse CMS: demo -->
</body></html>
"""
