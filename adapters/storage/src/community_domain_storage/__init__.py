"""Durable logs: events as bytes, and the stores that keep them."""
