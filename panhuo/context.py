"""What a request carries to whatever answers it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import Response

from panhuo import db
from panhuo.auth.budget import spend
from panhuo.clock import today
from panhuo.compiler.database import PooledDatabase
from panhuo.compiler.statement import Env
from panhuo.permissions.viewer import ANONYMOUS, Viewer


@dataclass
class Context:
    """One request: who asks, in which language, and where an answer's headers go."""

    request: HTTPConnection
    response: Response | None = None
    viewer: Viewer = ANONYMOUS
    chinese: bool = False
    database: PooledDatabase = field(default_factory=PooledDatabase)
    looks: set[tuple[int, int]] = field(default_factory=set)
    """(account, dossier) of the contacts that the answer shows, which are recorded before it is given."""
    authenticate: Callable[["Context"], Awaitable[Viewer]] | None = None
    """Learns who asks; None where `viewer` says so already."""

    async def identify(self) -> None:
        """Ask who it is, which is a statement: once the operation is known to be worth it."""
        if self.authenticate is not None:
            self.viewer = await self.authenticate(self)

    async def spend(self, bill: dict[str, Any]) -> None:
        """Take what the operation costs out of the viewer's budget. Raises RATE_LIMITED."""
        await spend(self.request, self.viewer, bill)

    @property
    def dialect(self) -> str:
        return db.dialect()

    def env(self, variables: Mapping[str, Any], viewer: Viewer | None = None) -> Env:
        """What plans need to run for this request, or for another viewer within it (signing in)."""
        return Env(viewer or self.viewer, variables, today(), self.chinese, self.looks)
