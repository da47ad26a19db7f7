"""`nightly`: crawl and process what is watched under one lock, and write a run report."""

import json
from dataclasses import asdict

import typer

from cli.commands.crawl import chosen, crawl_document, end, print_results
from cli.commands.process import print_counts
from cli.options import Json, archive_of, now, session
from cli.output import print_json, say
from cli.progress import progress_bars, source_lines


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("nightly")(run)


def run(context: typer.Context, as_json: Json = False) -> None:
    """Crawl everything watched, process what came, and write a report to reports/ in home. For cron and systemd.

    Exit 3 when some source ended neither ok nor empty; the others are in and processed all the same.

    Example: councilwatch nightly
    """
    from archive.bundled import load_topic
    from crawler.run import crawl
    from crawler.task import Options
    from pipeline.process import process

    settings = session(context).settings
    began = now()
    with archive_of(context, write=True) as archive:
        topic = load_topic(settings.topic)
        if not settings.contact:
            say("warning: no contact is set; sites cannot reach you: see `councilwatch doctor`", "yellow")
        with source_lines() as lines:
            options = Options(delay=settings.delay, contact=settings.contact)
            report = crawl(archive, chosen(archive, None), topic, options, began, progress=lines)
        if report.stopped:
            print_results(report)
            end(report)
        with progress_bars() as bars:
            counts = process(
                archive,
                topic,
                engine=settings.engine,
                now=now(),
                workers=settings.workers,
                ocr_pages=settings.ocr_pages,
                progress=bars,
            )
        document = {
            "started": began,
            "finished": now(),
            "crawl": crawl_document(report),
            "process": asdict(counts),
        }
        path = archive.home / "reports" / f"{began:%Y-%m-%dT%H%M%SZ}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(document, default=str, ensure_ascii=False, indent=1), "utf-8")
    if as_json:
        print_json(document | {"report": str(path)})
    else:
        print_results(report)
        print_counts(counts)
        say(f"report: {path}")
    end(report)
