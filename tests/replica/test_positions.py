"""What positions in the log say of a replica's age."""

from math import inf

from panhuo.replica.positions import Freshness


def test_it_is_as_old_as_the_last_position_that_it_reached() -> None:
    # given
    freshness = Freshness()
    for at, position in ((1.0, 1000), (2.0, 1000), (3.0, 2000), (4.0, 9000)):
        freshness.written(at, position)

    # when
    seen = []
    for position in (900, 1000, 1500, 2000, 9500):
        freshness.replayed(position)
        seen.append(freshness.as_of)

    # then
    assert seen == [-inf, 2.0, 2.0, 3.0, 4.0]


def test_an_idle_primary_makes_no_lag() -> None:
    freshness = Freshness()

    for at in range(100):
        freshness.written(float(at), 1000)
        freshness.replayed(1000)

    assert freshness.as_of == 99.0


def test_the_header_of_a_page_is_no_commit() -> None:
    """A page's header takes 24 bytes, the shortest commit 40."""
    freshness = Freshness()
    freshness.replayed(8192)

    assert freshness.covers(8192 + 24)
    assert not freshness.covers(8192 + 40)


def test_what_is_forgotten_is_not_fresh() -> None:
    freshness = Freshness()
    freshness.written(1.0, 10)
    freshness.replayed(10)

    freshness.forget()

    assert freshness.as_of == -inf and not freshness.covers(0)
