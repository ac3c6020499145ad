"""Where plans fetch from: the process's Tortoise connection, without its model layer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from panhuo.compiler.plan import Record
from panhuo.db import connection


@dataclass
class PooledDatabase:
    """Counts the statements of one operation."""

    statements: int = 0

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Record]:
        self.statements += 1
        client = connection()
        async with client.acquire_connection() as raw:
            if client.capabilities.dialect == "sqlite":
                return list(await raw.execute_fetchall(sql, arguments))
            return await raw.fetch(sql, *arguments)  # type: ignore[no-any-return]
