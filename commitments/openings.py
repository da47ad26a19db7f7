"""How a formal decision and a recommendation begin."""

import re

_BODY = (
    r"(?:(?:the )?(?:\w+ ){0,4}?"
    r"(?:(?:sub-?)?committee|cabinet|council|board|panel|members|forum|executive|commission|meeting|group|trustees))"
)
RESOLVED = re.compile(
    rf"(?:[A-Z]{{5,}} ?/ ?)?(?:it (?:was|is) |{_BODY} |I |we )?"
    r"(?:also |then |further |unanimously |therefore |hereby )*"
    r"(?:resolved|ordered|agreed|(?:resolves?|agrees?)(?=\s*(?:$|[:–—-])))\b"
    r"(?=\s*(?:$|[:;–—-]|that\b|to\b|\(|[a-z]\)|\d\)|unanimously|by\b))"
    r"|RESOLVED\b|AGREED\b|ORDERED\b|(?:key )?decisions?(?: made| taken)?\s*(?::|$)|resolutions?\s*(?::|$)"
    r"|(?:key )?decisions? (?:made|taken)\b",
    re.IGNORECASE,
)
RECOMMENDED = re.compile(
    r"(?:the )?(?:officers?['’]? |proposed |key |final )?recommendations?(?: made| for decision| to \w+)?\s*"
    r"(?:\(s\))?\s*(?:\d+\s*)?(?::|$|[–—-]|that\b)"
    r"|RECOMMENDED\b|it (?:is|was) (?:therefore )?recommended\b"
    r"|(?:that )?(?:the )?(?:\w+ ){1,4}(?:is|are) (?:asked|recommended|invited|requested) to\b.{0,40}:?\s*$",
    re.IGNORECASE,
)
