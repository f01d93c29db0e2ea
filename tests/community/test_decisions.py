"""The decisions about the community as a whole."""

from datetime import date

import pytest
from community_domain_testkit import FOUNDER, founded, given

from community_domain import (
    STANDARD,
    MemberId,
    NotPermitted,
    Problem,
    SettingValue,
    System,
)
from community_domain.activities import (
    LATE_WITHDRAWAL,
    ActivityId,
    ActivityOffered,
    ActivityUnknown,
)
from community_domain.community import (
    ActivityAddedToCampaign,
    AddActivityToCampaign,
    AddBuilding,
    AddPlace,
    AddStairwell,
    AddTaskToCampaign,
    AlreadyFounded,
    BeginCampaign,
    BuildingAdded,
    BuildingId,
    Campaign,
    CampaignBegun,
    CampaignEnded,
    CampaignExists,
    CampaignId,
    CampaignOver,
    CampaignUnknown,
    ChangeSettings,
    EndCampaign,
    FoundCommunity,
    PlaceAdded,
    PlaceExists,
    PlaceId,
    PlaceUnknown,
    RemoveStairwell,
    SettingsChanged,
    StairwellAdded,
    StairwellId,
    StairwellRemoved,
    TaskAddedToCampaign,
)
from community_domain.members import AGE_OF_MAJORITY, TooYoungToRegister
from community_domain.tasks import TaskId, TaskPosted, TaskUnknown

ONE, A = BuildingId("building-1"), StairwellId("stairwell-a")
FOUND = FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", date(1980, 1, 1))


def test_r43_the_founder_is_the_first_coordinator() -> None:
    """Founding records the community, its first member and that member's role."""
    given().when(FOUND).then(*founded())


def test_founding_records_every_setting_defaults_too() -> None:
    """A later release with other defaults cannot rewrite what was in force."""
    chosen = LATE_WITHDRAWAL.at(12)
    command = FoundCommunity(
        "Community 1", "Asia/Shanghai", FOUNDER, "Founder", date(1980, 1, 1), (chosen,)
    )
    event = given().when(command).then(*founded(chosen)).events[0]
    names = {setting.name: setting.value for setting in event.settings}  # type: ignore[attr-defined]
    assert names.keys() == {setting.name for setting in STANDARD.settings}
    assert names[LATE_WITHDRAWAL.name] == 12
    assert names[AGE_OF_MAJORITY.name] == AGE_OF_MAJORITY.default


def test_a_log_holds_one_community() -> None:
    """Founding it again changes nothing; another, or by somebody else, is refused."""
    given(*founded()).when(FOUND).then_nothing()
    taken = AlreadyFounded("Community 1")
    given(*founded()).when(FOUND, by=MemberId("stranger")).then_refused(NotPermitted)
    importer = System("importer")
    given(*founded()).when(FOUND, by=importer).then_refused(taken)
    other = FoundCommunity("Community 2", "Asia/Shanghai", FOUNDER, "Founder", date(1980, 1, 1))
    given(*founded()).when(other).then_refused(taken)


def test_r3_a_founder_is_of_age() -> None:
    """The first coordinator answers for others: an adult, by the settings that are given."""
    young = FoundCommunity("Community 1", "Asia/Shanghai", FOUNDER, "Founder", date(2006, 6, 2))
    given().when(young).then_refused(TooYoungToRegister(FOUNDER, 18))
    other = FoundCommunity(
        "Community 1",
        "Asia/Shanghai",
        MemberId("founder"),
        "Founder",
        date(2004, 6, 2),
        (AGE_OF_MAJORITY.at(20),),
    )
    given().when(other).then_refused(TooYoungToRegister(FOUNDER, 20))


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "Asia/", "asia"])
def test_an_unknown_zone_is_named(zone: str) -> None:
    """A zone is one of the tz database's, and never a path."""
    command = FoundCommunity("Community 1", zone, FOUNDER, "Founder", date(1980, 1, 1))
    given().when(command).then_invalid("zone", Problem.UNKNOWN)


def test_settings_change_from_now_on() -> None:
    """Only what differs is recorded."""
    twelve, same = LATE_WITHDRAWAL.at(12), AGE_OF_MAJORITY.at(18)
    given(*founded()).when(ChangeSettings((twelve, same))).then(SettingsChanged((twelve,)))
    given(*founded(twelve)).when(ChangeSettings((twelve,))).then_nothing()


@pytest.mark.parametrize(
    ("wrong", "field", "problem"),
    [
        ((SettingValue(LATE_WITHDRAWAL.name, 9_000),), LATE_WITHDRAWAL.name, Problem.TOO_LARGE),
        ((SettingValue("activity.no-such-thing", 1),), "settings", Problem.UNKNOWN),
        ((LATE_WITHDRAWAL.at(1), LATE_WITHDRAWAL.at(2)), "settings", Problem.REPEATED),
    ],
    ids=["out of bounds", "unknown", "twice"],
)
def test_nonsense_settings_are_refused(
    wrong: tuple[SettingValue, ...], field: str, problem: Problem
) -> None:
    """Out of bounds, unknown, or named twice: nothing is recorded."""
    given(*founded()).when(ChangeSettings(wrong)).then_invalid(field, problem)


