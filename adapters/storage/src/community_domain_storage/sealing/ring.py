"""The key ring: the data keys of one log's members, in this process.

Each member has a key of their own, made when something is first sealed for them. Nonces are 96 bits
of chance: a key would have to seal four thousand million values before two alike are to be feared
(NIST SP 800-38D), and it only ever seals what is said of one person.
"""

import threading
from itertools import count

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from community_domain import Conflict, Criterion, EventLog, Unreadable
from community_domain.members import MemberErased

from ..edge import chance
from ..errors import StorageError
from .errors import KeyLost, KeyNotDestroyed, OtherKeys
from .masters import KEY, NONCE, MasterKeys, Wrapped
from .store import Destroyed, KeyStore, Named
from .values import Place, Since

__all__ = ["KeyRing", "place_of_key"]

ERASURES = (Criterion((MemberErased.spec.name,), ()),)
MOST_KEYS = 20_000
"""So many keys are kept in memory; the ones kept longest go first."""

_encode = msgspec.json.Encoder().encode


def place_of_key(named: Named) -> bytes:
    """Where a wrapped key belongs, as its associated data."""
    return _encode(["key", *named])


class KeyRing:
    """The `Sealing` of whoever has the keys. Safe for threads.

    Args:
        store: Where the wrapped keys lie.
        masters: What they are wrapped by.
        log: The id of the log.
        path: What to call the log in an error.
    """

    def __init__(self, store: KeyStore, masters: MasterKeys, log: str, path: str) -> None:
        self._store, self._masters, self._log, self._path = store, masters, log, path
        self._ciphers: dict[str, AESGCM | None] = {}
        """By member; None where the key was destroyed."""
        self._new: dict[Named, Wrapped] = {}
        """Made, and not kept in the store as yet."""
        self._turn = threading.Lock()
        self._destroyed = 0
        """The number of the last destruction that was heard of."""
        self._numbers = count(1)
        self._begun = self._looked = 0
        """The last time that somebody began, and the one up to which the store was asked."""
        self._dropped = self._erasures = 0
        self._undone = False
        """An erasure may have been recorded that is not carried out."""

    def seal(self, place: Place, member: str, data: bytes) -> bytes | None:
        """Encrypt under the key of a member, made if there is none; None if it was destroyed."""
        cipher = self._cipher(member, make=True)
        if cipher is None:
            return None
        nonce = chance(NONCE)
        return nonce + cipher.encrypt(nonce, data, _encode([*place, member]))

    def open(self, place: Place, member: str, sealed: bytes | None) -> bytes | Unreadable:
        """What was sealed for a place, or that the member was erased."""
        cipher = self._cipher(member, make=False) if sealed else None
        if sealed is None or cipher is None:
            return Unreadable.ERASED
        try:
            return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], _encode([*place, member]))
        except InvalidTag:
            raise ValueError("a sealed value was changed, or stands in another's place") from None

    def settle(self, log: EventLog, community: str) -> None:
        """Tell the store of a new log, and carry out what a crash may have left undone."""
        if not self._store.knows(self._log):
            if log.head().position:
                raise OtherKeys(self._path, self._store.where)
            self._store.admit(self._log, community)
        self.carry_out(log)

    def begin(self) -> None:
        """Have the store asked for what others destroyed, before the next value is opened."""
        self._begun = next(self._numbers)

    def writing(self) -> Since:
        """They are here."""
        return Since(self._dropped, self._erasures)

    def noting_erasure(self) -> None:
        """Look for erasures after the commit."""
        with self._turn:
            self._erasures += 1

    def keep_new_keys(self, since: Since) -> None:
        """Make the new keys durable, all in one transaction of the store.

        Those of other threads go with them. Where somebody else was faster with one of them, all
        threads that write at that moment may have sealed under it, and begin anew.
        """
        if self._new:
            with self._turn:
                new = dict(self._new)
                there_already = self._store.add(new)
                for named in new:
                    self._new.pop(named, None)
                for _, member in there_already:
                    self._ciphers.pop(member, None)
                self._dropped += bool(there_already)
        if self._dropped != since.dropped:
            raise Conflict(1)

    def not_committed(self, since: Since) -> None:
        """Look for an erasure after the next commit, if one may have been recorded all the same."""
        if self._erasures != since.erasures:
            self._undone = True

    def after_commit(self, log: EventLog, since: Since) -> None:
        """Destroy keys where an erasure was recorded."""
        if self._erasures == since.erasures and not self._undone:
            return
        self._undone = False
        try:
            self.carry_out(log)
        except StorageError as error:
            self._undone = True
            raise KeyNotDestroyed(self._store.where) from error

    def carry_out(self, log: EventLog) -> None:
        """Destroy the key of everybody whose erasure was recorded since this was last done."""
        done, head = self._store.carried_out(self._log), log.head().position
        if head < done:  # It was put back to an earlier state, from which it went on otherwise.
            self._store.start_over(self._log)
            done = 0
        for recorded in log.read(ERASURES, after=done, until=head):
            if isinstance(recorded.event, MemberErased):
                self._destroy(recorded.event.member_id)
        if head > done:
            self._store.note_carried_out(self._log, head)

    def close(self) -> None:
        """Let go of the store, and of all keys."""
        self._ciphers.clear()
        self._store.close()

    def _destroy(self, member: str) -> None:
        with self._turn:
            self._store.destroy((self._log, member))
            self._ciphers.pop(member, None)

    def _cipher(self, member: str, *, make: bool) -> AESGCM | None:
        if self._looked != self._begun:
            self._let_go()
        try:
            return self._ciphers[member]
        except KeyError:
            with self._turn:
                return self._fetched(member, make=make)

    def _let_go(self) -> None:
        """Let go of keys that others destroyed."""
        with self._turn:  # Or who fetches a key right now would keep it.
            begun = self._begun
            for member, number in self._store.destroyed_since(self._log, self._destroyed):
                self._destroyed = number
                self._ciphers.pop(member, None)
            self._looked = begun

    def _fetched(self, member: str, *, make: bool) -> AESGCM | None:
        """The cipher of a member who is not kept in memory."""
        named = (self._log, member)
        kept = self._new.get(named) or self._store.find(named)
        match kept:
            case Destroyed():
                cipher = None
            case Wrapped():
                key = self._masters.unwrap(kept, place_of_key(named), self._store.where)
                cipher = AESGCM(key)
            case None if make:
                key = chance(KEY)
                self._new[named] = self._masters.wrap(key, place_of_key(named))
                cipher = AESGCM(key)
            case None:
                raise KeyLost(self._store.where, member)
        if len(self._ciphers) >= MOST_KEYS:
            del self._ciphers[next(iter(self._ciphers))]
        self._ciphers[member] = cipher
        return cipher
