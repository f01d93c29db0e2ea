"""How many meals are ordered for a day: one for each seat."""

from functools import partial

from .beside import Beside
from .bugs import Bug
from .database import Database

__all__ = ["Kitchen"]

SCHEMA = "CREATE TABLE meals (day PRIMARY KEY, ordered) WITHOUT ROWID"


class Kitchen:
    """The orders of all days.

    Args:
        database: Where they are.
        beside: Runs what blocks.
        bugs: Mistakes that are switched on.
    """

    def __init__(self, database: Database, beside: Beside, bugs: frozenset[Bug]) -> None:
        self._database, self._beside, self._bugs = database, beside, bugs
        database.run(SCHEMA)

    async def order(self, day: str, more: int) -> None:
        """Order so many more meals for a day; below zero, so many fewer."""
        if Bug.LOST_UPDATE in self._bugs:
            ordered = await self._beside(partial(self.ordered, day))
            await self._beside(partial(self._replace, day, ordered + more))
        else:
            await self._beside(partial(self._add, day, more))

    def ordered(self, day: str) -> int:
        """How many are ordered."""
        rows = self._database.rows("SELECT ordered FROM meals WHERE day = ?", day)
        return int(rows[0][0]) if rows else 0

    def _replace(self, day: str, ordered: int) -> None:
        with self._database.transaction():
            self._database.run("INSERT OR REPLACE INTO meals VALUES (?, ?)", day, ordered)

    def _add(self, day: str, more: int) -> None:
        add = "ON CONFLICT (day) DO UPDATE SET ordered = ordered + excluded.ordered"
        with self._database.transaction():
            self._database.run(f"INSERT INTO meals VALUES (?, ?) {add}", day, more)  # noqa: S608
