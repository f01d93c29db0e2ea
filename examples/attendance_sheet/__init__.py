"""A sheet of who was there, imported through commands, row by row, without guessing.

A gathering becomes an activity, a session an occurrence, a person a member; each row becomes a
sign-up and, after the session, a presence or a no-show on the importer's word. What cannot go in
is told by line number and reason, never by a name.

The rules:

- A session is its gathering and its times. Where times are missing, the label says them (see
  `times.LABELS`); where a heading says that label and date name the session, two different times
  contradict each other.
- A time with AM or PM is read on the 12-hour clock up to 12, and on the 24-hour clock above.
- A single moment (a roll call, or a session that ends in the minute it begins) is read as that
  one minute. A roll call inside a session of the same gathering is no session of its own: its rows
  are held against that session's and told, not recorded.
- Rows that contradict each other all stay out, whatever their order; of rows that agree, the first
  goes in. What the log already says stands: a row that says otherwise contradicts it.
- Nobody has two seats at the same time. A session where somebody was present goes before one
  where they were absent, then the earlier before the later, then by title; the row of the other
  is told as overlapping.
- A sheet tells people apart by name alone, and so does the importer; superfluous blanks, control
  characters and composed letters make no other name or title.
- Sign-ups are decided just before the first session of a day, what became of them at the end of
  each session; every decision carries the reason that it comes from a sheet, so a later sheet may
  hold earlier days.
- Birth dates are unknown: everybody is registered with `record.BORN`, a date nobody could mistake
  for theirs.
- Ids count up in the order in which things first come into the log, and are found again by title,
  period or name: a digest of a name could be confirmed by guessing it, salted or not, since the
  salt would lie beside it.
"""
