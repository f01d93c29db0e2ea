"""Stories in which the commands of tasks have effect, one for each."""

from community_domain.community import ChangeSettings
from community_domain.members import DATA_CONSENT_VERSION
from community_domain.tasks import (
    AskForHelp,
    CancelTask,
    CloseRequest,
    EvidenceKind,
    HelpOffered,
    LeaveTask,
    OfferHelp,
    PostTask,
    ReleaseMinors,
    ReleaseTasks,
    RequireEvidence,
    SendBackTask,
    SubmitTask,
    TakeTask,
    VerifyTask,
    WithdrawHelp,
)
from tests.doings import ADULT, CHILD, CLOCK, OTHER, PEOPLE, POSTED, REQUEST, TAKEN, TASK, Example

__all__ = ["EXAMPLES"]

HANDED_IN = TAKEN.and_done(SubmitTask(TASK, CHILD), by=ADULT)
WITHOUT_CONSENT = TAKEN.and_given(ChangeSettings((DATA_CONSENT_VERSION.at(2),)))
ASKED = PEOPLE.and_done(AskForHelp(REQUEST, OTHER, "Carry it up", 2, at_home=True), by=OTHER)
HELPED = ASKED.and_done(OfferHelp(REQUEST, ADULT), by=ADULT)
# A minor beside whom there is no adult any more, as when the age of majority is raised.
ALONE = ASKED.and_given(HelpOffered(REQUEST, CHILD))

EXAMPLES = (
    Example(PEOPLE, PostTask(TASK, "Clear the yard")),
    Example(POSTED, RequireEvidence(TASK, (EvidenceKind.AFTER,))),
    Example(POSTED, TakeTask(TASK, CHILD), ADULT),
    Example(TAKEN, LeaveTask(TASK, CHILD), ADULT),
    Example(TAKEN, SubmitTask(TASK, CHILD), ADULT),
    Example(HANDED_IN, SendBackTask(TASK, CHILD, "Blurred")),
    Example(HANDED_IN, VerifyTask(TASK, CHILD)),
    Example(TAKEN, CancelTask(TASK, "Rain")),
    Example(WITHOUT_CONSENT, ReleaseTasks(CHILD), CLOCK),
    Example(PEOPLE, AskForHelp(REQUEST, OTHER, "Carry it up"), OTHER),
    Example(ASKED, OfferHelp(REQUEST, ADULT), ADULT),
    Example(HELPED, WithdrawHelp(REQUEST, ADULT), ADULT),
    Example(ALONE, ReleaseMinors(REQUEST), CLOCK),
    Example(HELPED, CloseRequest(REQUEST), OTHER),
)
