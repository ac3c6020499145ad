"""Other settings for the length of a block."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from panhuo.settings import get_settings


@contextmanager
def settings(**values: object) -> Iterator[None]:
    """Settings by name, as the environment would give them."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(f"PANHUO_{name.upper()}", str(value))
        get_settings.cache_clear()
        yield
    get_settings.cache_clear()


def any_cost() -> Iterator[None]:
    """For fixtures of tests that ask for everything at once, and are not about what that costs."""
    with settings(cost_limit_factor=1_000_000):
        yield
