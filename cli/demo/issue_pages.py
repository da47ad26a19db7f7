"""The pretend council's pages of issues, decisions and forward plans, in modern.gov's layouts."""

from datetime import date, datetime

from cli.demo.content import Issue, Item, Meeting, Ruling
from cli.demo.meeting_pages import SESSION, document_link, item_body
from cli.demo.view import View, dmy, mg, mg_title, page, word_html


def _pair(label: str, value: str) -> str:
    return f'<p><span  class="mgLabel" >{label}: </span>{mg(value)}</p>\n'


def issue_home(view: View, issue_id: str) -> str | None:
    """`mgIssueHistoryHome.aspx?IId=`: what the issue is, and where it was taken."""
    issue = view.issue(issue_id)
    if issue is None:
        return None
    taken = view.taken(issue_id)
    session = f"{SESSION}/" if int(issue.id) % 2 else ""
    content = (
        '<ul  class="mgActionList" >\n'
        f'<li><a  href="ieIssueDetails.aspx?IId={issue.id}&amp;PlanId=0&amp;Opt=3"  >Meetings</a></li>\n'
        f'<li><a  href="{session}mgDecisionDetails.aspx?IId={issue.id}&amp;Opt=1"  >Decisions</a></li>\n'
        f'<li><a  href="mgIssueHistoryChronology.aspx?IId={issue.id}"  >History</a></li>\n</ul>\n'
    )
    content += f'<div class="mgWordPara">{word_html(issue.text)}</div>\n' if issue.text else ""
    content += _issue_labels(view, issue, taken)
    decisions = [(meeting, item) for meeting, item in taken if item.decision and meeting.has_minutes(view.day)]
    rows = "".join(
        f'<li><a  href="ieDecisionDetails.aspx?AIId={item.id}"  >{dmy(meeting.held_on)} - {mg(item.title)}</a></li>\n'
        for meeting, item in decisions
    )
    content += (
        f'<h2 class="mgSubSubTitleTxt">Decisions</h2>\n<ul  class="mgBulletList" >\n{rows}</ul>\n' if rows else ""
    )
    rows = "".join(
        f'<li><a  href="ieListDocuments.aspx?CId={meeting.body.id}&amp;MId={meeting.id}&amp;Ver=4#AI{item.id}"  >'
        f"{dmy(meeting.held_on)} - {mg(meeting.body.title)} - {mg(item.title)}</a></li>\n"
        for meeting, item in taken
    )
    content += (
        f'<h2 class="mgSubSubTitleTxt">Agenda items</h2>\n<ul  class="mgBulletList" >\n{rows}</ul>\n' if rows else ""
    )
    rows = "".join(
        f"<li>{document_link(view, document, meeting)}</li>\n"
        for meeting, item in taken
        for document in view.documents(item)
    )
    content += (
        f'<h2 class="mgSubSubTitleTxt">Documents</h2>\n<ul  class="mgBulletList" >\n{rows}</ul>\n' if rows else ""
    )
    return page(view, "Issue details", content, subtitle=issue.title)


def _issue_labels(view: View, issue: Issue, taken: list[tuple[Meeting, Item]]) -> str:
    decided = any(item.decision and meeting.has_minutes(view.day) for meeting, item in taken)
    status = "Recommendations Approved" if decided else "For Determination"
    content = _pair("Decision type", issue.kind)
    content += (
        f'<p><span  class="mgLabel" >Decision status: </span><span  class="mgPlanItemInForce" >{status}</span></p>\n'
    )
    content += _pair("Wards affected", "(All Wards)")
    if issue.first_notice:
        content += _pair("Notice of proposed decision first published", dmy(issue.first_notice))
    content += _pair("Anticipated restriction", issue.restriction)
    for label, value in (
        ("Decision due", issue.due),
        ("Lead member", issue.lead),
        ("Lead director", issue.director),
        ("Department", issue.department),
        ("Contact", issue.contact),
    ):
        content += _pair(label, value) if value else ""
    return content


