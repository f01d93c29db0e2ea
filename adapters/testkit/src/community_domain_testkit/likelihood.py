"""What makes moves likely to lead somewhere: who acts, about what, when, and how often."""

from collections.abc import Mapping
from datetime import date, timedelta

from community_domain import (
    Actor,
    Command,
    Event,
    MemberId,
    System,
)
from community_domain.activities import (
    ActivityOffered,
    ChangeCapacity,
    CheckedIn,
    CheckIn,
    CheckOut,
    CloseCheckIn,
    ContestNoShow,
    FillSeats,
    LiftNoShow,
    NoShowRecorded,
    OccurrenceScheduled,
    OfferActivity,
    RecordNoShow,
    RecordPresence,
    ReleaseSeats,
    ScheduleOccurrence,
    SeatConfirmed,
    SignUp,
    WaitlistJoined,
    Withdraw,
)
from community_domain.community import (
    AddBuilding,
    AddPlace,
    AddStairwell,
    BuildingAdded,
    ChangeSettings,
    StairwellAdded,
)
from community_domain.members import (
    ConsentRevoked,
    EnrolMinor,
    GrantConsent,
    GuardianLinked,
    HouseholdJoined,
    JoinHousehold,
    LeaveHousehold,
    LinkGuardian,
    LittleTeacherEnrolled,
    RegisterInstitution,
    RegisterMember,
    RevokeConsent,
    RevokeRole,
    RoleGranted,
    UnlinkGuardian,
)

from .founding import FOUNDER
from .moves import Edge, Who

INSTITUTION = MemberId("institution-1")
ADULT_BIRTHDAYS = (date(1980, 1, 1), date(1990, 12, 31))
MINOR_BIRTHDAYS = (date(2014, 3, 3), date(2009, 6, 1), date(2006, 6, 2))
"""Ten years old when stories begin; fifteen, who consents to data alone; of age the day after."""

HOUR = timedelta(hours=1)
AHEAD = (HOUR, 2 * HOUR, 6 * HOUR, 24 * HOUR, 3 * HOUR, 48 * HOUR, -3 * HOUR)
"""When what is planned begins: mostly soon."""
LENGTHS = (HOUR, 2 * HOUR, 4 * HOUR)
AROUND = (timedelta(0), -HOUR / 2, -HOUR, -2 * HOUR, -6 * HOUR, HOUR)
"""When what is told happened: mostly just now, sometimes a while ago."""

