"""Tests of the house as a whole; those of an adapter stand beside it."""
