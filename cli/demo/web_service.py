"""The pretend council's XML web service, `mgWebService.asmx`, with the habits of the real one.

Dates are dd/mm/yyyy, and a range in any other form is silently ignored; a missing parameter is an error 500; counts
begin with a space; apostrophes in titles are escaped twice; one document in three names an internal host.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from xml.sax.saxutils import escape

from cli.demo.content import Document, Item, Meeting
from cli.demo.markup import dmy, word_html
from cli.demo.serve import Answer
from cli.demo.view import View

INTERNAL_HOST = "http://10.44.12.9:9071"
PARAMETERS: dict[str, tuple[str, ...]] = {
    "getcommittees": (),
    "getmeetings": ("lCommitteeId", "sFromDate", "sToDate"),
    "getallmeetingsbydate": ("lCommitteeId", "sFromDate", "sToDate", "bIsAscendingDateOrder"),
    "getmeeting": ("lMeetingId",),
    "getattachment": ("lAttachmentId",),
}


def serve_method(view: View, method: str, query: dict[str, str]) -> Answer:
    """The answer to one call."""
    name = method.lower()
    if name not in PARAMETERS:
        return _failed(f"{method} Web Service method name is not valid.")
    missing = [parameter for parameter in PARAMETERS[name] if parameter.lower() not in query]
    if missing:
        return _failed(f"Missing parameter: {missing[0]}.")
    makers: dict[str, Callable[[View, dict[str, str]], str | None]] = {
        "getcommittees": _committees,
        "getmeetings": _meetings,
        "getallmeetingsbydate": _meetings_by_date,
        "getmeeting": _meeting,
        "getattachment": _attachment,
    }
    xml = makers[name](view, query)
    if xml is None:
        return Answer(status=302, headers=(("Location", f"{view.url}/mgError.aspx"),))
    return Answer(body=f'<?xml version="1.0" encoding="utf-8"?>\n{xml}'.encode(), media_type="text/xml; charset=utf-8")


def _failed(reason: str) -> Answer:
    return Answer(status=500, body=f"{reason}\r\n".encode(), media_type="text/plain; charset=utf-8")


def _tag(name: str, value: object = "") -> str:
    text = str(value)
    return f"<{name}>{escape(text)}</{name}>\n" if text else f"<{name}>\n  </{name}>\n"


def _twice(title: str) -> str:
    """A title as the service gives it: already HTML-escaped before the XML escapes it again."""
    return title.replace("&", "&amp;").replace("'", "&#39;").replace("’", "&#8217;")


def _committees(view: View, query: dict[str, str]) -> str:  # noqa: ARG001
    bodies = view.council.bodies
    rows = "".join(
        "<committee>\n"
        + _tag("committeeid", body.id)
        + _tag("committeetitle", _twice(body.title))
        + _tag("committeedeleted", "False")
        + _tag("committeeexpired", body.expired)
        + _tag("committeecategory", body.category)
        + "</committee>\n"
        for body in bodies
    )
    return f"<committees>\n<committeescount> {len(bodies)}</committeescount>\n{rows}</committees>"


def _in_range(view: View, query: dict[str, str]) -> list[Meeting]:
    start, end = _day(query["sfromdate"]), _day(query["stodate"])
    if start is None or end is None:  # an ISO date is accepted and the range ignored
        return view.listed()
    return [meeting for meeting in view.listed() if start <= view.held_on(meeting) <= end]


def _day(text: str) -> date | None:
    if not re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", text.strip()):
        return None
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007 a calendar day
    except ValueError:
        return None


def _listing(view: View, meeting: Meeting) -> str:
    return (
        _tag("meetingid", meeting.id)
        + _tag("meetingdate", dmy(view.held_on(meeting)))
        + _tag("meetingstatus", _status(view, meeting))
        + _tag("meetingtime", meeting.time)
        + _tag("iswebcast", bool(meeting.webcast))
    )


def _status(view: View, meeting: Meeting) -> str:
    if meeting.is_cancelled(view.day):
        return "Cancelled"
    moved = meeting.moved_from
    if moved and view.held_on(meeting) != moved:
        return f"Confirmed; Rescheduled from {moved.day} {moved:%B %Y}"
    return "Confirmed"


def _meetings(view: View, query: dict[str, str]) -> str:
    asked = query["lcommitteeid"].strip()
    meetings = [meeting for meeting in _in_range(view, query) if asked in ("0", meeting.body.id)]
    blocks = []
    for body in view.council.bodies:
        own = [meeting for meeting in meetings if meeting.body is body]
        if own:
            rows = "".join(f"<meeting>\n{_listing(view, meeting)}</meeting>\n" for meeting in own)
            blocks.append(
                "<committee>\n"
                + _tag("committeeid", body.id)
                + _tag("committeetitle", _twice(body.title))
                + f"<committeemeetingcount> {len(own)}</committeemeetingcount>\n"
                + f"<committeemeetings>\n{rows}</committeemeetings>\n</committee>\n"
            )
    return (
        f"<getmeetings>\n<meetingscount> {len(meetings)}</meetingscount>\n"
        f"<committeescount> {len(blocks)}</committeescount>\n{''.join(blocks)}</getmeetings>"
    )


def _meetings_by_date(view: View, query: dict[str, str]) -> str:
    """Here "every committee" is -1; 0 finds nothing (as at the Senedd)."""
    asked = query["lcommitteeid"].strip()
    meetings = [meeting for meeting in _in_range(view, query) if asked in ("-1", meeting.body.id)]
    if query["bisascendingdateorder"].lower() != "true":
        meetings.reverse()
    rows = "".join(
        "<meeting>\n"
        + _listing(view, meeting)
        + _tag("committeeid", meeting.body.id)
        + _tag("committeetitle", _twice(meeting.body.title))
        + "</meeting>\n"
        for meeting in meetings
    )
    return f"<getmeetingsbydate>\n<meetings>\n{rows}</meetings>\n</getmeetingsbydate>"


def _meeting(view: View, query: dict[str, str]) -> str | None:
    meeting = view.meeting(query["lmeetingid"].strip())
    if meeting is None:
        return None
    items = "".join(
        _item(view, meeting, item, place) for place, item in enumerate(_service_order(view.items(meeting)), start=4)
    )
    present = "".join(
        f'<attendee membertype="U" memberid="{300 + place}" name="{escape(name)}" roledescription="Committee Member"'
        f' attendance="Present" politicalparty="" ward="">\n<url>{view.url}/mgUserInfo.aspx?UID={300 + place}</url>\n'
        "</attendee>\n"
        for place, name in enumerate(meeting.present)
    )
    return (
        "<meeting>\n"
        + _tag("meetingid", meeting.id)
        + _tag("meetingdate", dmy(view.held_on(meeting)))
        + _tag("meetingstatus", _status(view, meeting))
        + _tag("isdisplayallowed", "True")
        + _tag("meetingtime", meeting.time)
        + _tag("meetingactualstarttime")
        + _tag("meetingplannedfinishtime")
        + _tag("meetingactualfinishtime")
        + _tag("meetinglocation", meeting.place)
        + _tag("iswebcast", bool(meeting.webcast))
        + _tag("agendaid", meeting.id)
        + _tag("agendapublished", meeting.has_agenda(view.day))
        + _tag("decisionpublished", meeting.has_minutes(view.day) and any(item.decision for item in meeting.items))
        + _tag("minutepublished", meeting.has_minutes(view.day))
        + _tag("meetingroom")
        + f"<agendaitems>\n{items}</agendaitems>\n<attendees>\n{present}</attendees>\n</meeting>"
    )


def _service_order(items: tuple[Item, ...]) -> list[Item]:
    """The service's own order, which is not the agenda's: the first two items come last."""
    return [*items[2:], *items[:2]]


def _item(view: View, meeting: Meeting, item: Item, place: int) -> str:
    minuted = meeting.has_minutes(view.day)
    documents = "".join(
        _linked(view, meeting, item, document, count) for count, document in enumerate(view.documents(item), start=1)
    )
    bodies = ""
    minutes = view.minutes(meeting, item)
    if minutes:
        bodies += _tag("minutesnonemptyhtmlbody", word_html(minutes))
    if minuted and item.decision:
        bodies += _tag("decisionnonemptyhtmlbody", word_html(item.decision))
    return (
        "<agendaitem>\n"
        + _tag("agendaitemid", item.id)
        + _tag("agendaitemtitle", _twice(view.title(item)))
        + _tag("agendatext", word_html(item.text) if item.text else "")
        + _tag("actualmeetingdate", dmy(meeting.held_on))
        + _tag("agendaitemnumber", "0" if item.heading else place)
        + _tag("agendaitemsubnumber")
        + _tag("fulldisplaynumberformat", item.number)
        + _tag("authorusername")
        + _tag("commentlabel1", "Presented By")
        + _tag("commenttext1")
        + _tag("commentlabel2", "Actions")
        + _tag("commenttext2")
        + bodies
        + _tag("declarationcount", "0")
        + _tag("iscallin", "False")
        + _tag("iscomment", "False")
        + _tag("isdecision", bool(item.decision))
        + _tag("isdecisionpublished", minuted and bool(item.decision))
        + _tag("isminutepublished", minuted)
        + _tag("ispubliccanspeak", "False")
        + _tag("isrestricted", item.restricted)
        + _tag("isdisplayallowed", "True")
        + _tag("meetingdate", dmy(meeting.held_on))
        + _tag("meetingtime", meeting.time)
        + _tag("minutesitemnumber", item.number.rstrip(".") or "0")
        + _tag("minutesitemsubnumber")
        + _tag("preferreddate", dmy(meeting.held_on))
        + _tag("refertocommittee", _twice(meeting.body.title))
        + (f"<linkeddocuments>\n{documents}</linkeddocuments>\n" if documents else _tag("linkeddocuments"))
        + "</agendaitem>\n"
    )


def _linked(view: View, meeting: Meeting, item: Item, document: Document, count: int) -> str:
    return f"<linkeddoc>\n{_details(view, meeting, item, document, count)}</linkeddoc>\n"


def _details(view: View, meeting: Meeting | None, item: Item | None, document: Document, count: int) -> str:
    host = INTERNAL_HOST if int(document.attachment) % 9 == 1 else view.url
    url = document.external or f"{host}/mgConvert2PDF.aspx?ID={document.attachment}"
    published = dmy(document.published_on(view.day))
    return (
        _tag("attachmentid", document.attachment)
        + _tag("title", _twice(document.title))
        + _tag("isurl", bool(document.external))
        + _tag("url", "" if document.restricted else url)
        + _tag("isrestricted", bool(document.restricted))
        + _tag("restrictionsRef", document.restricted or "")
        + _tag("itemnum", count)
        + _tag("publicationdate", published)
        + _tag("meetingdate", dmy(meeting.held_on) if meeting else published)
        + _tag("decisiondate", dmy(meeting.held_on) if meeting else published)
        + _tag("committeetitle", _twice(meeting.body.title) if meeting else "")
        + _tag("isdecisionattachment", meeting is None)
        + _tag("ownertitle", _twice(item.title) if item else "")
    )


def _attachment(view: View, query: dict[str, str]) -> str | None:
    found = view.council.documents().get(query["lattachmentid"].strip())
    if found is None or found[0].published > view.day:
        return None
    document, meeting = found
    items = meeting.items if meeting else ()
    item = next((item for item in items if document in item.documents), None)
    details = _details(view, meeting, item, document, 1)
    return f"<attachment>\n<attachmentdetails>\n{details}</attachmentdetails>\n</attachment>"
