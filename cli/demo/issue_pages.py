"""The pretend council's pages of issues and forward plans, in modern.gov's layouts."""

from cli.demo.content import Issue, Item, Meeting
from cli.demo.markup import bullets, dmy, mg, page, pair, status, word_para
from cli.demo.meeting_pages import document_link, item_body
from cli.demo.view import View


def issue_home(view: View, issue_id: str) -> str | None:
    """`mgIssueHistoryHome.aspx?IId=`: what the issue is, and where it was taken."""
    issue = view.issue(issue_id)
    if issue is None:
        return None
    taken = view.taken(issue_id)
    session = view.session if int(issue.id) % 2 else ""
    content = (
        '<ul  class="mgActionList" >\n'
        f'<li><a  href="ieIssueDetails.aspx?IId={issue.id}&amp;PlanId=0&amp;Opt=3"  >Meetings</a></li>\n'
        f'<li><a  href="{session}mgDecisionDetails.aspx?IId={issue.id}&amp;Opt=1"  >Decisions</a></li>\n'
        f'<li><a  href="mgIssueHistoryChronology.aspx?IId={issue.id}"  >History</a></li>\n</ul>\n'
    )
    content += word_para(issue.text) if issue.text else ""
    content += _issue_labels(view, issue, taken)
    decisions = [(meeting, item) for meeting, item in taken if item.decision and meeting.has_minutes(view.day)]
    rows = "".join(
        f'<li><a  href="ieDecisionDetails.aspx?AIId={item.id}"  >{dmy(meeting.held_on)} - {mg(item.title)}</a></li>\n'
        for meeting, item in decisions
    )
    content += bullets("Decisions", rows)
    rows = "".join(
        f'<li><a  href="ieListDocuments.aspx?CId={meeting.body.id}&amp;MId={meeting.id}&amp;Ver=4#AI{item.id}"  >'
        f"{dmy(meeting.held_on)} - {mg(meeting.body.title)} - {mg(item.title)}</a></li>\n"
        for meeting, item in taken
    )
    content += bullets("Agenda items", rows)
    rows = "".join(
        f"<li>{document_link(view, document, meeting)}</li>\n"
        for meeting, item in taken
        for document in view.documents(item)
    )
    content += bullets("Documents", rows)
    return page(view, "Issue details", content, subtitle=issue.title)


def _issue_labels(view: View, issue: Issue, taken: list[tuple[Meeting, Item]]) -> str:
    decided = any(item.decision and meeting.has_minutes(view.day) for meeting, item in taken)
    content = pair("Decision type", issue.kind)
    content += status("Recommendations Approved" if decided else "For Determination")
    content += pair("Wards affected", "(All Wards)")
    if issue.first_notice:
        content += pair("Notice of proposed decision first published", dmy(issue.first_notice))
    content += pair("Anticipated restriction", issue.restriction)
    for label, value in (
        ("Decision due", issue.due),
        ("Lead member", issue.lead),
        ("Lead director", issue.director),
        ("Department", issue.department),
        ("Contact", issue.contact),
    ):
        content += pair(label, value) if value else ""
    return content


def issue_meetings(view: View, issue_id: str) -> str | None:
    """`ieIssueDetails.aspx?IId=&PlanId=0&Opt=3`: every meeting that took the issue, with its item."""
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
                f'<li><p><a  href="mgIssueHistoryHome.aspx?IId={issue.id}&amp;PlanId={plan.id}"  >{mg(issue.title)}</a>'
                "</p>\n"
                f'<p><span  class="mgLabel" >Proposed decision: </span>{mg(issue.text)}</p>\n'
                f'<p><span  class="mgLabel" >Decision due: </span>{mg(due)}</p></li>\n'
            )
    content = f'<ul  class="mgBulletList" >\n{"".join(rows)}</ul>\n'
    return page(view, "Forward plan", content, subtitle=plan.title)
