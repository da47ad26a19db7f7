"""The columns of every exported table, with what they mean: the data dictionary is made from these."""

PAPERS = {
    "paper": "the paper's id, stable for ever",
    "source": "slug of the source it came from; local for files the user added",
    "council": "slug of the council it belongs to; empty when unknown",
    "body": "committee, or outlet for an article",
    "kind": "report, agenda, pack, minutes, item, issue, decision, plan, article, press_release or other",
    "title": "title as linked",
    "date": "the meeting's date, else the publication date",
    "published": "publication date of the document, also of minutes and items",
    "published_inferred": "true when `published` is the meeting's or the page's own date",
    "meeting": "the meeting's id at its source",
    "issue": "ModernGov issue id",
    "url": "address of the original; of a file the user added only its name (file:report.pdf)",
    "state": "kept, linked (not followed), pending, failed, restricted, external or withdrawn",
    "reason": "why it was not obtained or cannot be read",
    "sha256": "of the current version's bytes",
    "versions": "how many versions are kept",
    "pages": "pages read",
}

_PLACE = {
    "paper": "id of the paper it stands in",
    "council": "slug of the paper's council",
    "published": "day its words were said or published: of items, minutes and issues the meeting's, else the paper's "
    "publication date; as in commitments",
    "title": "the paper's title",
    "url": "address of the original, at the page where a PDF allows it",
    "page": "page, from 1",
    "start": "offset of the first character of the quotation in the page's text",
    "end": "offset after its last character",
    "sha256": "of the version it was found in",
    "quote": "the words themselves: text[start:end]",
    "measure": "id of the measure in the topic pack",
}

STATEMENTS = _PLACE | {
    "kind": "target, action or funding",
    "strength": "resolved, committed, planned or hoped",
    "change": "increase_by, decrease_by, reach, at_least, at_most, maintain, ratio or none",
    "value": "plain number; money in pounds, 60 for 60%",
    "value_high": "upper end of a range",
    "unit": "carers, households, percent, gbp, …",
    "value_text": "the number in the text's words where it is no plain number (60:40)",
    "baseline": "where the change starts from, when stated beside it",
    "deadline_text": "the deadline's words",
    "deadline_start": "first day of the period, for periods",
    "deadline_end": "last day on which it could still be kept",
    "deadline_precision": "day, month, quarter, season, year, financial_year, academic_year or relative",
    "actor": "who is to do it",
    "conditional": "true when it depends on an if",
    "rule": "the rule that found it",
    "trigger": "the words that made the rule fire",
    "rules": "version of the rules",
}

OBSERVATIONS = _PLACE | {
    "value": "plain number; money in pounds, 60 for 60%",
    "value_high": "upper end of a range",
    "unit": "carers, households, percent, gbp, …",
    "value_text": "the figure in the text's words where it is no plain number",
    "as_of": "the day the figure is of; empty when unknown",
    "target": "the target stated beside it",
    "rag": "red, amber or green, as stated",
    "basis": "level, flow (a count over a period) or forecast",
    "self_reported": "true: the body's own figure",
    "rule": "the rule that found it",
    "trigger": "the words that made the rule fire",
    "rules": "version of the rules",
}

COMMITMENTS = {
    "id": "the commitment's id",
    "council": "slug of the council",
    "measure": "id of the measure in the topic pack",
    "kind": "target, action or funding",
    "strength": "resolved, committed, planned or hoped",
    "change": "increase_by, decrease_by, reach, at_least, at_most, maintain, ratio or none",
    "value": "plain number; money in pounds, 60 for 60%",
    "value_high": "upper end of a range",
    "unit": "carers, households, percent, gbp, …",
    "value_text": "the number in the text's words",
    "baseline": "where the change starts from",
    "deadline_text": "the deadline's words",
    "deadline_start": "first day of the period, for periods",
    "deadline_end": "last day on which it could still be kept",
    "deadline_precision": "day, month, quarter, season, year, financial_year, academic_year or relative",
    "status": "met, missed, superseded, overdue_unknown, due_soon, open or no_evidence",
    "reason": "why that status, in a sentence",
    "as_of": "the day the status is for",
    "published": "`published` of its earliest statement",
    "mentions": "how many statements it groups",
    "quote": "its earliest quotation",
    "paper": "the paper of that quotation",
    "url": "address of that paper",
    "page": "page of that quotation",
}

TABLES = {"papers": PAPERS, "statements": STATEMENTS, "observations": OBSERVATIONS, "commitments": COMMITMENTS}


def data_dictionary(depth: int = 1) -> str:
    """The meaning of every column of every table, as Markdown whose title is a heading of that depth."""
    title, table = "#" * depth, "#" * (depth + 1)
    lines = [f"{title} Data dictionary", "", "Dates are YYYY-MM-DD. An empty cell means not known, never zero.", ""]
    for name, columns in TABLES.items():
        lines += [f"{table} {name}", "", "| column | meaning |", "| --- | --- |"]
        lines += [f"| `{column}` | {meaning} |" for column, meaning in columns.items()]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    sys.stdout.write(data_dictionary(depth=2))  # as `docs/export.md` holds it
