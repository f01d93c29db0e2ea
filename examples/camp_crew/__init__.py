"""The volunteer crew of a camp: a plan of shifts, a crew drawn for it, recorded under the rules.

A plan is a list of entries, one a shift: role, venue, start, end, how many are needed at least and
taken at most, and how many signed up. A role becomes a position, a venue a place, an entry a shift.
A plan holds no persons, so a crew is drawn for it: volunteers who ask for shifts until as many are
on each as signed up, as far as the rules allow. Whatever is odd is told by entry and line, and the
rest goes in.

How a plan is read:

- Times without an offset are the wall clock of Europe/London. An hour that the clocks show twice
  is read as the first time they do, at a start and at an end; one they skip does not exist, and the
  entry stays out. Whoever means the second time writes the offset: `2025-10-26 01:30:00+00:00`.
- A shift is its role, its venue and its times. Of entries that say the same, the first counts;
  entries that say different numbers of one shift all stay out.
- The venue `N/A` is no place: such a shift has none.
- Where more signed up than a shift takes, the shift goes in, and as many are drawn as it takes.
- Superfluous blanks and composed letters make no other role or venue.

How a crew is drawn:

- The same plan, seed and size of the crew give the same crew and the same shifts taken.
- Volunteers ask for a shift in an order that chance gives; the library says yes or no. The whole
  is rehearsed in memory, since a refusal leaves nothing in a log, and only what was allowed is
  recorded. Shifts that are not full then are gone through again, until nobody more may take one.
- Adults ask for themselves. A minor's guardian, who is in the crew, asks for the minor.
- Names, birth dates and skills are made up. For a plan from a file everybody is an adult, every
  position is open to all, and none asks for a skill: it says nothing else.
"""
