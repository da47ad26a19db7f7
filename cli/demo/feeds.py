"""The pretend council's feed, its "what's new" page and its search page."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from xml.sax.saxutils import escape

from cli.demo.markup import long_day, mg, page
from cli.demo.view import View


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Event:
    """Something that appeared on the site."""

    on: date
    title: str
    href: str
    body: str


def events(view: View) -> list[Event]:
    """What appeared up to the day, newest first, in the words of modern.gov's feed."""
    found: list[Event] = []
    for meeting in view.listed():
        when = f"Meeting of {long_day(view.held_on(meeting))} {meeting.time}, {meeting.body.title}"
        href = f"ieListDocuments.aspx?CId={meeting.body.id}&MId={meeting.id}&Ver=4"
        days = [("Minutes published", meeting.draft), ("Minutes published", meeting.final)]
        if not meeting.cancelled:
            days += [("Agenda published", meeting.agenda), ("Meeting held", meeting.held_on)]
        if any(item.decision for item in meeting.items):
            days.append(("Decision sheet published", meeting.draft))
        for what, day in days:
            if day and day <= view.day:
                found.append(Event(on=day, title=f"{what}: {when}", href=href, body=meeting.body.id))
    for plan in view.council.plans:
        if plan.published <= view.day:
            href = f"mgListPlanItems.aspx?PlanId={plan.id}&RP={plan.body.id}"
            title = f"Publication of plan: {plan.title}; {plan.body.title}"
            found.append(Event(on=plan.published, title=title, href=href, body=plan.body.id))
    return sorted(found, reverse=True)


def rss(view: View, query: dict[str, str]) -> str:
    """`mgRss.aspx`: the newest fifteen, of one committee (`CID`) or all."""
    asked = query.get("cid", "0")
    chosen = [event for event in events(view) if asked in ("", "0", event.body)][:15]
    items = "".join(
        f"<item>\n<title>{escape(event.title)}</title>\n<link>{escape(f'{view.url}/{event.href}')}</link>\n"
        f'<guid isPermaLink="false">{escape(event.href)}-{event.on:%Y%m%d}</guid>\n'
        f"<pubDate>{format_datetime(datetime.combine(event.on, time(12), tzinfo=UTC))}</pubDate>\n</item>\n"
        for event in chosen
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>\n'
        f"<title>{escape(view.council.name)} - What's new</title>\n<link>{view.url}/mgWhatsNew.aspx</link>\n"
        f"<description>Changes to the published democratic documentation</description>\n{items}</channel></rss>"
    )


def whats_new(view: View) -> str:
    """`mgWhatsNew.aspx`: the newest twenty as links, with a session in their paths."""
    rows = "".join(
        f'<li><a  href="{view.session}{mg_link(event.href)}"  >{mg(event.title)}</a></li>\n'
        for event in events(view)[:20]
    )
    return page(view, "What's new", f'<ul  class="mgBulletList" >\n{rows}</ul>\n')


def mg_link(href: str) -> str:
    """An href with its ampersands escaped."""
    return href.replace("&", "&amp;")


def search_form(view: View) -> str:
    """`ieDocSearch.aspx`: the form robots are asked to leave alone."""
    form = '<form action="ieSearchResults2.aspx" method="get"><input name="SS" /><input type="submit" /></form>\n'
    return page(view, "Search documents", form)


def search_results(view: View, query: dict[str, str]) -> str:
    """`ieSearchResults2.aspx?SS=&PG=`: items whose words hold the term, ten a page."""
    term = query.get("ss", "").strip()
    number = int(query.get("pg") or 1)
    hits = [
        (meeting, item)
        for meeting in reversed(view.listed())
        for item in view.items(meeting)
        if term and term.lower() in f"{item.title} {item.text} {item.minutes}".lower()
    ]
    if not hits:
        words = f'No results found for your query <span  class="mgMainTxtBold" >{mg(term)}.  </span>'
        lost = f'<p class="mgErrorTxt" >{words}</p>\n'
        return page(view, f"Search results for {term}", lost, heading="Search results")
    rows = [
        '<p class="mgAiTitleTxt" ><img src="mgimages/star.gif" alt="Excellent match" /> Meeting: '
        f'<a class="mgAiTitleLnk" href="ieListDocuments.aspx?MId={meeting.id}&amp;J=1">{mg(meeting.body.title)} '
        f'({place})</a></p>\n<p class="mgAiTitleTxt" >{item.number} '
        f'<a href="ieListDocuments.aspx?MId={meeting.id}#AI{item.id}">{mg(item.title)}</a></p>\n'
        f'<div class="mgWordPara"><strong>{mg(term)}</strong></div>\n'
        for place, (meeting, item) in enumerate(hits, start=1)
    ]
    content = "<hr />\n".join(rows[(number - 1) * 10 : number * 10])
    if number * 10 < len(rows):
        href = f"ieSearchResults2.aspx?SS={mg(term)}&amp;PG={number + 1}"
        content += f'<a title="Next page of search results" href="{href}">Next</a>\n'
    return page(view, f"Search results for {term}", content, heading="Search results")
