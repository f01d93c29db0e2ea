"""The community is founded, residents register, little teachers are enrolled, tutors cleared."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from community_domain import MemberId
from community_domain.activities import COLLECTION_MINUTES
from community_domain.community import (
    AddBuilding,
    AddPlace,
    AddStairwell,
    BuildingId,
    FoundCommunity,
    PlaceId,
)
from community_domain.members import (
    TUTOR,
    BringAlong,
    ClearanceId,
    ConsentKind,
    EnrolMinor,
    GrantConsent,
    GrantRole,
    JoinHousehold,
    LinkGuardian,
    NameEmergencyContact,
    RecordClearance,
    RegisterMember,
)
from community_domain.service import SetWorkingDays
from community_domain.shifts import DefinePosition, PositionId

from ..drawing import Family, Home
from ..steps import COMMITTEE, Scene, Step

__all__ = [
    "HELPER",
    "INSPECTOR",
    "STAIRWELL_VOLUNTEER",
    "TESTER",
    "YARD",
    "beginning",
    "cleared",
    "corridor",
]

COMMITTEE_BORN = date(1900, 1, 1)
WORDING = 1
"""Of the consents, as a new community has it."""
YARD = PlaceId("yard")
HELPER, TESTER = PositionId("helper"), PositionId("testing-point")
INSPECTOR, STAIRWELL_VOLUNTEER = PositionId("inspector"), PositionId("stairwell-volunteer")
POSITIONS = {
    HELPER: "Helper at an activity 活动志愿者",
    TESTER: "Volunteer at the testing point 检测点志愿者",
    INSPECTOR: "Fire-safety inspector 消防巡查员",
    STAIRWELL_VOLUNTEER: "Stairwell volunteer 楼道志愿者",
}
COLLECTED = COLLECTION_MINUTES.at(1_440)
"""What the list at the gate leaves out is told the next morning, so time asks a day later."""
NOON, FIVE = time(12), time(17)
REQUIRED = (ConsentKind.DATA, ConsentKind.TAKING_PART)
PHONE = "000-0000"
"""Nobody's."""
CLEARED = timedelta(days=730)
"""So long a clearance counts: for all of the story."""
PAPER, POLICE = "certificate of no criminal record 无犯罪记录证明", "The police station 派出所"
PHOTOGRAPHED = 5
"""Of so many families one has no photographs taken."""


def corridor(name: str) -> PlaceId:
    """The corridor of the stairwell with a name."""
    return PlaceId(f"corridor-{name}")


def cleared(scene: Scene, member_id: MemberId) -> RecordClearance:
    """That somebody may work with minors, as the committee saw on paper."""
    since = scene.facts.neighbourhood.founded
    paper = ClearanceId(f"clearance-{member_id}")
    return RecordClearance(paper, member_id, PAPER, POLICE, since, since + CLEARED)


def beginning(scene: Scene) -> Iterator[Step]:
    """The first two days."""
    home = scene.facts.neighbourhood
    founding = scene.at(home.founded)
    found = FoundCommunity(
        home.name, home.zone, COMMITTEE, "The committee", COMMITTEE_BORN, (COLLECTED,)
    )
    yield from scene.committee(
        founding, found, SetWorkingDays(home.days_off, home.make_up_days), *_positions()
    )
    yield from _places(scene)
    for one in scene.people.homes:
        yield from _moving_in(scene, one)
    for number, family in enumerate(scene.people.families):
        yield from _enrolment(scene, family, photographs=number % PHOTOGRAPHED > 0)
    tutors = [family.parents[0] for family in scene.people.families]
    for tutor in tutors[: scene.facts.little_teachers.tutors]:
        grant = GrantRole(tutor.member_id, TUTOR)
        at = scene.at(home.founded, FIVE, days=1)
        yield from scene.committee(at, cleared(scene, tutor.member_id), grant)


def _positions() -> Iterator[DefinePosition]:
    for position_id, title in POSITIONS.items():
        yield DefinePosition(position_id, title)


def _places(scene: Scene) -> Iterator[Step]:
    founding = scene.at(scene.facts.neighbourhood.founded)
    yield from scene.committee(founding, AddPlace(YARD, "The yard 小区广场"))
    for building in range(1, scene.facts.neighbourhood.buildings + 1):
        yield from scene.committee(
            founding, AddBuilding(BuildingId(f"building-{building}"), f"Building {building}")
        )
    for one in scene.people.stairwells:
        yield from scene.committee(
            founding,
            AddStairwell(one.stairwell_id, one.building_id, one.name),
            AddPlace(corridor(one.name), f"Corridor of {one.name} 楼道"),
        )


def _moving_in(scene: Scene, home: Home) -> Iterator[Step]:
    """Everybody registers in person, and says where they live."""
    at = scene.at(scene.facts.neighbourhood.founded, NOON)
    for one in home.adults:
        yield Step(at, one.member_id, RegisterMember(one.member_id, one.name, one.born))
        join = JoinHousehold(home.household_id, one.member_id, home.stairwell.stairwell_id)
        yield Step(at, one.member_id, join)


def _enrolment(scene: Scene, family: Family, *, photographs: bool) -> Iterator[Step]:
    """A parent enrols each child; the other parent is linked; the first child draws in a parent.

    The other parent is the one to call when something happens.
    """
    at = scene.at(scene.facts.neighbourhood.founded, days=1)
    speaks, other = (parent.member_id for parent in family.parents)
    called = family.parents[1].name
    for child in family.children:
        consents = [ConsentKind.TAKING_PART] if child.teenager else [*REQUIRED]
        if photographs:
            consents.append(ConsentKind.PHOTOGRAPHS)
        member_id = child.member_id
        enrol = EnrolMinor(member_id, speaks, child.name, child.born, tuple(consents))
        yield Step(at, speaks, enrol)
        yield Step(at, speaks, LinkGuardian(member_id, other))
        yield Step(at, speaks, NameEmergencyContact(member_id, called, "parent 家长", PHONE))
        if child.teenager:
            agree = GrantConsent(member_id, member_id, ConsentKind.DATA, WORDING)
            yield Step(at, member_id, agree)
        home = family.home
        join = JoinHousehold(home.household_id, member_id, home.stairwell.stairwell_id)
        yield Step(at, speaks, join)
    drew_in = BringAlong(family.children[0].member_id, other)  # Small hands lead big hands.
    yield Step(scene.at(scene.facts.neighbourhood.founded, NOON, days=1), speaks, drew_in)
