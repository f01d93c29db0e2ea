"""Shifts: who serves where and when, within which limits, and who was there."""
