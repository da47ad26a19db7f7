"""The pretend council's decisions and their register, in modern.gov's layouts."""

from datetime import date, datetime

from cli.demo.content import Item, Meeting, Ruling
from cli.demo.markup import dmy, mg, mg_title, page, pair, section, status
from cli.demo.meeting_pages import document_link
from cli.demo.view import View


def decision_at_meeting(view: View, item_id: str) -> str | None:
    """`ieDecisionDetails.aspx?AIId=`: the decision taken on an agenda item."""
    for meeting in view.listed():
        for item in view.items(meeting):
            if item.id == item_id and item.decision and meeting.has_minutes(view.day):
                return _meeting_decision(view, meeting, item)
    return None


def _meeting_decision(view: View, meeting: Meeting, item: Item) -> str:
    issue = view.issue(item.issue) if item.issue else None
    links = ""
    if issue:
        links = (
            f'<div class="mgLinks" >\n<ul  class="mgActionList" >\n<li><a  href="mgIssueHistoryHome.aspx?IId={issue.id}'
            f'&amp;Opt=0"  title="Link&#32;to&#32;issue&#32;history&#32;for&#32;{mg_title(issue.title)}">'
            "Find out more about this issue</a></li>\n</ul>\n</div>\n"
        )
    key = "Yes" if issue and issue.kind == "Key" else "No"
    content = links + status("Recommendations Approved") + pair("Is Key decision?", key)
    content += pair("Is subject to call in?", "Yes")
    content += section("Purpose:", issue.text if issue else "") + section("Decision:", item.decision)
    content += pair("Publication date", dmy(meeting.draft or meeting.held_on))
    content += pair("Date of decision", dmy(meeting.held_on))
    day = mg(dmy(meeting.held_on))
    content += (
        f'<p><span  class="mgLabel" >Decided at meeting: </span><a  href="ieListDocuments.aspx?CId={meeting.body.id}'
        f'&amp;MID={meeting.id}"  >{day} - {mg(meeting.body.title)}</a></p>\n'
    )
    rows = "".join(f"<li>{document_link(view, each, meeting)}</li>\n" for each in view.documents(item))
    if rows:
        content += f'<p class="mgLabel" >Accompanying Documents:</p>\n<ul  class="mgBulletList" >\n{rows}</ul>\n'
    return page(view, "Decision details", content, subtitle=item.title)


def decision_by_id(view: View, decision_id: str) -> str | None:
    """`ieDecisionDetails.aspx?ID=`: a decision of the register."""
    for meeting in view.listed():
        for item in view.items(meeting):
            if item.decision_id == decision_id and meeting.has_minutes(view.day):
                return _meeting_decision(view, meeting, item)
    for ruling in view.council.rulings:
        if ruling.id == decision_id and ruling.published <= view.day:
            return _delegated(view, ruling)
    return None


def _delegated(view: View, ruling: Ruling) -> str:
    content = pair("Decision Maker", ruling.maker) + status("Recommendations Approved")
    content += pair("Is Key decision?", "Yes" if ruling.key else "No")
    content += pair("Is subject to call in?", "Yes" if ruling.call_in else "No")
    content += section("Purpose:", ruling.purpose) + section("Decision:", ruling.text)
    content += pair("Report author", ruling.author) if ruling.author else ""
    content += pair("Publication date", dmy(ruling.published)) + pair("Date of decision", dmy(ruling.decided))
    rows = "".join(f"<li>{document_link(view, each, None)}</li>\n" for each in ruling.documents)
    if rows:
        content += f'<p class="mgLabel" >Accompanying Documents:</p>\n<ul  class="mgBulletList" >\n{rows}</ul>\n'
    return page(view, "Decision details", content, subtitle=ruling.title)


def register(view: View, query: dict[str, str], *, officers_only: bool = False) -> str:
    """`mgDelegatedDecisions.aspx` and `mgListOfficerDecisions.aspx`: the register for a range of publication dates.

    As on real sites the table holds one row outside the range and one row that is an issue, not a decision.
    """
    start, end = _range(query.get("dr", ""))
    rows: list[tuple[date, str, str, bool]] = []
    for meeting in view.listed():
        for item in view.items(meeting):
            if item.decision_id and meeting.has_minutes(view.day) and not officers_only:
                rows.append((meeting.draft or meeting.held_on, item.decision_id, item.title, False))
    for ruling in view.council.rulings:
        if ruling.published <= view.day and (ruling.officer or not officers_only):
            rows.append((ruling.published, ruling.id, ruling.title, ruling.call_in))
    rows.sort(reverse=True)
    if query.get("k") == "1":
        keys = {ruling.id for ruling in view.council.rulings if ruling.key}
        rows = [row for row in rows if row[1] in keys]
    inside = [row for row in rows if (start is None or start <= row[0]) and (end is None or row[0] <= end)]
    outside = [row for row in rows if row not in inside][:1]
    body = "".join(_register_row(*row) for row in [*inside, *outside])
    if inside and view.council.issues:
        issue = view.council.issues[0]
        link = (
            f'<a  href="mgIssueHistoryHome.aspx?IId={issue.id}&amp;Opt=0"  title="Link&#32;to&#32;issue&#32;history">'
        )
        body += _cells(f"{link}{mg(issue.title)}</a>", inside[0][0], "Not for call-in")
    table = (
        '<table class="mgTabTable tablesorter"  summary="Table of decision summary data">\n'
        "<caption  class=\"mgSectionTitle\" >Decisions published</caption>\n<thead class='mgFilterHeaderRow'><tr>\n"
        "<th abbr='Title' scope='col'>Title<!--Pending Key Decisions--></th>\n"
        "<th abbr='Published' scope='col'>Date<!--Date Made/Published--></th>\n"
        "<th abbr='Applies' scope='col'>Effective from<!--Date Decision Applies--></th>\n"
        "<th abbr='Call-ins' scope='col'>Call-ins<!--Status - No. of Call-Ins--></th>\n"
        f"</tr></thead><tbody>\n{body}</tbody></table>\n"
    )
    return page(view, "Decisions", table if body else "<p>No decisions were found.</p>\n")


def _register_row(published: date, decision_id: str, title: str, call_in: bool) -> str:
    words = f"Link&#32;to&#32;decision&#32;details&#32;for&#32;{mg_title(title)}&#32;ref&#58;&#32;{decision_id}"
    link = f'<a  href="ieDecisionDetails.aspx?ID={decision_id}"  title="{words}">'
    hidden = f'<span  class="mgHide" > ref&#58; {decision_id}</span>'
    return _cells(f"{link}{mg(title)}{hidden}</a>", published, "Call-in expired" if call_in else "Not for call-in")


def _cells(first: str, day: date, call_in: str) -> str:
    cells = "".join(f'<td  class="mgMainTxt" >{cell}</td>' for cell in (first, mg(dmy(day)), mg(dmy(day)), call_in))
    return f"<tr>{cells}</tr>\n"


def _range(words: str) -> tuple[date | None, date | None]:
    """ "01/01/2019-30/06/2019" as two days; two Nones for anything else."""
    first, _, last = words.replace(" ", "").partition("-")
    try:
        return _dmy(first), _dmy(last)
    except ValueError:
        return None, None


def _dmy(words: str) -> date:
    return datetime.strptime(words, "%d/%m/%Y").date()  # noqa: DTZ007 a calendar day