WEIGHTS: Mapping[type[Command], int] = {
    SignUp: 16,
    CheckIn: 8,
    ScheduleOccurrence: 5,
    RecordNoShow: 4,
    CheckOut: 3,
    CloseCheckIn: 3,
    ContestNoShow: 3,
    GrantConsent: 3,
    LiftNoShow: 3,
    Withdraw: 3,
    ChangeCapacity: 2,
    ChangeSettings: 2,
    EnrolMinor: 2,
    FillSeats: 2,
    JoinHousehold: 2,
    LeaveHousehold: 2,
    RecordPresence: 2,
    RevokeConsent: 2,
}
"""How often a command is wished for, against 1 for all others."""
PAUSES: tuple[timedelta | Edge, ...] = (
    *[timedelta(0)] * 60,
    *[HOUR / 2] * 2,
    2 * HOUR,
    -HOUR,
    Edge(timedelta(0)),
    Edge(timedelta(0)),
    Edge(-HOUR / 2),
    Edge(HOUR / 2),
)
"""How long after the last move: mostly at once, seldom back."""
ALWAYS = 100
BACK = (0, 0, 0, 1, 1, 2, 3, 5)
"""How many events of its kind a wish looks back."""
SOMEBODY = (FOUNDER, *Who)
ACTORS: Mapping[type[Command], tuple[Actor | Who, ...]] = {
    RegisterMember: (FOUNDER, Who.NAMED),
    EnrolMinor: (FOUNDER, Who.OTHER),
    LinkGuardian: (FOUNDER, Who.GUARDIAN),
    UnlinkGuardian: (FOUNDER, Who.OTHER),
    GrantConsent: (FOUNDER, Who.OTHER),
    RevokeConsent: (FOUNDER, Who.OTHER),
    JoinHousehold: SOMEBODY,
    LeaveHousehold: SOMEBODY,
    SignUp: SOMEBODY,
    Withdraw: SOMEBODY,
    CheckIn: SOMEBODY,
    CheckOut: SOMEBODY,
    ReleaseSeats: (System("clock"), System("clock"), FOUNDER),
    FillSeats: (FOUNDER, System("clock")),
    CloseCheckIn: (FOUNDER, System("clock")),
    RecordNoShow: (FOUNDER, System("clock")),
    ContestNoShow: (Who.NAMED, Who.GUARDIAN),
}
"""Who issues a command, where it is not mostly the founder or somebody it names."""
BOTH = (("occurrence_id", "occurrence_id"), ("member_id", "member_id"))
GIVER = (("member_id", "member_id"), ("giver_id", "guardian_id"))
GUARDIAN = (("member_id", "member_id"), ("guardian_id", "guardian_id"))
HOME = (("household_id", "household_id"), ("member_id", "member_id"))
TAKEN_BACK = (("member_id", "member_id"), ("giver_id", "giver_id"))
ROLE = (("member_id", "member_id"), ("role", "role"), ("scope", "scope"))
MEMBER = (("member_id", "member_id"),)
Topic = tuple[tuple[type[Event], ...], tuple[tuple[str, str], ...]]
TOPICS: Mapping[type[Command], tuple[Topic, ...]] = {
    RegisterMember: (),
    RegisterInstitution: (),
    EnrolMinor: (),
    OfferActivity: (),
    AddBuilding: (),
    AddPlace: (),
    AddStairwell: (((BuildingAdded,), (("building_id", "building_id"),)),),
    JoinHousehold: (((StairwellAdded,), (("stairwell_id", "stairwell_id"),)),),
    LeaveHousehold: (((HouseholdJoined,), HOME),),
    LinkGuardian: (((LittleTeacherEnrolled,), MEMBER),),
    UnlinkGuardian: (((GuardianLinked,), GUARDIAN), ((SeatConfirmed,), MEMBER)),
    GrantConsent: (((GuardianLinked,), GIVER), ((ConsentRevoked,), TAKEN_BACK)),
    RevokeConsent: (((GuardianLinked,), GIVER), ((SeatConfirmed, WaitlistJoined), MEMBER)),
    RevokeRole: (((RoleGranted,), ROLE),),
    ScheduleOccurrence: (((ActivityOffered,), (("activity_id", "activity_id"),)),),
    SignUp: (((OccurrenceScheduled,), (("occurrence_id", "occurrence_id"),)),),
    Withdraw: (((SeatConfirmed, WaitlistJoined), BOTH),),
    ReleaseSeats: (((SeatConfirmed,), MEMBER),),
    CheckIn: (((SeatConfirmed,), BOTH),),
    CheckOut: (((CheckedIn,), BOTH),),
    CloseCheckIn: (((CheckedIn,), BOTH),),
    RecordPresence: (((SeatConfirmed,), BOTH),),
    RecordNoShow: (((SeatConfirmed,), BOTH),),
    ContestNoShow: (((NoShowRecorded,), BOTH),),
    LiftNoShow: (((NoShowRecorded,), BOTH),),
}
"""What a command goes on from, where it is not just any event that shares its identifiers."""
BITING: Mapping[str, tuple[int, ...]] = {
    "activity.waitlist-least": (0, 1),
    "activity.waitlist-percent": (0, 100),
    "activity.late-withdrawal-hours": (0, 2),
    "member.age-of-majority": (16, 21),
    "member.consent-days": (1, 2),
    "member.data-consent-version": (1, 2),
    "member.taking-part-consent-version": (1, 2),
}
"""Settings with values at which their rules are felt in a small community."""
