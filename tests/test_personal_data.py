"""What hides a page, and what must not."""

import pytest

from reading.personal_data import find_personal_data

HIDDEN = {
    "an NHS number beside its word": "The young person (NHS number 943 476 5919) moved in March.",
    "an NHS number written together": "NHS No: 9434765919",
    "a National Insurance number": "Payments to AB 12 34 56 C were stopped.",
    "a date of birth beside a name": "Pupil: Tomos Gethin Pryce\nDOB: 12/03/2009\nSchool: Ysgol y Bryn",
    "a birth told in words": "Megan Hollowell was born on 3rd April 2011 and has lived with her aunt.",
    "a paper marked exempt": "NOT FOR PUBLICATION by virtue of paragraphs 1 and 2 of Part 1 of Schedule 12A\n\nReport of the Director",
}

SHOWN = {
    "a notice about excluding the public": "To consider excluding the public under Schedule 12A, paragraph 3, exempt information.",
    "a phone number": "Contact: Eleri Vaughan, 01597 826 000 or 029 2087 2000",
    "a sum of money": "The budget of £9434765919 was noted; a further 943,476,5919.",
    "ten digits that fail the check, far from the word": "Reference 123 456 7890",
    "a date of birth as a rule": "Children born on or after 1 September 2014 start school.",
    "a councillor's meeting date": "Councillor Hywel Prosser reported on 12/03/2009 that carers were fewer.",
    "an ordinary report": "The number of foster carers rose from 92 to 107 by 31 March 2019.",
    "capital letters and digits": "Form AB 12 and road A44 12 34",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN.keys())
def test_hides(text: str) -> None:
    assert find_personal_data(text)


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN.keys())
def test_shows(text: str) -> None:
    assert find_personal_data(text) is None
