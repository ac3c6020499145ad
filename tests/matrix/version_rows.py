"""Data versions of everybody who could have one."""

from panhuo.models import DataVersion
from panhuo.rules.vocabulary import VersionKind


async def make_versions(ids: dict[str, dict[str, str]]) -> None:
    """A row for every unit, every account and the whole library."""
    keys = [(VersionKind.LIBRARY, 0)]
    keys += [(VersionKind.UNIT, number(each)) for each in ids["OrgUnit"].values()]
    keys += [(VersionKind.INVENTOR, number(each)) for each in ids["User"].values()]
    for kind, key in keys:
        await DataVersion.create(kind=kind, key=key, version=1, as_of="2025-01-31", changed_at=1)


def number(identity: str) -> int:
    return int(identity.partition(":")[2])