def test_places_are_added_once_and_stairwells_to_buildings_that_exist() -> None:
    """The same again is no news; another name needs another id."""
    building, stairwell = BuildingAdded(ONE, "1"), StairwellAdded(A, ONE, "A")
    given(*founded()).when(AddBuilding(ONE, "1")).then(building)
    given(*founded(), building).when(AddBuilding(ONE, "1")).then_nothing()
    given(*founded(), building).when(AddBuilding(ONE, "2")).then_refused(PlaceExists(ONE))
    given(*founded()).when(AddStairwell(A, ONE, "A")).then_refused(PlaceUnknown(ONE))
    given(*founded(), building).when(AddStairwell(A, ONE, "A")).then(stairwell)
    given(*founded(), building, stairwell).when(AddStairwell(A, ONE, "A")).then_nothing()
    given(*founded(), building, stairwell).when(AddStairwell(A, ONE, "B")).then_refused(
        PlaceExists(A)
    )
    hall, added = PlaceId("hall"), PlaceAdded(PlaceId("hall"), "Hall")
    given(*founded()).when(AddPlace(hall, "Hall")).then(added)
    given(*founded(), added).when(AddPlace(hall, "Hall")).then_nothing()
    given(*founded(), added).when(AddPlace(hall, "Gate")).then_refused(PlaceExists(hall))


def test_a_stairwell_is_removed_once_and_can_come_back() -> None:
    """What was never there cannot go; what came back is there like any other."""
    there = (*founded(), BuildingAdded(ONE, "1"), StairwellAdded(A, ONE, "A"))
    gone = StairwellRemoved(A, ONE)
    given(*founded()).when(RemoveStairwell(A)).then_refused(PlaceUnknown(A))
    given(*there).when(RemoveStairwell(A), by=System("clock")).then_refused(NotPermitted)
    given(*there).when(RemoveStairwell(A)).then(gone)
    given(*there, gone).when(RemoveStairwell(A)).then_nothing()
    back = StairwellAdded(A, ONE, "A, rebuilt")
    given(*there, gone).when(AddStairwell(A, ONE, "A, rebuilt")).then(back)
    given(*there, gone, back).when(RemoveStairwell(A)).then(gone)


CIVILITY, GAMES, CLEARING = CampaignId("civility"), ActivityId("games"), TaskId("clearing")
BEGUN = CampaignBegun(CIVILITY, "You and me")
CAMPAIGN = (
    *founded(),
    ActivityOffered(GAMES, "Games"),
    TaskPosted(CLEARING, "Clear the yard", 1, (), service=True, place_id=None),
    BEGUN,
)


def test_a_campaign_is_begun_once() -> None:
    """The same title again is no news; another title needs another id."""
    begin = BeginCampaign(CIVILITY, "You and me")
    given(*founded()).when(begin).then(BEGUN)
    given(*CAMPAIGN).when(begin).then_nothing()
    given(*CAMPAIGN).when(BeginCampaign(CIVILITY, "Greening")).then_refused(
        CampaignExists(CIVILITY)
    )
    given(*CAMPAIGN).when(begin, by=System("clock")).then_refused(NotPermitted)


def test_a_campaign_holds_activities_and_tasks_that_exist() -> None:
    """Each once; what nobody offered or posted is no part of anything."""
    activity = ActivityAddedToCampaign(CIVILITY, GAMES)
    task = TaskAddedToCampaign(CIVILITY, CLEARING)
    add_activity = AddActivityToCampaign(CIVILITY, GAMES)
    add_task = AddTaskToCampaign(CIVILITY, CLEARING)
    given(*CAMPAIGN).when(add_activity).then(activity)
    then = given(*CAMPAIGN, activity).when(add_task).then(task)
    campaign = then.state(Campaign(CIVILITY))
    assert (list(campaign.activities), list(campaign.tasks)) == ([GAMES], [CLEARING])
    for again in (add_activity, add_task):
        given(*CAMPAIGN, activity, task).when(again).then_nothing()
    nothing, nobody = ActivityId("nothing"), TaskId("nothing")
    given(*CAMPAIGN).when(AddActivityToCampaign(CIVILITY, nothing)).then_refused(
        ActivityUnknown(nothing)
    )
    given(*CAMPAIGN).when(AddTaskToCampaign(CIVILITY, nobody)).then_refused(TaskUnknown(nobody))


def test_a_campaign_that_has_ended_stays_as_it_is() -> None:
    """Nothing is added to it, and ending it twice is ending it once."""
    end, ended = EndCampaign(CIVILITY), CampaignEnded(CIVILITY)
    over = CampaignOver(CIVILITY)
    given(*CAMPAIGN).when(end).then(ended)
    given(*CAMPAIGN, ended).when(end).then_nothing()
    given(*CAMPAIGN, ended).when(AddActivityToCampaign(CIVILITY, GAMES)).then_refused(over)
    given(*CAMPAIGN, ended).when(AddTaskToCampaign(CIVILITY, CLEARING)).then_refused(over)


def test_a_campaign_that_never_began_is_unknown() -> None:
    """Every other command about a campaign needs one."""
    never = CampaignId("never")
    for command in (
        AddActivityToCampaign(never, GAMES),
        AddTaskToCampaign(never, CLEARING),
        EndCampaign(never),
    ):
        given(*CAMPAIGN).when(command).then_refused(CampaignUnknown(never))
