"""A command whose expected failures are said in a sentence."""

import functools
from collections.abc import Callable
from typing import ParamSpec

P = ParamSpec("P")


def explained(command: Callable[P, None]) -> Callable[P, None]:
    """The command, its expected failures said in a sentence."""

    @functools.wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> None:
        from panhuo.commands.failures import failures_explained
        from panhuo.logs import configure_logs

        with failures_explained():
            configure_logs()
            command(*arguments, **options)

    return run
