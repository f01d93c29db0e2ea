"""Logs of many communities in one PostgreSQL database."""

from .log import PostgresLog
from .recorder import PostgresRecorder
from .schema import lay_schema

__all__ = ["PostgresLog", "PostgresRecorder", "lay_schema"]
