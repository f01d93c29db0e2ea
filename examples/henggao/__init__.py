"""The story this library grew from: a neighbourhood and its little teachers, recorded and replayed.

`facts.toml` says what was reported and what the story adds; `drawing` makes the people up from a
seed; `chapters` turn both into commands; `recording` executes them; `replay`, a process of its own,
tells from the log alone what came of it.
"""
