import time
from datetime import date

from panhuo.clock import date_in_china, now_ms, stopped, today

MIDNIGHT_IN_CHINA = 1_735_660_800_000
"""2025-01-01T00:00:00+08:00."""


def test_the_clock_tells_milliseconds_since_the_epoch():
    assert abs(now_ms() - time.time() * 1000) < 1000


def test_a_stopped_clock_moves_only_when_told_and_starts_again():
    with stopped(MIDNIGHT_IN_CHINA) as clock:
        assert now_ms() == MIDNIGHT_IN_CHINA
        clock.advance(seconds=1.5, milliseconds=1)
        assert now_ms() == MIDNIGHT_IN_CHINA + 1501
        with stopped() as inner:
            inner.advance(seconds=1)
            assert now_ms() == MIDNIGHT_IN_CHINA + 2501
        assert now_ms() == MIDNIGHT_IN_CHINA + 1501
    assert now_ms() > MIDNIGHT_IN_CHINA + 1_000_000


def test_the_day_begins_at_midnight_in_china():
    with stopped(MIDNIGHT_IN_CHINA) as clock:
        assert today() == date(2025, 1, 1)
        clock.advance(milliseconds=-1)
        assert today() == date(2024, 12, 31)
    assert date_in_china(-(24 * 3_600_000)) == date(1969, 12, 31)
