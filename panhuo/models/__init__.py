"""Tortoise tables, one file a topic."""

from panhuo.models.account import Enterprise, Session, SignInThrottle, User
from panhuo.models.code import Code
from panhuo.models.org import OrgUnit, OwnerAlias
from panhuo.models.patent import (
    Holding,
    LegalEvent,
    Patent,
    PatentCode,
    PatentInventor,
    PatentOwner,
)
from panhuo.models.push import Push

__all__ = [
    "Code",
    "Enterprise",
    "Holding",
    "LegalEvent",
    "OrgUnit",
    "OwnerAlias",
    "Patent",
    "PatentCode",
    "PatentInventor",
    "PatentOwner",
    "Push",
    "Session",
    "SignInThrottle",
    "User",
]
