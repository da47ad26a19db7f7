"""A measure's figures against its targets, drawn: in the terminal, or as SVG or PNG."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from pipeline.series import Point
from records.errors import BadInput, BadUsage

_PANELS = 4
_FORMS = (".svg", ".png")


def draw_file(points: list[Point], path: Path, *, title: str) -> None:
    """Draw levels as lines and what they were to reach as diamonds, one colour a council, one panel a unit. The file's
    ending says the form: .svg or .png. Raises BadInput for another ending, a file that cannot be written, or when
    nothing can be drawn."""
    if path.suffix.lower() not in _FORMS:
        raise BadUsage(f"{path.name}: a chart is written as {' or '.join(_FORMS)}")
    panels = _panels(points)
    if not panels:
        raise BadInput("there is no dated figure and no level target to draw")
    from matplotlib.figure import Figure  # no pyplot: no display, no global state

    figure = Figure(figsize=(9, 4 * len(panels)), layout="constrained")
    axes = figure.subplots(len(panels), squeeze=False)[:, 0]
    for axis, (unit, here) in zip(axes, panels.items(), strict=True):
        for colour, (council, mine) in enumerate(_by_council(here).items()):
            figures = [point for point in mine if point.kind == "figure"]
            targets = [point for point in mine if point.kind == "target"]
            name = council or "council unknown"
            axis.plot([p.day for p in figures], [p.level for p in figures], "o-", color=f"C{colour}", label=name)
            if targets:
                axis.scatter(
                    [p.day for p in targets],
                    [p.level for p in targets],
                    marker="D",
                    facecolors="none",
                    edgecolors=f"C{colour}",
                    label=f"{name}: target",
                    zorder=3,
                )
            for point in targets:
                axis.annotate(
                    (point.status or "").removesuffix("_unknown").replace("_", " "),
                    (point.day, point.level),
                    textcoords="offset points",
                    xytext=(6, 6),
                    fontsize=8,
                )
        axis.set_ylabel(unit.replace("_", " "))
        axis.legend(fontsize=8)
        axis.grid(alpha=0.3)
    figure.suptitle(title)
    try:
        figure.savefig(path, metadata={"Date": None} if path.suffix.lower() == ".svg" else None)
    except OSError as error:
        raise BadInput(f"cannot write {path}: {error.strerror}") from error


def draw_terminal(points: list[Point], *, width: int, title: str) -> str:
    """The same chart as text, the unit with the most points only; empty when nothing can be drawn."""
    panels = _panels(points)
    if not panels:
        return ""
    import plotext

    unit, here = max(panels.items(), key=lambda pair: len(pair[1]))
    plotext.clear_figure()
    plotext.date_form("Y-m-d")
    plotext.plot_size(min(width, 100), 18)
    plotext.theme("clear")
    plotext.title(f"{title} ({unit.replace('_', ' ')})")
    for council, mine in _by_council(here).items():
        figures = [point for point in mine if point.kind == "figure"]
        targets = [point for point in mine if point.kind == "target"]
        if figures:
            days = plotext.datetimes_to_strings([_noon(p.day) for p in figures])
            plotext.plot(days, [p.level for p in figures], marker="braille", label=f"{council}: reported")
            plotext.scatter(days, [p.level for p in figures], marker="●")
        if targets:
            days = plotext.datetimes_to_strings([_noon(p.day) for p in targets])
            plotext.scatter(days, [p.level for p in targets], marker="◇", label=f"{council}: target")
    return str(plotext.build())


def _panels(points: list[Point]) -> dict[str, list[Point]]:
    panels: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        if point.level is not None:
            panels[point.unit or "number"].append(point)
    most = sorted(panels.items(), key=lambda pair: -len(pair[1]))
    return dict(pair for pair in most[:_PANELS] if pair == most[0] or len(_days(pair[1])) > 1)


def _days(points: list[Point]) -> set[date]:
    """The days of the figures: a panel of one day shows no course."""
    return {point.day for point in points if point.kind == "figure"}


def _by_council(points: list[Point]) -> dict[str | None, list[Point]]:
    held: dict[str | None, list[Point]] = defaultdict(list)
    for point in points:
        held[point.council].append(point)
    return held


def _noon(day: date):  # type: ignore[no-untyped-def]
    from datetime import datetime

    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  (plotext wants naive ones)
