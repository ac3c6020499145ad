"""Whom notices go to by what they are: the ids of active accounts."""

from panhuo.auth.statements import run

OPERATORS = "select id from user_account where role = 'PLATFORM_OPERATOR' and active order by id"
ADMINISTRATORS = """
select id from user_account where unit_id = $1 and role = 'INSTITUTION_ADMIN' and active order by id
"""
MANAGERS = "select id from user_account where enterprise_id = $1 and is_manager and active order by id"


async def operators() -> list[int]:
    """The platform's operators."""
    return await ids(OPERATORS)


async def administrators(institution: int) -> list[int]:
    """The administrators of an institution itself."""
    return await ids(ADMINISTRATORS, institution)


async def managers(enterprise: int | None) -> list[int]:
    """Who manages an enterprise's accounts; nobody where there is none."""
    return await ids(MANAGERS, enterprise)


async def ids(statement: str, *values: int | None) -> list[int]:
    return [row["id"] for row in await run(statement, *values)]
