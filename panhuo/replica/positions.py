"""How far a replica is: positions in the primary's write-ahead log, in bytes, and what follows from them."""

from collections import deque
from math import inf

WRITTEN = """
select pg_wal_lsn_diff(case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn()
                       else pg_current_wal_flush_lsn() end, '0/0')::bigint
"""
"""Of a primary: whatever is committed by now ends before it, also where commits are not waited for."""
NUDGE = "select txid_current()"
"""Writes a commit, nothing else, and by that has the log written out."""
REPLAYED = """
select pg_is_in_recovery() as standby, pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint as position
"""
IDENTITY = "select system_identifier, current_database() from pg_control_system()"
"""A replica's is that of its primary (pg_control_system, PostgreSQL 9.6 and later)."""
LESS_THAN_A_COMMIT = 32
"""Bytes. The log of an idle primary may end in a page's header, which nobody replays; the record of a commit
takes 40 at least, so a replica that lacks fewer lacks no commit."""
SAMPLES = 1000


class Freshness:
    """What is known of a replica: up to where it has replayed, and as of when it shows everything.

    The primary's position is noted with the time; once the replica is there, it shows whatever was committed
    by that time. So no clock of another machine counts, and a primary on which nothing happens makes no lag,
    as `pg_last_xact_replay_timestamp` would have it.
    """

    def __init__(self) -> None:
        self.position: float = -inf
        self.as_of = -inf
        """Seconds of the clock that `written` was told: everything committed by then can be read."""
        self.waiting: deque[tuple[float, int]] = deque(maxlen=SAMPLES)

    def written(self, at: float, position: int) -> None:
        """The primary was there, asked at a time or later."""
        self.waiting.append((at, position))

    def replayed(self, position: int) -> None:
        """The replica is there."""
        self.position = position
        while self.waiting and self.covers(self.waiting[0][1]):
            self.as_of = self.waiting.popleft()[0]

    def covers(self, position: int) -> bool:
        """Whether the replica shows what was committed when the primary was at a position."""
        return self.position + LESS_THAN_A_COMMIT >= position

    def forget(self) -> None:
        """Nothing is known any more."""
        self.position, self.as_of = -inf, -inf
        self.waiting.clear()
