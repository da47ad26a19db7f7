"""Wrong words of a command end it with 2 and one sentence that says what is right; nothing is sent or written."""

import pytest

from tests.conftest import Run

WRONG = [
    (("sources", "list", "--nation", "Atlantis"), "--nation 'Atlantis': there are England, Northern Ireland, Scotland"),
    (("sources", "list", "--type", "duchy"), "--type 'duchy': there are county"),
    (("sources", "list", "--platform", "gopher"), "--platform 'gopher': there are cmis, jadu, moderngov"),
    (("sources", "add", "exmouth"), "where is exmouth? Give its address with --url"),
    (("sources", "add", "Ex Mouth", "--url", "https://x.example"), "'Ex Mouth' is not a slug"),
    (("sources", "add", "x", "--url", "x.example"), "'x.example' is not a web address"),
    (("sources", "add", "x", "--url", "https://x.example"), "say --platform moderngov, cmis or rss"),
    (("sources", "add", "x", "--url", "https://x.example", "--platform", "jadu"), "there is no spider for platform"),
    (("sources", "add", "x", "--url", "https://x.example/rss", "--keep", "all"), "--keep is full or excerpt"),
    (("sources", "add", "x", "--url", "https://x.example/rss", "--quirk", "mine"), "is not a spider's dotted name"),
    (("sources", "check", "--delay", "-1"), "--delay"),
    (("crawl", "--since", "2021-02-01", "--until", "2021-01-01"), "--since 2021-02-01 is after --until 2021-01-01"),
    (("crawl", "--since", "yesterday"), "is not a day"),
    (("crawl", "--limit", "0"), "--limit"),
    (("add", "a.pdf", "--kind", "rumour"), "'rumour' is no kind of paper; there are: report"),
    (("add", "a.pdf", "b.pdf", "--title", "Both"), "--title is for one file"),
    (("process", "--workers", "0"), "--workers"),
    (("search", "x", "--sort", "price"), "--sort is best, newest or oldest, not 'price'"),
    (("search", "x", "--kind", "rumour"), "'rumour' is no kind of paper"),
    (("search", "x", "--since", "2021-02-01", "--until", "2021-01-01"), "--since 2021-02-01 is after"),
    (("show", "p", "--text", "--versions"), "do not go together"),
    (("commitments", "--sort", "price"), "--sort is"),
    (("commitments", "--status", "lost"), "'lost' is no status; there are: open"),
    (("commitments", "--measure", "teapots"), "has no measure 'teapots'"),
    (("track", "teapots"), "has no measure 'teapots'"),
    (("track", "--questions", "q.json"), "--questions and --passages go together"),
    (("review", "c", "--confirm", "--dismiss", "--who", "me"), "do not go together"),
    (("review", "c", "--confirm"), "say --who judges"),
    (("extract",), "give one FILE"),
    (("rebuild", "--engine", "abacus"), "no search engine 'abacus'"),
    (("export", "out", "--format", "papyrus"), "there is no form 'papyrus'"),
    (("forget", "p"), "they are the audit line"),
    (("doctor", "--surgery"), "No such option"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_wrong_words_end_with_2_and_say_what_is_right(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run(*words)
    assert ran.code == 2 and ran.out == ""
    assert said in ran.err and "Traceback" not in ran.err
