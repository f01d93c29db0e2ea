"""Stories in which the commands of service have effect, one for each."""

from datetime import date

from community_domain_testkit import FOUNDER

from community_domain.service import (
    AppealEntry,
    CertificateId,
    CorrectEntry,
    CreditDuty,
    CreditTask,
    DisputeEntry,
    IssueCertificate,
    ReissueCertificate,
    RevokeCertificate,
    SetWorkingDays,
    UpholdEntry,
)
from community_domain.shifts import EndDuty
from community_domain.tasks import PostTask, SubmitTask, TakeTask, VerifyTask
from tests.doings import (
    ADULT,
    CHILD,
    CLOCK,
    CREDITED,
    ENDS,
    FIRST_ENTRY,
    NEW_ENTRY,
    ON_DUTY,
    PEOPLE,
    SERVED,
    SHIFT,
    TASK,
    Example,
)

__all__ = ["EXAMPLES"]

PAPER, NEW_PAPER = CertificateId("certificate-1"), CertificateId("certificate-2")
CORRECTION = CorrectEntry(FIRST_ENTRY, NEW_ENTRY, 60, "left early")
DISPUTE = DisputeEntry(FIRST_ENTRY, CHILD, "an hour short")
DISPUTED = CREDITED.and_done(DISPUTE, by=ADULT)
UPHELD = DISPUTED.and_done(UpholdEntry(FIRST_ENTRY, CHILD, "as planned"))
CERTIFIED = CREDITED.and_done(IssueCertificate(PAPER, CHILD), by=ADULT)
CORRECTED = CERTIFIED.and_done(CORRECTION)
OFF_DUTY = ON_DUTY.and_done(EndDuty(SHIFT, ADULT, ENDS), by=ADULT, at=ENDS)
VERIFIED = (
    PEOPLE.and_done(PostTask(TASK, "Notices", service=True))
    .and_done(TakeTask(TASK, CHILD), by=ADULT)
    .and_done(SubmitTask(TASK, CHILD, SERVED), by=ADULT)
    .and_done(VerifyTask(TASK, CHILD))
)

EXAMPLES = (
    Example(PEOPLE, SetWorkingDays((date(2024, 6, 10),))),
    Example(OFF_DUTY, CreditDuty(FIRST_ENTRY, SHIFT, ADULT), FOUNDER, ENDS),
    Example(VERIFIED, CreditTask(FIRST_ENTRY, TASK, CHILD), CLOCK),
    Example(CERTIFIED, CORRECTION),
    Example(CREDITED, DISPUTE, ADULT),
    Example(DISPUTED, UpholdEntry(FIRST_ENTRY, CHILD, "right")),
    Example(UPHELD, AppealEntry(FIRST_ENTRY, CHILD, "ask others"), ADULT),
    Example(CREDITED, IssueCertificate(PAPER, CHILD), ADULT),
    Example(CORRECTED, ReissueCertificate(PAPER, NEW_PAPER), ADULT),
    Example(CERTIFIED, RevokeCertificate(PAPER, "made out to the wrong member")),
)