def issue_meetings(view: View, issue_id: str) -> str | None:
    """`ieIssueDetails.aspx?IId=&PlanId=0&Opt=3`: every meeting that took the issue, with the item as it stands there."""
    issue = view.issue(issue_id)
    if issue is None:
        return None
    parts = [
        f'<p  class="mgSubSubTitleTxt" >Meeting: {dmy(meeting.held_on).replace("/", "&#47;")} - '
        f'<a  href="ieListDocuments.aspx?CId={meeting.body.id}&amp;MId={meeting.id}&amp;Ver=4"  >'
        f"{mg(meeting.body.title)}</a> (Item {item.number.rstrip('.')})</p>\n"
        f'<p  class="mgAiTitleTxt" >{item.number.rstrip(".")}</p>\n{item_body(view, meeting, item)}'
        for meeting, item in view.taken(issue_id)
    ]
    return page(view, "Issue - meetings", "<hr />\n".join(parts), subtitle=issue.title)


def issue_decisions(view: View, issue_id: str) -> str | None:
    """`mgDecisionDetails.aspx?IId=&Opt=1`: the decisions on an issue."""
    issue = view.issue(issue_id)
    if issue is None:
        return None
    parts = [
        f'<h3 class="mgSubSubTitleTxt">Decision published: {dmy(meeting.draft or meeting.held_on)}</h3>\n'
        f'<p><a  href="ieDecisionDetails.aspx?AIId={item.id}"  >{mg(item.title)}</a></p>\n'
        for meeting, item in view.taken(issue_id)
        if item.decision and meeting.has_minutes(view.day)
    ]
    return page(view, "Issue - decisions", "".join(parts) or "<p>There are no decisions.</p>\n", subtitle=issue.title)


def issue_history(view: View, issue_id: str) -> str | None:
    """`mgIssueHistoryChronology.aspx?IId=`: what happened when."""
    issue = view.issue(issue_id)
    if issue is None:
        return None
    events = [(issue.first_notice, "Notice of proposed decision published")] if issue.first_notice else []
    for meeting, _ in view.taken(issue_id):
        if meeting.held_on <= view.day:
            events.append((meeting.held_on, f"Considered by {meeting.body.title}"))
    rows = "".join(f"<li>{dmy(day)} {mg(words)}</li>\n" for day, words in sorted(events))
    return page(view, "Issue history", f'<ul  class="mgBulletList" >\n{rows}</ul>\n', subtitle=issue.title)


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
    content = (
        links
        + '<p><span  class="mgLabel" >Decision status: </span><span  class="mgPlanItemInForce" >Recommendations Approved'
        f"</span></p>\n{_pair('Is Key decision?', key)}{_pair('Is subject to call in?', 'Yes')}"
    )
    if issue and issue.text:
        content += (
            f'<h3 class="mgSubSubTitleTxt">Purpose:</h3>\n<div class="mgWordPara">{word_html(issue.text)}</div>\n'
        )
    content += (
        f'<h3 class="mgSubSubTitleTxt">Decision:</h3>\n<div class="mgWordPara">{word_html(item.decision)}</div>\n'
    )
    day = dmy(meeting.held_on).replace("/", "&#47;")
    content += _pair("Publication date", dmy(meeting.draft or meeting.held_on)) + _pair(
        "Date of decision", dmy(meeting.held_on)
    )
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
    content = _pair("Decision Maker", ruling.maker)
    content += '<p><span  class="mgLabel" >Decision status: </span><span  class="mgPlanItemInForce" >Recommendations Approved</span></p>\n'
    content += _pair("Is Key decision?", "Yes" if ruling.key else "No")
    content += _pair("Is subject to call in?", "Yes" if ruling.call_in else "No")
    for label, text in (("Purpose:", ruling.purpose), ("Decision:", ruling.text)):
        if text:
            content += f'<h3 class="mgSubSubTitleTxt">{label}</h3>\n<div class="mgWordPara">{word_html(text)}</div>\n'
    content += _pair("Report author", ruling.author) if ruling.author else ""
    content += _pair("Publication date", dmy(ruling.published)) + _pair("Date of decision", dmy(ruling.decided))
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
        body += (
            f'<tr><td  class="mgMainTxt" ><a  href="mgIssueHistoryHome.aspx?IId={issue.id}&amp;Opt=0"  title="Link&#32;to'
            f'&#32;issue&#32;history">{mg(issue.title)}</a></td><td  class="mgMainTxt" >{mg(dmy(inside[0][0]))}</td>'
            f'<td  class="mgMainTxt" >{mg(dmy(inside[0][0]))}</td><td  class="mgMainTxt" >Not for call-in</td></tr>\n'
        )
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
    day = mg(dmy(published))
    return (
        f'<tr><td  class="mgMainTxt" ><a  href="ieDecisionDetails.aspx?ID={decision_id}"  title="Link&#32;to&#32;decision'
        f'&#32;details&#32;for&#32;{mg_title(title)}&#32;ref&#58;&#32;{decision_id}">{mg(title)}<span  class="mgHide" > '
        f'ref&#58; {decision_id}</span></a></td><td  class="mgMainTxt" >{day}</td><td  class="mgMainTxt" >{day}</td>'
        f'<td  class="mgMainTxt" >{"Call-in expired" if call_in else "Not for call-in"}</td></tr>\n'
    )


