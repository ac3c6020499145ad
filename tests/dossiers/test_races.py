"""Many people at once: one wins, the rest are told of a conflict."""

import asyncio
from collections import Counter
from collections.abc import Awaitable

import pytest

from panhuo.compiler.faults import as_error
from panhuo.errors import ErrorCode
from panhuo.models import Dossier, DossierVersion, Review
from panhuo.rules.vocabulary import DossierState, Role
from panhuo.services.dossiers.filing import Saved, file_dossier
from panhuo.services.dossiers.reviewing import approve_dossier
from panhuo.services.dossiers.saving import discard_dossier
from panhuo.services.dossiers.submitting import submit_dossier, withdraw_dossier
from tests.dossiers.making import form, school
from tests.factories import user
from tests.viewers import viewer_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]

CLIENTS = 12


async def all_at_once(*work: Awaitable[object]) -> tuple[list[object], Counter[str]]:
    """What came of each: answers, and codes of errors by how often."""
    found = await asyncio.gather(*work, return_exceptions=True)
    errors = [as_error(each, False) for each in found if isinstance(each, Exception)]
    codes = Counter(str((each.extensions or {})["code"]) for each in errors)
    return [each for each in found if not isinstance(each, BaseException)], codes


@pytest.mark.req("S72", "S75")
async def test_each_of_several_patents_is_filed_once() -> None:
    # given
    here = await school(3)
    deans = [viewer_of(await user(Role.COLLEGE_ADMIN, here.physics)) for _ in range(CLIENTS)]

    # when
    filed, codes = await all_at_once(
        *(file_dossier(each, [number], form()) for each in deans for number in here.numbers)
    )

    # then
    assert len(filed) == await Dossier.all().count() == await DossierVersion.all().count() == 3
    assert codes == {ErrorCode.CONFLICT.value: 3 * (CLIENTS - 1)}


async def test_a_draft_is_submitted_or_discarded_once() -> None:
    # given
    here = await school(2)
    saved = [await here.filed(which=which) for which in range(2)]

    # when
    done, codes = await all_at_once(
        *(
            act(here.viewer("chen"), each.id, each.version)
            for each in saved
            for act in (submit_dossier, discard_dossier) * 3
        )
    )

    # then
    assert len(done) == 2 and sum(codes.values()) == 10
    assert codes.keys() <= {ErrorCode.CONFLICT.value, ErrorCode.NOT_FOUND.value}


async def test_a_dossier_is_approved_or_withdrawn_once() -> None:
    # given
    here = await school()
    deans = [viewer_of(await user(Role.COLLEGE_ADMIN, here.physics)) for _ in range(CLIENTS)]
    sent = await here.submitted()

    # when
    done, codes = await all_at_once(
        *(approve_dossier(each, sent.id, sent.version) for each in deans),
        *(withdraw_dossier(here.viewer("chen"), sent.id, sent.version) for _ in range(3)),
    )

    # then
    assert len(done) == 1 and codes == {ErrorCode.CONFLICT.value: CLIENTS + 2}
    assert await Review.filter(act__in=["APPROVE", "WITHDRAW"]).count() == 1
    assert (await Dossier.get(id=sent.id)).state in (DossierState.PENDING, DossierState.DRAFT)


async def test_a_discarded_patent_is_free_to_whoever_comes_first() -> None:
    # given
    here = await school()
    saved: Saved = await here.filed()
    deans = [viewer_of(await user(Role.COLLEGE_ADMIN, here.physics)) for _ in range(CLIENTS)]

    # when
    _, codes = await all_at_once(
        discard_dossier(here.viewer("chen"), saved.id, saved.version),
        *(file_dossier(each, here.numbers, form()) for each in deans),
    )

    # then
    assert codes.keys() <= {ErrorCode.CONFLICT.value}
    assert await Dossier.all().count() <= 1
