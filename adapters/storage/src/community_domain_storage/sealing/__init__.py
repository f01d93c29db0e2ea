"""Sealed personal data: each person's values under a key of their own, which can be destroyed."""