def _range(words: str) -> tuple[date | None, date | None]:
    """ "01/01/2019-30/06/2019" as two days; two Nones for anything else."""
    first, _, last = words.replace(" ", "").partition("-")
    try:
        return _dmy(first), _dmy(last)
    except ValueError:
        return None, None


def _dmy(words: str) -> date:
    return datetime.strptime(words, "%d/%m/%Y").date()  # noqa: DTZ007 a calendar day


def plans_home(view: View) -> str:
    """`mgPlansHome.aspx`: the bodies that have forward plans."""
    bodies = dict.fromkeys(plan.body for plan in view.council.plans if plan.published <= view.day)
    rows = "".join(
        f'<li><a  href="mgListPlans.aspx?RPId={body.id}&amp;RD=0"  >{mg(body.title)}</a></li>\n' for body in bodies
    )
    return page(view, "Forward plans", f'<ul  class="mgBulletList" >\n{rows}</ul>\n')


def plans(view: View, body_id: str) -> str | None:
    """`mgListPlans.aspx?RPId=`: the forward plans of a body."""
    own = [plan for plan in view.council.plans if plan.body.id == body_id and plan.published <= view.day]
    if not own:
        return None
    rows = "".join(
        f'<li><a  href="mgListPlanItems.aspx?PlanId={plan.id}&amp;RP={body_id}"  >{mg(plan.title)}</a></li>\n'
        for plan in reversed(own)
    )
    return page(view, "Forward plans", f'<ul  class="mgBulletList" >\n{rows}</ul>\n', subtitle=own[0].body.title)


def plan_items(view: View, plan_id: str) -> str | None:
    """`mgListPlanItems.aspx?PlanId=&RP=`: the items of a forward plan, with their due words."""
    plan = next((plan for plan in view.council.plans if plan.id == plan_id and plan.published <= view.day), None)
    if plan is None:
        return None
    rows = []
    for issue_id, due in plan.items:
        issue = view.issue(issue_id)
        if issue:
            rows.append(
                f'<li><p><a  href="mgIssueHistoryHome.aspx?IId={issue.id}&amp;PlanId={plan.id}"  >{mg(issue.title)}</a></p>\n'
                f'<p><span  class="mgLabel" >Proposed decision: </span>{mg(issue.text)}</p>\n'
                f'<p><span  class="mgLabel" >Decision due: </span>{mg(due)}</p></li>\n'
            )
    content = f'<ul  class="mgBulletList" >\n{"".join(rows)}</ul>\n'
    return page(view, "Forward plan", content, subtitle=plan.title)
