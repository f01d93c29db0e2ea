"""Backups: a log as lines of JSON, out of any log that shows its rows, into an empty one.

    from community_domain_storage.backup.copying import export, restore

Nothing is decoded on the way, so that a backup needs no domain and keeps what it does not know.
"""
