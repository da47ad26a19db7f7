"""The pretend council's pages of committees, meetings and agenda items, in modern.gov's layouts."""

from cli.demo.content import Document, Item, Meeting
from cli.demo.files import printed_name
from cli.demo.markup import dmy, long_day, mg, mg_title, page, size_label, word_html, word_para
from cli.demo.view import View

_MONTHS_CY = "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr".split()
_DAYS_CY = ("Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn", "Dydd Sul")


def committees(view: View) -> str:
    """`mgListCommittees.aspx`: every committee, the ended ones marked in their titles."""
    rows = "".join(
        f'<li><a  href="mgCommitteeDetails.aspx?ID={body.id}"  title="Link to {mg_title(body.title)}">'
        f"{mg(body.title_cy if view.welsh else body.title)}</a></li>\n"
        for body in view.council.bodies
    )
    title = view.say("Committee structure", "Strwythur pwyllgorau")
    return page(view, title, f'<ul  class="mgBulletList" >\n{rows}</ul>\n')


def browse(view: View) -> str:
    """`ieDocHome.aspx`: the same committees under headings, each linked to its meetings."""
    parts = []
    for category in dict.fromkeys(body.category for body in view.council.bodies):
        rows = "".join(
            f'<li><a  href="ieListMeetings.aspx?CId={body.id}&amp;Year=0"  >{mg(body.title)}</a></li>\n'
            for body in view.council.bodies
            if body.category == category
        )
        parts.append(f'<h2 class="mgSectionTitle">{mg(category)}</h2>\n<ul  class="mgBulletList" >\n{rows}</ul>\n')
    return page(view, view.say("Browse meetings", "Pori cyfarfodydd"), "".join(parts))


def committee(view: View, body_id: str) -> str | None:
    """`mgCommitteeDetails.aspx?ID=`."""
    body = next((body for body in view.council.bodies if body.id == body_id), None)
    if body is None:
        return None
    content = (
        f'<ul  class="mgActionList" ><li><a  href="ieListMeetings.aspx?CId={body.id}&amp;Year=0"  >'
        f"Browse meetings and agendas for this committee</a></li></ul>\n<p>{mg(view.council.contact)}</p>\n"
    )
    return page(view, "Committee details", content, subtitle=body.title)


def meeting_list(view: View, query: dict[str, str]) -> str | None:
    """`ieListMeetings.aspx?CId=&Year=`: year 0 lists the two newest years, and older ones are reached by "earlier"."""
    body = next((body for body in view.council.bodies if body.id == query.get("cid")), None)
    if body is None:
        return None
    own = [meeting for meeting in view.listed() if meeting.body is body]
    year = query.get("year", "0")
    edge = query.get("d", "")[:8]
    if query.get("act") == "earlier" and edge:
        shown = [meeting for meeting in own if f"{view.held_on(meeting):%Y%m%d}" < edge][-6:]
    elif query.get("act") == "later" and edge:
        shown = [meeting for meeting in own if f"{view.held_on(meeting):%Y%m%d}" > edge][:6]
    elif year not in ("", "0"):
        shown = [meeting for meeting in own if str(view.held_on(meeting).year) == year]
    else:
        shown = [meeting for meeting in own if view.held_on(meeting).year >= view.day.year - 1]
    rows = "".join(f"<li>{_listed(view, meeting)}</li>\n" for meeting in reversed(shown))
    content = f'<ul  class="mgBulletList" >\n{rows}</ul>\n' if rows else "<p>No meetings are listed.</p>\n"
    if shown and shown[0] is not own[0]:
        stamp = f"{view.held_on(shown[0]):%Y%m%d}0000"
        content += (
            f'<p><a  href="ieListMeetings.aspx?Act=earlier&amp;CId={body.id}&amp;D={stamp}&amp;MD=ielistmeetings" >'
            "Earlier - Click here to see earlier meetings</a></p>\n"
        )
    years = sorted({view.held_on(meeting).year for meeting in own}, reverse=True)
    links = " ".join(f'<a  href="ieListMeetings.aspx?CId={body.id}&amp;Year={year}" >{year}</a>' for year in years)
    return page(
        view, view.say("Browse meetings", "Pori cyfarfodydd"), f"{content}<p>{links}</p>\n", subtitle=body.title
    )


