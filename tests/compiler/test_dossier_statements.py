"""Lists and details of dossiers cost one statement a root field, and one more for each to-many field."""

import pytest

from panhuo.context import Context
from panhuo.models import User
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import DossierState, Role
from panhuo.schema import schema
from tests.factories import college, dossier, institution, patent, user

pytestmark = pytest.mark.anyio

SHELL = (
    "title state rating contact phone reason filerName filer { name } unit { name } patent { title }"
    " content { rating price } outcome { state reasons { code } } availableActions"
    " viewerCan { edit { reason } approve { message } delist { allowed } } openRevision { id }"
)
STATES = "counts(by: STATE) { count }"
COUNTS = {
    f"{{ resources {{ totalCount counts(by: KIND) {{ key count }} nodes {{ {SHELL} }} }} }}": 1,
    f'{{ resources(search: "电", where: {{willingness: {{eq: TO_LICENSE}}}}) {{ nodes {{ {SHELL} }} }} }}': 1,
    f"{{ reviewQueue {{ totalCount counts(by: KIND) {{ count }} nodes {{ {SHELL} }} }} }}": 1,
    f"{{ reviewed {{ totalCount nodes {{ {SHELL} }} }} }}": 1,
    f"{{ myDossiers {{ totalCount {STATES} nodes {{ {SHELL} draft {{ contact }} }} }} }}": 1,
    "{ libraryFigures { progress pushed { count } registered { count listArguments } } }": 1,
    "{ patents(filed: ALL) { nodes { inPortfolio availableActions dossier { title rating } } } }": 1,
    "{ patents(filed: ALL) { nodes { portfolios { totalCount nodes { title availableActions } } } } }": 2,
    "{ resources { nodes { members { facts { title } patent { title } } } } }": 2,
    "{ resources { nodes { content { statuses { first } willingness { first } members { flag } } } } }": 4,
    "{ resources { nodes { route { kind } reviews { act } versions { number differences { field } } } } }": 4,
}


@pytest.fixture
async def admin(db: str) -> User:
    """Of an institution with several dossiers in each state, and as many portfolios."""
    school = await institution()
    physics = await college(school)
    admin = await user(Role.INSTITUTION_ADMIN, school)
    chen = await user(Role.INVENTOR, physics)
    for filer in (admin, chen):
        for state in DossierState:
            papers = [await patent(school, inventors=[chen]) for _ in range(2)]
            at = school if state is DossierState.PENDING else None
            await dossier(filer, papers[0], state=state, at=at)
            await dossier(filer, *papers, state=state, at=at)
    return admin


@pytest.mark.parametrize(("query", "count"), COUNTS.items())
async def test_statements(admin: User, query: str, count: int) -> None:
    # given
    viewer = Viewer(admin.role, admin.id, admin.institution_id, None, admin.unit_id)
    context = Context(request=None, viewer=viewer)  # type: ignore[arg-type]

    # when
    result = await schema.execute(query, context_value=context)

    # then
    assert result.errors is None
    assert context.database.statements == count
