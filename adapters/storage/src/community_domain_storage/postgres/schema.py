"""The tables of logs, and what an application's role may call."""

from .tables import Tables

__all__ = ["LOGS", "lay_schema"]

LOGS = Tables(
    schema="community_domain",
    package="community_domain_storage.postgres",
    version=2,
    functions=("enter", "enter_sealed", "hold", "learn", "record"),
)

lay_schema = LOGS.lay
"""Lay the tables of logs in a database; see `Tables.lay`. The role may read and record."""
