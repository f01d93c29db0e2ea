"""A city's reports of what is dangerous or broken, taken over as hazards *imported as reported*.

A request of the file becomes a hazard, and every row about it what the source claims of it; nothing
of that is verified here (R33). What cannot go in is told by line number and reason. What is printed
about hazards comes from a replay of the log, not from what was read.

The rules:

- A request is its id. Its first row becomes the hazard.
- A later row about the same request that says the same in every cell as any row before it is a
  *repeat*, and adds nothing. One that says something else is a *contradictory repeat* as well: it
  is recorded as what the source says now. Nothing is weighed: the last new word stands, and all
  words stay.
- Rows go in in the order of the file, whenever they were reported. What is out of order inside a
  row (investigated before it was reported, or after it was closed; closed before it was reported)
  is claimed like the rest, and counted.
- `NA`, and nothing, is empty. A request without id, instant of report, problem code, description
  or status is malformed.
- Instants are what the clocks of the source's city showed: America/Chicago unless another zone is
  named. The first time a clock shows an hour counts; an hour that it skipped is malformed, and so
  is an instant that is still to come.
- The target is a day: what is closed on that day is in time, and counted apart from what is closed
  later.
- A request is cancelled where the source names an instant of cancelling, else closed where it names
  one of closing, else open, whatever the word of its status.
- Every row is decided at the instant of the import, on the importer's word: reports of a year ago
  are claims, not decisions of a year ago.
"""
