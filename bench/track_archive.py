"""Seconds to track the findings of one council against their number: linking, drift, evidence, status, in one run.

python bench/track_archive.py [MENTIONS]

Time should grow with the number of mentions, not its square: the last column is the growth in time over the growth in
size since the row before, 1.0 when it is in step.
"""

import random
import sys
import time
from datetime import date, timedelta

from archive.bundled import load_topic
from commitments.mentions import placed
from commitments.silence import Silence
from commitments.track import judge, track
from records.commitments import Mention, PageText, Place, Sighting
from records.findings import Deadline, Findings, Observation, Statement
from records.topics import Topic

FIRST = date(2012, 4, 1)
THINGS = (
    "kinship advisers", "drop-in sessions", "mentoring places", "family hubs", "respite beds", "bursaries", "tutors",
    "play schemes", "crisis workers", "advocates", "parenting courses", "link nurses", "youth clubs", "sensory rooms",
)  # fmt: skip
PLACES = ("Aldwick", "Benholm", "Carrow", "Dunmere", "Eastleigh Park", "Farrow", "Garth", "Harle", "Inchmoor", "Kell")


def archive_of(count: int, topic: Topic) -> tuple[list[Mention], list[Sighting], list[PageText]]:
    """So many mentions and as many figures on pages of one council over twelve years, restated now and then."""
    chance = random.Random(count)
    measures = [measure.id for measure in topic.measures]
    mentions: list[Mention] = []
    sightings: list[Sighting] = []
    pages: list[PageText] = []
    for number in range(count // 4):
        day = FIRST + timedelta(days=chance.randrange(4400))
        lines, statements, observations, at = [], [], [], 0
        for _ in range(4):
            thing, value = chance.choice(THINGS), chance.randint(3, 400)
            due = date(day.year + chance.randint(1, 3), 3, 31)
            said = f"The service will provide {value} {thing} in {chance.choice(PLACES)} by {due:%d %B %Y}"
            seen = f"there were {value - 1} {thing} at {day:%d %B %Y}"
            measure = chance.choice(measures)
            statements.append(
                Statement(
                    quote=said, start=at, end=at + len(said), kind="target", strength="committed", measure=measure,
                    change="reach", value=value, unit="places",
                    deadline=Deadline(text="", end=due, precision="day"), rule="bench", trigger="",
                )
            )  # fmt: skip
            at += len(said) + 2
            observations.append(
                Observation(
                    quote=seen, start=at, end=at + len(seen), measure=measure, value=value - 1, unit="places",
                    as_of=day, rule="bench", trigger="",
                )
            )  # fmt: skip
            at += len(seen) + 2
            lines += [said, seen]
        place = Place(paper=f"paper-{number}", published=day, council="bench", kind="report", title=f"Report {number}")
        page = PageText(place=place, text=". ".join(lines) + ".")
        said_here, seen_here = placed(Findings(statements=tuple(statements), observations=tuple(observations)), page)
        mentions += said_here
        sightings += seen_here
        pages.append(page)
    return mentions, sightings, pages


def main() -> None:
    """Build archives of growing size, track each, print the ratios."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    topic = load_topic()
    track(*archive_of(40, topic)[:2], topic)  # patterns are compiled once
    before: tuple[int, float] | None = None
    print(f"{'mentions':>9} {'commitments':>12} {'seconds':>8} {'growth':>7}")
    for count in (most // 8, most // 4, most // 2, most):
        mentions, sightings, pages = archive_of(count, topic)
        began = time.process_time()
        found = track(mentions, sightings, topic, pages=pages)
        silence = Silence(pages)
        for one in found:
            judge(one, FIRST + timedelta(days=4400), silence)
        seconds = time.process_time() - began
        growth = f"{seconds / before[1] / (count / before[0]):.2f}" if before else ""
        print(f"{count:9} {len(found):12} {seconds:8.1f} {growth:>7}")
        before = count, seconds


if __name__ == "__main__":
    main()
