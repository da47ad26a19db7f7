"""ModernGov's forward plans, an optional channel looked at once a week: the followed matters that are to be decided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler import window
from crawler.following import follows_title
from crawler.parsers import moderngov_plans
from crawler.text_papers import plan_paper

if TYPE_CHECKING:
    from crawler.spiders.moderngov import ModernGovSpider

_WEEK = timedelta(days=7)
_NEWEST = 4  # plans of a body that are read: each repeats most of the one before


async def take_plans(spider: ModernGovSpider) -> None:
    """The plans not read before, of every body that publishes them."""
    if not spider.task.options.full and not window.look_again(spider.memory.get("plans_seen"), spider.today, _WEEK):
        return
    if not spider.worth("plans_off"):
        return
    home = await _plans(spider, spider.at.plans())
    if home is None:
        spider.remember(plans_off=spider.today.isoformat())
        return
    found = [plan for plan in home if plan.id]
    for body in dict.fromkeys(plan.body_id for plan in home if not plan.id and plan.body_id):
        plans = await _plans(spider, spider.at.plans_of(body)) or ()
        found += sorted((plan for plan in plans if plan.id), key=lambda plan: int(plan.id or 0))[-_NEWEST:]
    read = set(spider.memory.get("plans", []))
    for plan in found:
        if not plan.id or (plan.id in read and not spider.task.options.full):
            continue
        if await _take(spider, plan.id, plan.body_id):
            read.add(plan.id)  # one that did not come is asked for again at the next look
    seen = {} if spider.left_alone else {"plans_seen": spider.today.isoformat()}
    spider.remember(**seen, plans=sorted(read), plans_off=None)


async def _plans(spider: ModernGovSpider, url: str) -> tuple[moderngov_plans.Plan, ...] | None:
    answer = await spider.get(url, "html.plans", "optional")
    return spider.read(moderngov_plans.plans, answer, "optional") if answer else None


async def _take(spider: ModernGovSpider, plan: str, body: str | None) -> bool:
    """Keep a plan's followed entries; False when it could not be had or read."""
    answer = await spider.get(spider.at.plan(plan, body), "html.plan", "optional")
    items = spider.read(moderngov_plans.plan_items, answer, "optional") if answer else None
    if answer is None or items is None:
        return False
    for item in items:
        if follows_title(spider.task.topic, item.title, all_papers=spider.task.options.all_papers):
            made = plan_paper(spider.task.source, item, spider.at.issue(item.issue))
            spider.keep_text(*made, capture=answer.capture)
            spider.task.tally.counts["plan_items"] += 1
    return True
