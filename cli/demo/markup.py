"""Small pieces of modern.gov HTML: escaped text, Word's minutes, labels, lists, and the page around them."""

import html
import textwrap
from datetime import date

from cli.demo.view import View


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


_MENU = (
    ("mgCalendarMonthView.aspx?GL=1&amp;bcr=1", "calendar of meetings", "Calendar", "Calendr"),
    ("mgListCommittees.aspx?bcr=1", "committee structure", "Committees", "Pwyllgorau"),
    (
        "mgDelegatedDecisions.aspx?bcr=1&amp;DS=2&amp;K=0&amp;V=0",
        "register of decisions",
        "Decisions",
        "Penderfyniadau",
    ),
    ("mgPlansHome.aspx?bcr=1", "Forward Plans", "Forward plans", "Blaengynlluniau"),
    ("ieDocHome.aspx?bcr=1", "committee meetings", "Meetings", "Cyfarfodydd"),
    ("ieDocSearch.aspx?bcr=1", "free text search", "Search documents", "Chwilio dogfennau"),
)


def page(view: View, title: str, content: str, *, subtitle: str = "", heading: str | None = None) -> str:
    """A whole page: the council's template around modern.gov's output."""
    sub = f'<div class="mgSubTitle" >\n<h2 class="mgSubTitleTxt">{mg(subtitle)}</h2>\n</div>\n' if subtitle else ""
    name = view.council.name_cy if view.welsh else view.council.name
    opening, closing = ("<main>", "</main>") if view.bare else ('<div id="modgov">', "</div>")
    menu = "".join(
        f'<li><a href="{href}" title="Link to {what}">{view.say(english, welsh)}</a></li>\n'
        for href, what, english, welsh in _MENU
    )
    return f"""<!DOCTYPE html>
<html lang="{view.say("en", "cy")}"><head><meta charset="utf-8" />
<title>{mg(title)} | {mg(name)}</title>
<meta name="DC.title"  content="{mg(title)}"/>
<meta name="DC.date" scheme="W3CDTF"  content="{view.day.isoformat()}"/>
<link rel="stylesheet" href="SiteSpecific/ssMgStyles.css" type="text/css" media="all" />
</head><body>
<header><p>{mg(name)}</p><ul>
{menu}<li><a href="{mg(view.other_language)}">{view.say("Cymraeg", "English")}</a></li>
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


def pair(label: str, value: str) -> str:
    """A label with its value: `Decision due: 12 Nov 2019 by Cabinet`."""
    return f'<p><span  class="mgLabel" >{label}: </span>{mg(value)}</p>\n'


def status(words: str) -> str:
    """The decision status, whose value stands in a box of its own."""
    value = f'<span  class="mgPlanItemInForce" >{words}</span>'
    return f'<p><span  class="mgLabel" >Decision status: </span>{value}</p>\n'


def section(label: str, text: str) -> str:
    """A heading with Word HTML under it; nothing when there is no text."""
    return f'<h3 class="mgSubSubTitleTxt">{label}</h3>\n{word_para(text)}' if text else ""


def bullets(label: str, rows: str) -> str:
    """A heading with a list under it; nothing when the list is empty."""
    if not rows:
        return ""
    return f'<h2 class="mgSubSubTitleTxt">{label}</h2>\n<ul  class="mgBulletList" >\n{rows}</ul>\n'