def _listed(view: View, meeting: Meeting) -> str:
    day = view.held_on(meeting)
    month = _MONTHS_CY[day.month - 1] if view.welsh else f"{day:%b}"
    session = view.session if int(meeting.id) % 4 == 1 else ""
    state = _state(view, meeting)
    return (
        f'<a  class="mgMeetingTableLnk"  href="{session}ieListDocuments.aspx?CId={meeting.body.id}&amp;MId={meeting.id}'
        f'&amp;Ver=4"  title="Link to {mg_title(meeting.body.title)}">{day.day} {month} {day.year}&nbsp;{meeting.time}'
        f"</a>{' - ' if state else ''}{state}"
    )


def _state(view: View, meeting: Meeting) -> str:
    if meeting.is_cancelled(view.day):
        return view.say("CANCELLED", "WEDI'I GANSLO")
    return _heading(view, meeting) if meeting.has_agenda(view.day) else ""


def _heading(view: View, meeting: Meeting) -> str:
    if not meeting.has_minutes(view.day):
        return view.say("Agenda", "Rhaglen")
    if not meeting.is_final(view.day):
        return view.say("Agenda and draft minutes", "Rhaglen a chofnodion drafft")
    if any(item.decision for item in meeting.items):
        return view.say("Agenda, decisions and minutes", "Rhaglen, penderfyniadau a chofnodion")
    return view.say("Agenda and minutes", "Rhaglen a chofnodion")


def subtitle(view: View, meeting: Meeting) -> str:
    """ "Cabinet - Tuesday, 12th November, 2019 10.00 am"."""
    day = view.held_on(meeting)
    if view.welsh:
        words = f"{_DAYS_CY[day.weekday()]}, {day.day} {_MONTHS_CY[day.month - 1]}, {day.year}"
        return f"{meeting.body.title_cy} - {words} {meeting.time}"
    return f"{meeting.body.title} - {long_day(day)} {meeting.time}"


def meeting_page(view: View, meeting_id: str) -> str | None:
    """`ieListDocuments.aspx`: the meeting, its files, and its items with documents, decisions and minutes."""
    meeting = view.meeting(meeting_id)
    if meeting is None:
        return None
    cancelled = meeting.is_cancelled(view.day)
    heading = view.say("CANCELLED", "WEDI'I GANSLO") if cancelled else _heading(view, meeting)
    moved = meeting.moved_from
    note = (
        f'<p class="mgMeetingNote">Rescheduled from {moved.day} {moved:%B %Y}</p>\n'
        if moved and view.held_on(meeting) != moved
        else ""
    )
    content = "" if cancelled else _meeting_files(view, meeting)
    venue, contact = view.say("Venue", "Lleoliad"), view.say("Contact", "Cyswllt")
    content += (
        f'<p><span  class="mgLabel" >{venue}:&nbsp;</span>{mg(meeting.place)}. <a href="mgLocationDetails.aspx">'
        f'View directions</a></p>\n<p><span  class="mgLabel" >{contact}:&nbsp;</span>{mg(view.council.contact)}</p>\n'
    )
    if meeting.webcast and meeting.held_on <= view.day:
        content += (
            '<script>mgMeetingMedia = new mgMediaPlayer(mgJQuery, "mgMeetingMedia", '
            f'[{{"Title": "Recording", "Url": "{meeting.webcast}"}}]);</script>\n'
        )
    rows = "".join(_item_row(view, meeting, item) for item in view.items(meeting))
    if rows:
        number, name = view.say("No.", "Rhif"), view.say("Item", "Eitem")
        caption = view.say("Items", "Eitemau")
        content += (
            f'<table class="mgItemTable"  id="mgItemTable" summary="Table of agenda items">\n'
            f'<caption  class="mgSectionTitle" >{caption}</caption>\n<tr><th>{number}</th><th>{name}</th></tr>\n'
            f"{rows}</table>\n"
        )
    return page(view, heading, note + content, subtitle=subtitle(view, meeting))


