"""Keys of many logs in one PostgreSQL database, apart from the logs."""

from .schema import lay_key_schema
from .store import PostgresKeyStore

__all__ = ["PostgresKeyStore", "lay_key_schema"]
