"""How the rules about stations and scores are taken out of force."""

from .breach import Breach

__all__ = ["BREACHES"]

STATIONS = "activities/decisions/stations.py"
SCORES = "activities/decisions/scores.py"
ROTATION = "activities/policies/rotation.py"
POLICY = "activities/policies/stations.py"
STATE = "activities/state/stations.py"

BREACHES = [
    Breach(
        "R16",
        "not where a group has been",
        ROTATION,
        "if (group, station) not in been]",
        "]",
    ),
    Breach(
        "R16",
        "a station takes so many groups",
        ROTATION,
        "-(-len(waiting) // stations[station])",
        "1",
    ),
    Breach(
        "R16",
        "a group is at one station at a time",
        ROTATION,
        "        number = next((one for one in mine if one not in there), mine[0])\n",
        "        number = next((one for one in order if one not in there), mine[0])\n",
    ),
    Breach(
        "R16",
        "two do not meet at one place",
        ROTATION,
        "        if number in there:\n",
        "        if False:\n",
    ),
    Breach(
        "R16",
        "as few rounds as can be",
        ROTATION,
        "    return max(*before_each, *turns, 0)\n",
        "    return sum(before_each)\n",
    ),
    Breach(
        "R16",
        "drawing plans the rounds",
        STATIONS,
        "    yield from planned_anew(rotation, number, rotation.open)\n",
        "",
    ),
    Breach(
        "R16",
        "a new station is visited",
        STATIONS,
        "    stations = {**rotation.open, station_id: command.takes}\n",
        "    stations = rotation.open\n",
    ),
    Breach(
        "R16",
        "a closed station is dropped",
        STATIONS,
        " if one != station_id}\n",
        "}\n",
    ),
    Breach(
        "R16",
        "a closed station stays closed",
        STATIONS,
        "    if station_id in rotation.stations:\n",
        "    if station_id in rotation.open:\n",
    ),
    Breach(
        "R16",
        "with a reason",
        STATIONS,
        "StationClosed(occurrence_id, station_id, command.reason)",
        'StationClosed(occurrence_id, station_id, "closed")',
    ),
    Breach(
        "R16",
        "what was played stays",
        POLICY,
        "        for visit in started.visits\n",
        "        for visit in started.visits[:0]\n",
    ),
    Breach(
        "R16",
        "groups stay once they have begun",
        STATIONS,
        "    if rotation.started:\n",
        "    if False:\n",
    ),
    Breach(
        "R16",
        "a round starts as planned",
        STATIONS,
        "for visit in rotation.planned if visit.round == number)",
        "for visit in rotation.planned)",
    ),
    Breach(
        "R16",
        "one round at a time",
        STATIONS,
        "    if rotation.running is not None:\n",
        "    if False:\n",
    ),
    Breach(
        "R16",
        "no round is left out",
        STATIONS,
        "    if number != rotation.next_round:\n",
        "    if False:\n",
    ),
    Breach(
        "R16",
        "no empty rounds",
        STATIONS,
        "    if not visits:\n",
        "    if False:\n",
    ),
    Breach(
        "R16",
        "nothing is planned for what is called off",
        POLICY,
        "    must_take_place(occurrence_id, read)\n",
        "",
    ),
    Breach(
        "R16",
        "nothing is planned for what is over",
        POLICY,
        "    if context.at >= ends:\n",
        "    if False:\n",
    ),
    Breach(
        "R17",
        "only who has come",
        SCORES,
        "    if not was_there(turnout, rotation, command.round, context):\n",
        "    if False:\n",
    ),
    Breach(
        "R17",
        "not who comes after the round",
        POLICY,
        "turnout.came <= finished and ",
        "",
    ),
    Breach(
        "R17",
        "not who has gone",
        POLICY,
        " and (turnout.went is None or turnout.went > begun)",
        "",
    ),
    Breach(
        "R17",
        "a sheet says so too",
        POLICY,
        "        return turnout.on_a_sheet\n",
        "        return False\n",
    ),
    Breach(
        "R17",
        "where the group is",
        SCORES,
        "    if Visit(number, group, command.station_id) not in started.visits:\n",
        "    if False:\n",
    ),
    Breach(
        "R17",
        "a member of the group",
        SCORES,
        "    if since is None or since > number:\n",
        "    if False:\n",
    ),
    Breach(
        "R17",
        "in that round",
        SCORES,
        "since is None or since > number",
        "since is None",
    ),
    Breach(
        "R17",
        "one score for each",
        SCORES,
        "        raise AlreadyScored(member_id, station_id, len(known))\n",
        "",
    ),
    Breach(
        "R17",
        "only what is counted",
        SCORES,
        "        raise NotScored(occurrence_id, station_id)\n",
        '        unit = "points"\n',
    ),
    Breach(
        "R17",
        "a score is superseded once",
        SCORES,
        "        raise ScoreSuperseded(member_id, station_id, wrong, len(known))\n",
        "        pass\n",
    ),
    Breach(
        "R17",
        "a correction overwrites nothing",
        STATE,
        "(*self.scores.get(event.station_id, ()), event)",
        "(event,)",
    ),
    Breach(
        "R17",
        "a correction names what it supersedes",
        SCORES,
        "            wrong + 1,\n            wrong,\n",
        "            wrong + 1,\n            1,\n",
    ),
]