def _meeting_files(view: View, meeting: Meeting) -> str:
    if not meeting.has_agenda(view.day):
        return ""
    folder = f"documents/g{meeting.id}"
    shelf = view.shelf
    links = [("Agenda frontsheet", "T=0", size_label(len(shelf.frontsheet(meeting))))]
    if meeting.pack:
        links.append(("Public reports pack", "T=10", size_label(len(shelf.pack(meeting)))))
    if meeting.has_minutes(view.day):
        size = size_label(len(shelf.minutes(meeting, final=meeting.is_final(view.day))))
        links.append(("Printed minutes", "T=1", size))
    rows = "".join(
        f'<li><a  href="{folder}/{mg_href(printed_name(kind, meeting))}?{tail}"  '
        f'title="Link to {mg_title(kind.lower())} document pack">{kind}{_size(size)}</a></li>\n'
        for kind, tail, size in links
    )
    return f'<ul  class="mgActionList" >\n{rows}</ul>\n'


def mg_href(name: str) -> str:
    """A file name as modern.gov writes it in an href: raw spaces, only `&`, `#`, `?` and `%` made safe."""
    return name.replace("%", "%25").replace("#", "%23").replace("?", "%3F").replace("&", "&amp;").replace('"', "%22")


def _size(label: str, kind: str = "pdf") -> str:
    return (
        f'<span  class="mgFileSize" ><img height="12" src="mgimages/logo-{kind}-1.gif" width="12" alt="{kind} icon" />'
        f" {kind.upper()} {label}</span>"
    )


def document_href(document: Document) -> str:
    """The address of a document, relative and with raw spaces."""
    return document.external or f"documents/s{document.s}/{mg_href(document.name)}"


def document_link(
    view: View, document: Document, meeting: Meeting | None, words: str | None = None, css: str = ""
) -> str:
    """A link to a document with its size glued on; the bare title when it is exempt."""
    words = mg(words or document.title)
    if document.restricted:
        return f'{words}<span  class="mgHide" > Restricted enclosure</span>'
    if document.external:
        return f'<a  href="{document.external}" {css} >{words}</a>'
    size = size_label(len(view.shelf.document(document, meeting, view.day)[0]))
    label = (
        _size(size).replace("PDF ", "DOC ").replace("pdf icon", "doc icon") if document.form == "docx" else _size(size)
    )
    return (
        f'<a  href="{document_href(document)}" {css} title="Link&#32;to&#32;file&#32;{mg_title(document.title)}">'
        f"{words}{label}</a>  "
    )


def _item_row(view: View, meeting: Meeting, item: Item) -> str:
    if item.heading:
        return (
            f'<tr>\n<td  class="mgItemNumberCell" ></td>\n<td><p  class="mgAiTitleTxt" ><a name="AI{item.id}"></a>'
            f"<strong>{mg(view.title(item))}</strong></p></td>\n</tr>\n"
        )
    return (
        f'<tr>\n<td  class="mgItemNumberCell" ><p  class="mgAiTitleTxt" ><a name="AI{item.id}"></a>{item.number}</p>'
        f"</td>\n<td>{item_body(view, meeting, item)}</td>\n</tr>\n"
    )


