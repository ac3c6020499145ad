"""Dossiers brought by their services to where a test begins."""

from typing import Any

from panhuo.models import Dossier, OrgUnit, Patent, User
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.vocabulary import DossierState, Role
from panhuo.services.dossiers.filing import Saved, file_dossier
from panhuo.services.dossiers.reviewing import approve_dossier
from panhuo.services.dossiers.submitting import Decided, submit_dossier
from tests.factories import college, institution, patent, user
from tests.rules.dossiers import whole
from tests.viewers import viewer_of


def form(content: DossierContent | None = None, **changes: Any) -> dict[str, Any]:
    """What a form sends for a content that lacks nothing, but for its patents."""
    filled = (content or whole()).filled() | changes
    filled.pop("members", None)
    return filled


UNFIT = {"statuses": [{"first": "TO_BE_ABANDONED"}]}
"""A change that makes a dossier inventoried only."""


class School:
    """A university with a college, an account for each level, and an inventor's patents."""

    root: OrgUnit
    physics: OrgUnit
    admin: User
    dean: User
    chen: User

    def __init__(self) -> None:
        self.patents: list[Patent] = []

    async def with_patents(self, count: int = 1) -> "School":
        self.root = await institution()
        self.physics = await college(self.root)
        self.admin = await user(Role.INSTITUTION_ADMIN, self.root, "校管")
        self.dean = await user(Role.COLLEGE_ADMIN, self.physics, "院管")
        self.chen = await user(Role.INVENTOR, self.physics, "陈一")
        self.patents = [await patent(self.root, inventors=[self.chen]) for _ in range(count)]
        return self

    @property
    def numbers(self) -> list[int]:
        return [each.id for each in self.patents]

    def viewer(self, name: str) -> Viewer:
        return viewer_of(getattr(self, name))

    async def filed(self, who: str = "chen", which: int = 0, **changes: Any) -> Saved:
        """A draft that lacks nothing."""
        return await file_dossier(self.viewer(who), [self.numbers[which]], form(**changes))

    async def submitted(self, who: str = "chen", which: int = 0, **changes: Any) -> Decided:
        saved = await self.filed(who, which, **changes)
        return await submit_dossier(self.viewer(who), saved.id, saved.version)

    async def decided(self, outcome: DossierState = DossierState.REGISTERED, **changes: Any) -> Decided:
        """An inventor's dossier, approved by college and institution."""
        sent = await self.submitted(**changes)
        passed = await approve_dossier(self.viewer("dean"), sent.id, sent.version)
        return await approve_dossier(self.viewer("admin"), passed.id, passed.version, outcome)


async def school(patents: int = 1) -> School:
    return await School().with_patents(patents)


async def state(number: int) -> DossierState:
    return (await Dossier.get(id=number)).state
