"""A new master key: every key of a store is wrapped anew, while logs are in use."""

from contextlib import closing

from ..stores import PATIENCE
from .opening import Keys, open_keys
from .ring import place_of_key

__all__ = ["rewrap"]

TOGETHER = 500
"""Keys of one transaction."""


def rewrap(keys: Keys, *, patience: float = PATIENCE) -> int:
    """Wrap every key anew under the first master key of the environment; gives how many.

    The environment holds the new key and, behind it, the old ones. What was interrupted is gone on
    with by calling it again; when it returns, nothing in the store needs an old one any more.

    Raises:
        MasterKeyUnknown: A key is wrapped by one that the environment does not hold.
        StorageError: The store cannot be used.
    """
    done = 0
    store, masters = open_keys(keys, patience)
    with closing(store):
        while found := store.wrapped_by_others(masters.newest, TOGETHER):
            done += store.rewrap(
                [
                    (named, old, masters.wrap(masters.unwrap(old, place, store.where), place))
                    for named, old in found
                    for place in [place_of_key(named)]
                ]
            )
    return done