def item_body(view: View, meeting: Meeting, item: Item, *, extra_label: str | None = None) -> str:
    """An item's title, links, description, further documents, decision and minutes, in the order of the page."""
    documents = view.documents(item)
    main = next((document for document in documents[:1] if not document.extra and not document.external), None)
    further = [document for document in documents if document is not main]
    title = view.title(item)
    lead = document_link(view, main, meeting, title, 'class="mgAiTitleLnk"') if main else mg(title)
    parts = [f'<p  class="mgAiTitleTxt" >{lead}</p>\n', _item_links(view, meeting, item)]
    if item.text:
        parts.append(word_para(item.text))
    if further:
        label = extra_label or view.say("Additional documents:", "Dogfennau ychwanegol:")
        rows = "".join(f"<li>{document_link(view, document, meeting)}</li>\n" for document in further)
        parts.append(f'<p  class="mgSubItemTitleTxt" >{label}</p>\n<ul  class="mgBulletList" >\n{rows}</ul>\n')
    if meeting.has_minutes(view.day):
        for label, text in (
            (view.say("Decision:", "Penderfyniad:"), item.decision),
            (view.say("Minutes:", "Cofnodion:"), view.minutes(meeting, item)),
        ):
            if text:
                parts.append(f'<p  class="mgSubItemTitleTxt" >{label}</p>\n{word_para(text)}')
    return "".join(parts)


def _item_links(view: View, meeting: Meeting, item: Item) -> str:
    number = item.number
    links = []
    if item.issue:
        links.append(
            f'<li><a  href="mgIssueHistoryHome.aspx?IId={item.issue}"  title="Link to issue details for item {number}">'
            f"{view.say('View the background to item', 'Gweld y cefndir i eitem')} {number}</a></li>\n"
        )
    if item.decision and meeting.has_minutes(view.day):
        links.append(
            f'<li><a  href="ieDecisionDetails.aspx?AIId={item.id}"  >'
            f"{view.say('View the decision for item', 'Gweld y penderfyniad ar gyfer eitem')} {number}</a></li>\n"
        )
    return f'<ul  class="mgActionList" >\n{"".join(links)}</ul>\n' if links else ""


def item_page(view: View, item_id: str) -> str | None:
    """`mgAi.aspx?ID=`: one agenda item."""
    for meeting in view.listed():
        for item in view.items(meeting):
            if item.id == item_id:
                label = view.say("Supporting documents:", "Dogfennau cefnogol:")
                body = item_body(view, meeting, item, extra_label=label)
                link = (
                    f'<p><a  href="ieListDocuments.aspx?CId={meeting.body.id}&amp;MId={meeting.id}&amp;Ver=4"  >'
                    f"{mg(subtitle(view, meeting))}</a></p>\n"
                )
                heading = view.say("Agenda item", "Eitem ar y rhaglen")
                return page(view, heading, body + link, subtitle=view.title(item))
    return None


def calendar(view: View, query: dict[str, str]) -> str:
    """`mgCalendarMonthView.aspx`: the month asked for, else the one of the day."""
    month = int(query.get("m") or view.day.month)
    year = int(query.get("dd") or query.get("y") or view.day.year)
    rows = "".join(
        f'<li class="mgCalendarWeekEventLnk"><a  href="ieListDocuments.aspx?CId={meeting.body.id}&amp;MId={meeting.id}'
        f'&amp;Ver=4"  >{meeting.time} - {mg(meeting.body.title)}</a> {dmy(view.held_on(meeting))}'
        f"{' CANCELLED' if meeting.is_cancelled(view.day) else ''}</li>\n"
        for meeting in view.listed()
        if (view.held_on(meeting).year, view.held_on(meeting).month) == (year, month)
    )
    return page(view, "Monthly meetings calendar", f'<ul class="mgCalendarMonthGrid">\n{rows}</ul>\n')


def html_version(view: View, document: Document, text: str) -> str:
    """`documents/s…/Title.html?CT=2`: the paper as a page, with its literal item markers."""
    return page(view, document.title, f"&lt;AI1&gt;\n{word_html(text)}&lt;/AI1&gt;\n")
