"""What is certified at the end: hours, a correction, and the certificate issued anew."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from community_domain.service import (
    CertificateId,
    CorrectEntry,
    EntryId,
    IssueCertificate,
    ReissueCertificate,
)

from ..steps import ENTRY, Scene, Step
from .epidemic import STANDING

__all__ = ["recognition"]

CERTIFIED, CORRECTED, REISSUED = date(2024, 6, 12), date(2024, 6, 13), date(2024, 6, 14)
LEFT_EARLIER = timedelta(minutes=30)
REASON = "Left half an hour earlier on the last day 最后一天提前半小时离岗"
FIRST, SECOND = CertificateId("certificate-1"), CertificateId("certificate-2")
EVENING = time(19)


def recognition(scene: Scene) -> Iterator[Step]:
    """The stairwell volunteer asks for a certificate, an error is mended, and it is issued anew."""
    volunteer = scene.people.families[0].parents[0].member_id
    yield Step(scene.at(CERTIFIED), volunteer, IssueCertificate(FIRST, volunteer))
    told, epidemic = scene.facts.standing_duty, scene.facts.epidemic
    last_day = epidemic.first_day + timedelta(days=epidemic.days - 1)
    entry = f"{ENTRY}{STANDING}-{last_day:%Y%m%d}-{volunteer}"
    minutes = told.minutes - LEFT_EARLIER // timedelta(minutes=1)
    correct = CorrectEntry(EntryId(entry), EntryId(f"{entry}-corrected"), minutes, REASON)
    yield from scene.committee(scene.at(CORRECTED), correct)
    yield Step(scene.at(REISSUED, EVENING), volunteer, ReissueCertificate(FIRST, SECOND))
