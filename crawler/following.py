"""What is followed: all papers of the bodies a topic names, and single items of the others. Pure."""

from records.collected import AgendaItem, DocumentLink, Meeting
from records.topics import Topic


def follows_item(topic: Topic, meeting: Meeting, item: AgendaItem, *, all_papers: bool = False) -> bool:
    """Whether an item's documents are fetched: its body is followed, or its title or minutes name the topic."""
    if item.heading:
        return False
    return all_papers or topic.follows(meeting.committee, item.title, item.minutes, item.decision, item.description)


def followed_items(topic: Topic, meeting: Meeting, *, all_papers: bool = False) -> tuple[AgendaItem, ...]:
    """The followed items of a meeting, in their order."""
    return tuple(item for item in meeting.items if follows_item(topic, meeting, item, all_papers=all_papers))


def follows_file(
    topic: Topic, meeting: Meeting, file: DocumentLink, followed: tuple[AgendaItem, ...], *, all_papers: bool = False
) -> bool:
    """Whether a file of the whole meeting (pack, front sheet, printed minutes) is fetched.

    At a followed body every one is. Elsewhere printed minutes are when an item is followed, and a pack is only when a
    followed item has no document of its own: some councils publish one pack, others one file per item. Where neither
    items nor their minutes are given, the printed minutes are all there is to tell by.
    """
    if all_papers or topic.follows(meeting.committee):
        return True
    if file.kind == "pack":
        return any(not item.documents for item in followed)
    if file.kind in ("minutes", "decision"):
        return bool(followed) or not meeting.items
    return topic.follows(None, file.title)


def follows_title(topic: Topic, title: str, *more: str | None, all_papers: bool = False) -> bool:
    """Whether a decision, issue or plan item is followed, by its title and other words."""
    return all_papers or topic.follows(None, title, *more)
