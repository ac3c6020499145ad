"""Registries that tests may fill as they like, and the papers' world, made once for a module."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from panhuo.compiler.binding import ENTITIES
from panhuo.compiler.documents import KNOWN
from panhuo.compiler.operation import PLANS
from panhuo.permissions.viewer import ANONYMOUS, Viewer
from panhuo.rules.vocabulary import Role
from tests.factories import branch, institution, patent, user
from tests.shared import shared_db, shared_url

__all__ = ["shared_db", "shared_url"]


@pytest.fixture
def own_entities() -> Iterator[None]:
    """No entity is declared; those of the program come back after the test."""
    saved = dict(ENTITIES)
    ENTITIES.clear()
    yield
    ENTITIES.clear()
    ENTITIES.update(saved)


@pytest.fixture
def papers(own_entities: None) -> Iterator[None]:
    """The schema of `papers` is the program's: its entities, and nothing remembered of the other one."""
    from tests.compiler.papers import OWN, RAN

    ENTITIES.update(OWN)
    RAN.clear()
    KNOWN.clear()
    PLANS.clear()
    yield
    KNOWN.clear()
    PLANS.clear()


@dataclass(frozen=True)
class PaperWorld:
    """Two papers, one on the main campus and one at a branch, and who looks at them."""

    viewers: dict[str, Viewer]
    main: str
    east: str
    school: str


@pytest.fixture(scope="module")
async def paper_world(shared_db: str) -> PaperWorld:
    school = await institution("甲大学")
    east = await branch(school, "甲东校区")
    first = await patent(school, title="main", agency="甲所", agent="张三")
    second = await patent(east, title="east", agency="乙所", agent="李四")
    admin = await user(Role.INSTITUTION_ADMIN, school)
    await user(Role.BRANCH_ADMIN, east)
    at_east = {"institution_id": school.id, "branch_id": east.id, "unit_id": east.id}
    at_school = {"institution_id": school.id, "unit_id": school.id}
    viewers = {
        "admin": Viewer(Role.INSTITUTION_ADMIN, admin.id, **at_school),
        "branch": Viewer(Role.BRANCH_ADMIN, admin.id + 1, **at_east),
        "operator": Viewer(Role.PLATFORM_OPERATOR, admin.id + 2),
        "visitor": ANONYMOUS,
    }
    return PaperWorld(viewers, f"Paper:{first.id}", f"Paper:{second.id}", f"Site:{school.id}")
