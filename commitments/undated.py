"""The day of a figure whose own sentence tells none: of its heading, the school's results, or the article's one day."""

import re
from datetime import date
from functools import lru_cache

from commitments.figures import Figure
from commitments.past_periods import find_past_periods
from commitments.periods import last_day
from commitments.reporting import reported_period
from commitments.sentences import Sentence
from commitments.stamps import NOT_THE_DAY
from records.findings import Passage
from records.topics import Topic

_TO_COME = re.compile(r"\b(?:will|would|to|shall|due)\b[^.;]*$", re.IGNORECASE)


def latest_year(passage: Passage) -> date | None:
    """The end of the latest whole year a passage names that is over."""
    published = passage.published
    years = [p.last for p in find_past_periods(passage.text, published) if p.span == "year"]
    return max((day for day in years if published is None or 0 < (published - day).days < 400), default=None)


def quarter_before(day: date) -> date:
    """The last day of the quarter before the one a day is in."""
    month = day.month - (day.month % 3 or 3)
    return last_day(day.year, month) if month > 0 else last_day(day.year - 1, 12)


_OF_PUPILS = ("percent", "pupils", "children", None)  # what results are told in


def results_day(figure: Figure, passage: Passage, topic: Topic) -> date | None:
    """The end of the school year whose results a figure is ("17% had gained grade 4 in English and maths")."""
    results, now = topic.words.get("observed_results"), passage.published
    if results is None or now is None or figure.quantity.unit not in _OF_PUPILS:
        return None
    if not results.search(passage.text, figure.clause[0], max(figure.clause[1], figure.quantity.end)):
        return None
    reported = reported_period(passage)
    base = reported if reported is not None and (reported.month, reported.day) != (3, 31) else now
    return date(base.year if (base.month, base.day) >= (8, 31) else base.year - 1, 8, 31)


def heading_day(sentence: Sentence, passage: Passage) -> date | None:
    """The day a heading gives to what stands under it ("What we did in 2017/18")."""
    for lead in sentence.leads():
        periods = find_past_periods(passage.text, passage.published, lead.start, lead.end)
        days = [
            p.last for p in periods if not NOT_THE_DAY.search(passage.text[max(lead.start, p.start - 40) : p.start])
        ]
        if days and (passage.published is None or days[-1] <= passage.published):
            if days[-1] == passage.published and reported_period(passage):
                return None  # the heading is the meeting's own
            return days[-1]
    return None


def same_day(figure: Figure, passage: Passage) -> date | None:
    """The one day of a press article's figures, for a count of people or a share; prices and posts are those of now."""
    return None if figure.quantity.unit in _OF_NOW else _only_day(passage)


_OF_NOW = ("gbp", "posts", "staff", "homes", "places", "buildings")


@lru_cache(maxsize=64)
def _only_day(passage: Passage) -> date | None:
    """The one day on which a press article's figures stand ("at the end of April", "at April 30"), or None."""
    if passage.kind != "article" or passage.published is None:
        return None
    days = set()
    for period in find_past_periods(passage.text, passage.published):
        lead = passage.text[max(0, period.start - 24) : period.start]
        if (
            period.span != "moment"
            and re.search(r"\b(?:at|as at|as of)\s+(?:the\s+)?(?:end of\s+)?$", lead, re.IGNORECASE)
            and not _TO_COME.search(passage.text, max(0, period.start - 80), period.start)
        ):
            days.add(period.last)
    return days.pop() if len(days) == 1 else None
