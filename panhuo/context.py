"""What a request carries to whatever answers it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from starlette.requests import HTTPConnection
from starlette.responses import Response

from panhuo import db
from panhuo.auth.budget import spend
from panhuo.auth.http import Authentication, authenticate, client_address
from panhuo.auth.throttle import address_key
from panhuo.clock import today
from panhuo.compiler.database import PooledDatabase
from panhuo.compiler.statement import Env
from panhuo.permissions.viewer import ANONYMOUS, Viewer
from panhuo.replica import replica
from panhuo.replica.routing import Positioned, read, seen

T = TypeVar("T")


@dataclass
class Context:
    """One request: who asks, in which language, and where an answer's headers go."""

    request: HTTPConnection
    takes_cookies: bool = False
    """Whether its answer has headers of its own."""
    viewer: Viewer = ANONYMOUS
    chinese: bool = False
    database: PooledDatabase = field(default_factory=PooledDatabase)
    looks: set[tuple[int, int]] = field(default_factory=set)
    """(account, dossier) of the contacts that the answer shows, which are recorded before it is given."""
    position: int | None = None
    """Where the primary was when it was asked who asks; see `panhuo.replica`."""
    signed_in: list[int] = field(default_factory=list)
    """Accounts that the request signed in."""
    authenticate: Callable[["Context"], Awaitable[Viewer]] | None = None
    """Learns who asks; None where `viewer` says so already."""

    async def authentication(self) -> Authentication:
        """Who the request speaks for, read on the primary."""
        async with self.database.operation() as held:
            if replica() is None:
                return await authenticate(self.request, held)
            reader = Positioned(held)
            found = await authenticate(self.request, reader)
            self.position = reader.position
            return found

    @cached_property
    def response(self) -> Response | None:
        """Where cookies for the browser are set, if they can be; made when somebody sets one."""
        return Response() if self.takes_cookies else None

    def cookies(self) -> list[tuple[bytes, bytes]]:
        """The headers of the cookies that signing in or out left."""
        response: Response | None = vars(self).get("response")
        headers = response.raw_headers if response is not None else []
        return [(name, value) for name, value in headers if name == b"set-cookie"]

    async def identify(self) -> None:
        """Ask who it is, which is a statement: once the operation is known to be worth it."""
        if self.authenticate is not None:
            self.viewer = await self.authenticate(self)

    async def spend(self, bill: dict[str, Any]) -> None:
        """Take what the operation costs out of the viewer's budget. Raises RATE_LIMITED."""
        await spend(self.request, self.viewer, bill)

    async def read(self, answer: Callable[[], Awaitable[T]]) -> T:
        """What a query reads: from a replica, where there is one that may be read, or as ever."""
        if replica() is None:
            return await answer()

        async def afresh() -> T:
            self.looks.clear()
            return await answer()

        position, self.position = self.position, None
        return await read(self.database, self.readers, position, afresh)

    async def then_seen(self, answer: Awaitable[T]) -> T:
        """The same answer; whatever it changed, and was made of, later reads of whoever asks show."""
        try:
            return await answer
        finally:
            await self.seen(wrote=True)

    async def seen(self, wrote: bool = False) -> None:
        """Let later reads of whoever asks show whatever is committed by now."""
        if replica() is not None:
            await seen(self.database, self.readers, wrote)

    @property
    def readers(self) -> list[str]:
        """Who reads, and may read later: the account, or a visitor's address; and accounts just signed in."""
        own = self.viewer.user_id
        first = address_key(client_address(self.request)) if own is None else f"account:{own}"
        return [first, *(f"account:{each}" for each in self.signed_in)]

    @property
    def dialect(self) -> str:
        return db.dialect()

    def env(self, variables: Mapping[str, Any], viewer: Viewer | None = None) -> Env:
        """What plans need to run for this request, or for another viewer within it (signing in)."""
        return Env(viewer or self.viewer, variables, today(), self.chinese, self.looks)
