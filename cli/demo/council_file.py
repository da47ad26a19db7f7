"""Reads a pretend council from its folder in `data/demo`.

The numbers a real site would give (agenda item, attachment and `s…` ids) are counted out in the order of the files, so
they do not depend on the day the site is looked at. Attachment ids and `s…` ids are unrelated, as on real sites.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from archive.bundled import bundled
from cli.demo.content import Body, Council, Document, Issue, Item, Meeting, Plan, Ruling

DATA = bundled("demo")


@dataclass(slots=True)
class _Ids:
    """Counts out the platform's ids."""

    item: int = 8100
    attachment: int = 21040
    s: int = 6310
    decision: int = 1204


def read_council(folder: Path = DATA / "council") -> Council:
    """The council described by a folder: `council.toml`, `meetings/*.toml` and the texts in `papers/`."""
    top = tomllib.loads((folder / "council.toml").read_text(encoding="utf-8"))
    bodies = {row["id"]: Body(**row) for row in top["body"]}
    ids = _Ids()
    meetings: list[Meeting] = []
    for path in sorted((folder / "meetings").glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        meetings.append(_meeting(row, bodies, ids, meetings))
    return Council(
        name=top["name"],
        name_cy=top["name_cy"],
        slug=top["slug"],
        contact=top["contact"],
        bodies=tuple(bodies.values()),
        meetings=tuple(meetings),
        issues=tuple(Issue(**row) for row in top.get("issue", [])),
        rulings=tuple(_ruling(row, ids) for row in top.get("decision", [])),
        plans=tuple(
            Plan(**{**row, "body": bodies[row["body"]], "items": tuple((i, due) for i, due in row["items"])})
            for row in top.get("plan", [])
        ),
    )


def _meeting(row: dict[str, Any], bodies: dict[str, Body], ids: _Ids, before: list[Meeting]) -> Meeting:
    held_on, body = row["held_on"], bodies[row["body"]]
    agenda = row.get("agenda", held_on - timedelta(days=7))
    rows = row.pop("item", [])
    if row.pop("opening", True) and rows:
        previous = [meeting for meeting in before if meeting.body is body and meeting.items]
        rows = [*_opening(previous[-1] if previous else None), *rows]
    items = _items(rows, agenda, ids, is_cabinet=body.id == "102")
    return Meeting(
        **{
            "time": "10.00 am",
            "place": "Committee Room A, County Hall, Aberelin",
            "listed": agenda - timedelta(days=60),
            "agenda": agenda,
            **row,
            "body": body,
            "present": tuple(row.get("present", ())),
            "items": items,
        }
    )


def _opening(previous: Meeting | None) -> list[dict[str, Any]]:
    """The items every meeting begins with."""
    rows: list[dict[str, Any]] = [
        {"title": "Apologies", "text": "To receive apologies for absence.", "minutes": "No apologies were received."},
        {
            "title": "Disclosures of interest",
            "text": "To receive any disclosures of interest by Members relating to items on the agenda.",
            "minutes": "There were no disclosures of interest.",
        },
    ]
    if previous is not None:
        day = f"{previous.held_on.day} {previous.held_on:%B %Y}"
        rows.append(
            {
                "title": "Minutes of Previous Meeting",
                "text": f"To authorise the Chair to sign the minutes of the meeting held on {day} as a correct record.",
                "minutes": f"The Chair was authorised to sign the minutes of the meeting held on {day} as a correct "
                "record.",
                "document": [{"title": f"Minutes {previous.held_on:%d-%m-%Y}", "file": f"minutes:{previous.id}"}],
            }
        )
    return rows


def _items(rows: list[dict[str, Any]], agenda: date, ids: _Ids, *, is_cabinet: bool) -> tuple[Item, ...]:
    items, number = [], 0
    for row in rows:
        ids.item += 1
        heading = row.get("heading", False)
        number += 0 if heading else 1
        documents = tuple(_document(each, agenda, ids) for each in row.get("document", []))
        decision_id = None
        if is_cabinet and row.get("decision"):
            ids.decision += 1
            decision_id = str(ids.decision)
        items.append(
            Item(
                **{
                    "number": "" if heading else f"{number}.",
                    **{key: value for key, value in row.items() if key != "document"},
                    "id": str(ids.item),
                    "decision_id": decision_id,
                    "documents": documents,
                }
            )
        )
    return tuple(items)


def _document(row: dict[str, Any], published: date, ids: _Ids) -> Document:
    ids.attachment += 3
    ids.s += 1
    return Document(**{"published": published, **row, "attachment": str(ids.attachment), "s": str(ids.s)})


def _ruling(row: dict[str, Any], ids: _Ids) -> Ruling:
    ids.decision += 1
    documents = tuple(_document(each, row["published"], ids) for each in row.get("document", []))
    return Ruling(
        **{key: value for key, value in row.items() if key != "document"},
        id=str(ids.decision),
        documents=documents,
    )
