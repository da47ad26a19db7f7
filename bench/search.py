"""How fast the search engines index and answer, side by side in one run: `python bench/search.py [--pages 20000]`.

Pages are invented: common words and a long tail of made-up ones, council phrases on half of them, in papers of about
eight pages. Times are this machine's; the ratios are what to trust.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from search.engine import ENGINES, open_engine
from search.entries import Entry
from search.query import parse_query

RINGS = [("LAC", "CLA", "looked after children", "children looked after")]
PHRASES = [
    "foster carers", "in-house foster carers", "looked after children", "children looked after", "LAC", "CLA",
    "corporate parenting", "sufficiency strategy", "recruit 60 more carers", "the Cabinet resolved", "£2.4 million",
    "60 per cent", "kinship care", "residential placements", "children's services", "the medium term financial plan",
]  # fmt: skip
PLAIN = (
    "the of and to in for a that is be will as by on with council report committee members service services children "
    "young people care social budget year plan officers noted cabinet review support family education housing risk"
).split()
QUERIES = {
    "one rare word": ["sufficiency", "kinship"],
    "one common word": ["council", "service"],
    "two words": ["foster carers", "cabinet budget"],
    "phrase": ['"foster carers"', '"corporate parenting"'],
    "synonym ring": ["LAC", "looked after children numbers"],
    "boolean": ["(foster OR kinship) AND care NOT housing"],
    "prefix": ["recruit*", "resid*"],
    "fuzzy": ["fostr~", "sufficency~"],
    "council and days": ["foster council:council-7 since:2020 until:2021"],
    "wide days": ["care since:2016"],
    "only days, newest": ["since:2019"],
    "misspelt": ["fosterring", "kinshp"],
}


def main() -> None:
    """Index the same pages in each engine, then ask each kind of query."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=20_000)
    options.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    texts = {(entry.paper, entry.page): entry.text for entry in entries(given.pages)}
    times: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in given.engines:
            times[name] = measure(name, Path(folder) / name, given.pages, texts, given.rounds)
    show(times)


def entries(pages: int) -> Iterator[Entry]:
    """The invented pages, the same in every run."""
    chance = random.Random(7)
    tail = ["".join(chance.choice("bcdfglmnprst") + chance.choice("aeiou") for _ in range(4)) for _ in range(60_000)]
    vocabulary = PLAIN + tail
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
    made = 0
    while made < pages:
        paper, council = f"paper{made}", f"council-{chance.randrange(60)}"
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(4000))
        title = " ".join(chance.choices(PHRASES + PLAIN, k=4))
        for page in range(1, min(chance.randint(1, 15), pages - made) + 1):
            words = chance.choices(vocabulary, cum_weights=weights, k=350)
            for _ in range(chance.choice((0, 0, 0, 1, 2, 4))):
                words.insert(chance.randrange(350), chance.choice(PHRASES))
            text = " ".join(words)
            yield Entry(
                paper=paper, page=page, text=text, title=title, kind="report", council=council,
                body=f"Committee {chance.randrange(40)}", date=day, url=f"https://example.org/{paper}.pdf",
            )  # fmt: skip
            made += 1


def measure(name: str, path: Path, pages: int, texts: dict[tuple[str, int], str], rounds: int) -> dict[str, float]:
    """Seconds by what was done; for queries the middle of several rounds, twenty results with facets."""
    taken: dict[str, float] = {}
    ready = list(entries(pages))
    changed = set(list(dict.fromkeys(entry.paper for entry in ready))[:100])
    again = [entry for entry in ready if entry.paper in changed]
    with open_engine(name, path, lambda paper, page: texts.get((paper, page)), create=True) as engine:
        taken["index"] = timed(lambda: engine.add(ready))
        taken["replace 100 papers"] = timed(lambda: engine.add(again))
    taken["size, MB"] = sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6
    with open_engine(name, path, lambda paper, page: texts.get((paper, page))) as engine:
        taken["open and first query"] = timed(lambda: engine.search(parse_query("foster carers")))
        for kind, queries in QUERIES.items():
            trees = [parse_query(query, RINGS) for query in queries]
            taken[kind] = statistics.median(
                timed(lambda tree=tree: engine.search(tree, facets=True)) for tree in trees for _ in range(rounds)
            )
        taken["common word by date"] = timed(lambda: engine.search(parse_query("council"), sort="newest"))
        taken["similar papers"] = timed(lambda: engine.similar(ready[0].paper))
    return taken


def timed(work: object) -> float:
    """Seconds a call took."""
    begun = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - begun


def show(times: dict[str, dict[str, float]]) -> None:
    """A table: milliseconds (or what the row says) by engine, and how many times the second is faster."""
    names = list(times)
    print(
        f"{'milliseconds':24}" + "".join(f"{name:>12}" for name in names) + ("       ratio" if len(names) == 2 else "")
    )
    for row in times[names[0]]:
        values = [times[name][row] * (1 if row.endswith("MB") else 1000) for name in names]
        ratio = f"{values[0] / values[1]:11.1f}x" if len(values) == 2 and values[1] else ""
        print(f"{row:24}" + "".join(f"{value:12.1f}" for value in values) + ratio)


if __name__ == "__main__":
    main()
