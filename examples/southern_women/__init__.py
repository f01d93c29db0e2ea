"""Eighteen women, fourteen gatherings: published attendances, recorded, replayed, told again.

Source: A. Davis, B. B. Gardner and M. R. Gardner, "Deep South" (University of Chicago Press, 1941),
as the package networkx carries it. Who was where is theirs; what they do not say is filled in here
with values that nobody can mistake for facts (see `recording`).
"""
