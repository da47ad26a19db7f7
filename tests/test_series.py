"""A measure's course: one line of comparable levels, targets on their scale, and a place for everything else."""

from datetime import date
from pathlib import Path

from archive.bundled import load_topic
from archive.home import open_archive
from cli.demo.pretend_council import DEMO_DAY
from pipeline.series import series


def test_the_demos_carers_rise_without_zigzags(demo_home: Path) -> None:
    archive = open_archive(demo_home)
    points = series(archive, load_topic(), "in_house_foster_carers", as_of=DEMO_DAY, councils=["morfa-elin"])
    archive.close()
    carers = [point for point in points if point.unit == "carers"]
    start = date(2018, 3, 31)  # the day the promise counts from; it had fallen until then
    levels = [point.level for point in carers if point.kind == "figure" and point.level and point.day >= start]
    assert (levels[0], levels[-1]) == (87, 119)
    assert levels == sorted(levels)
    targets = {(point.day.isoformat(), point.level) for point in carers if point.kind == "target"}
    assert {
        ("2018-12-31", 105),
        ("2019-09-30", 105),
        ("2022-03-31", 130),
    } <= targets  # so many more stand at their level
