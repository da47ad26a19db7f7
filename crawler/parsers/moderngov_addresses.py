"""Every address of a ModernGov site, built from its base URL. The grammar was read off the sites, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from crawler.parsers.days import printed

# Registers time out on wide ranges: Kirklees answers three years in 11 s and eleven years not at all.
SLICE = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one site. `site` is its base URL with any path prefix; a trailing slash does no harm.

    `language` adds the LLL parameter to pages: 1 is Welsh, 0 English, None what the site prefers.
    """

    site: str
    language: int | None = None

    def service(self, method: str, **parameters: object) -> str:
        """A method of the XML web service. Every parameter must be sent: a missing one answers 500."""
        query = "&".join(f"{name}={_value(value)}" for name, value in parameters.items())
        return f"{self.site.rstrip('/')}/mgWebService.asmx/{method}" + (f"?{query}" if query else "")

    def service_committees(self) -> str:
        """All committees, living and dead."""
        return self.service("GetCommittees")

    def service_meetings(self, since: date, until: date, committee: str = "0") -> str:
        """Meetings grouped by committee; committee 0 is all of them."""
        return self.service("GetMeetings", lCommitteeId=committee, sFromDate=since, sToDate=until)

    def service_meetings_by_date(self, since: date, until: date, committee: str = "-1") -> str:
        """A flat list of meetings. At the Senedd 0 gives nothing and -1 gives all; elsewhere 0 may."""
        return self.service(
            "GetAllMeetingsByDate", lCommitteeId=committee, sFromDate=since, sToDate=until, bIsAscendingDateOrder=True
        )

    def service_meeting(self, meeting: str) -> str:
        """One meeting in full."""
        return self.service("GetMeeting", lMeetingId=meeting)

    def committees(self) -> str:
        """The page listing the committees."""
        return self._page("mgListCommittees.aspx")

    def committee(self, committee: str) -> str:
        """A committee's own page."""
        return self._page("mgCommitteeDetails.aspx", ID=committee)

    def meetings(self, committee: str, year: int = 0) -> str:
        """The meetings of a committee: around today with year 0, else those of that year."""
        return self._page("ieListMeetings.aspx", CId=committee, Year=year)

    def meeting(self, meeting: str, committee: str | None = None) -> str:
        """The page of a meeting: its items, packs and printed minutes. A meeting's id alone is enough."""
        return self._page("ieListDocuments.aspx", CId=committee, MId=meeting, Ver=4)

    def item(self, item: str) -> str:
        """One agenda item with its minutes and documents."""
        return self._page("mgAi.aspx", ID=item)

    def document(self, attachment: str) -> str:
        """A document as PDF, by its attachment id."""
        return self._page("mgConvert2PDF.aspx", localised=False, ID=attachment)

    def issue(self, issue: str) -> str:
        """An issue: the thread of a matter through meetings and plans."""
        return self._page("mgIssueHistoryHome.aspx", IId=issue, Opt=0)

    def issue_meetings(self, issue: str) -> str:
        """Every meeting that took an issue, with minutes."""
        return self._page("ieIssueDetails.aspx", IId=issue, PlanId=0, Opt=3)

    def decision(self, decision: str) -> str:
        """The details of a decision. Ids of the form "AI3001" are decisions taken at a meeting's item."""
        if decision.startswith("AI"):
            return self._page("ieDecisionDetails.aspx", AIId=decision[2:])
        return self._page("ieDecisionDetails.aspx", ID=decision)

    def decisions(self, since: date, until: date) -> Iterator[str]:
        """The register of published decisions, in slices of six months by publication date."""
        for first, last in slices(since, until):
            yield self._page(
                "mgDelegatedDecisions.aspx", XXR=0, DR=f"{printed(first)}-{printed(last)}", Act="Find", RP=0, K=0, V=0,
                DM=0, HD=0, DS=2, Next="true", META="mgdelegateddecisions",
            )  # fmt: skip

    def officer_decisions(self, since: date, until: date) -> Iterator[str]:
        """The register of officers' decisions, in slices of six months; it overlaps the other."""
        for first, last in slices(since, until):
            yield self._page(
                "mgListOfficerDecisions.aspx", XXR=0, FULL=1, BAM=1, DR=f"{printed(first)}-{printed(last)}", Act="Find",
                K=0, DM=0, DEP=0, PH=0, LO=0, C3=0, Next="true",
            )  # fmt: skip

    def plans(self) -> str:
        """The page listing the bodies that publish forward plans."""
        return self._page("mgPlansHome.aspx")

    def plans_of(self, body: str) -> str:
        """The forward plans of one body (`RPId`)."""
        return self._page("mgListPlans.aspx", RPId=body, RD=0)

    def plan(self, plan: str, body: str | None = None) -> str:
        """The items of one forward plan."""
        return self._page("mgListPlanItems.aspx", PlanId=plan, RP=body)

    def feed(self, committee: str | None = None) -> str:
        """The site's RSS feed, or one committee's. Never with bcr=1: that answers an HTML page."""
        return self._page("mgRss.aspx", localised=False, XXR=None if committee else 0, CId=committee)

    def news(self) -> str:
        """The page of recent changes."""
        return self._page("mgWhatsNew.aspx")

    def _page(self, name: str, localised: bool = True, **parameters: object) -> str:
        if self.language is not None and localised:
            parameters["LLL"] = self.language
        query = "&".join(f"{key}={_value(value)}" for key, value in parameters.items() if value is not None)
        return f"{self.site.rstrip('/')}/{name}" + (f"?{query}" if query else "")


def slices(since: date, until: date) -> Iterator[tuple[date, date]]:
    """A range of days in pieces of at most six months, first and last day included."""
    while since <= until:
        last = min(since + SLICE, until)
        yield since, last
        since = last + timedelta(days=1)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        value = printed(value)
    return quote(str(value), safe="/-")
