"""The tables of keys, and what an application's role may call."""

from ...postgres.tables import Tables

__all__ = ["KEYS", "lay_key_schema"]

KEYS = Tables(
    schema="community_domain_keys",
    package="community_domain_storage.sealing.postgres",
    version=1,
    functions=("admit", "add", "destroy", "note_carried_out", "start_over"),
)
"""`rewrap` is the owner's alone: who may only add and destroy cannot exchange a key."""

lay_key_schema = KEYS.lay
"""Lay the tables of a key store in a database, best on another server than the log, at least in
another database, which is backed up apart; see `Tables.lay`. The role may add, read and destroy."""
