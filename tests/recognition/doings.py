"""Stories in which the commands of recognition have effect, one for each."""

from community_domain.recognition import (
    AwardPoints,
    CommendationId,
    CommendMember,
    GivePoints,
    GiveThanks,
    HideThanks,
    IssuePoints,
    ReturnPoints,
    RevokeCommendation,
    ThanksGiven,
    ThanksId,
    TransferId,
)
from tests.doings import ADULT, CHILD, CLOCK, CREDITED, FIRST_ENTRY, PEOPLE, PROOF, Example

__all__ = ["EXAMPLES"]

PRIZE, PAYMENT = CommendationId("prize-1"), TransferId("points-1")
COMMEND = CommendMember(PRIZE, CHILD, "Kept the stairs free", PROOF)
THANKED = PEOPLE.and_given(
    ThanksGiven(ThanksId("thanks-1"), ADULT, CHILD, "Well done", public=True)
)
PAID = PEOPLE.and_given(IssuePoints(PAYMENT, ADULT, 5, "Thank you"))

EXAMPLES = (
    Example(PEOPLE, GiveThanks(ThanksId("thanks-1"), ADULT, CHILD, "Well done"), ADULT),
    Example(THANKED, HideThanks(CHILD), CLOCK),
    Example(PEOPLE, COMMEND),
    Example(PEOPLE.and_given(COMMEND), RevokeCommendation(PRIZE, "Mistaken")),
    Example(PEOPLE, IssuePoints(TransferId("points-2"), ADULT, 5, "Thank you")),
    Example(CREDITED, AwardPoints(TransferId("points-2"), FIRST_ENTRY)),
    Example(PAID, GivePoints(TransferId("points-2"), ADULT, CHILD, 5), ADULT),
    Example(PAID, ReturnPoints(TransferId("points-2"), PAYMENT, "Mistaken")),
)
