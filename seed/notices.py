"""What the demo's people have been told of their dossiers: what its last act tells, as services tell it."""

from collections.abc import Iterator, Mapping, Sequence

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient

from panhuo.models import Notice
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.vocabulary import DossierState, NoticeKind
from seed.dossiers import AT_ONCE, Filing, waiting
from seed.reviews import DAY_MS, Stop

READ_AFTER = 30 * DAY_MS
"""What is older than that before the latest of them has been read."""
Told = tuple[int, NoticeKind, dict[str, str]]
"""Who, of what, in which words."""


async def tell(client: BaseDBAsyncClient, numbers: Sequence[int], filings: Sequence[Filing]) -> None:
    """Write the notices of dossiers, by their ids."""
    units = await client.execute_query_dict("select id, name from org_unit")
    names = {unit["id"]: unit["name"] for unit in units}
    latest = max((filing.taken[-1].at for filing in filings), default=0)
    rows = (
        notice(number, filing, told, latest)
        for number, filing in zip(numbers, filings, strict=True)
        for told in notices(filing, names)
    )
    await Notice.bulk_create(rows, batch_size=AT_ONCE, using_db=client)


def notice(number: int, filing: Filing, told: Told, latest: int) -> Notice:
    user, kind, words = told
    at = filing.taken[-1].at
    return Notice(
        user_id=user,
        kind=kind.value,
        subject_type="Dossier",
        subject_id=number,
        words=orjson.dumps(words).decode(),
        created_at=at,
        read_at=at + DAY_MS if at < latest - READ_AFTER else None,
    )


def notices(filing: Filing, names: Mapping[int, str]) -> Iterator[Told]:
    """Of the last act: to who reviews next, and to the filer. Nobody is told of what they do themselves."""
    last, filer = filing.taken[-1], filing.filer
    name = {"name": filing.content.name or filing.title}
    if filing.state is DossierState.PENDING:
        stop = waits_at(filing)
        assert stop.admin is not None
        yield stop.admin.id, NoticeKind.DOSSIER_WAITING, {**name, "person": filer.name}
        if last.act is DossierAct.APPROVE and last.unit_id is not None:
            on_its_way = {"unit": names[last.unit_id], "next": names[stop.unit_id]}
            yield filer.id, NoticeKind.DOSSIER_PASSED, {**name, **on_its_way}
    elif last.by.id != filer.id:
        if last.act is DossierAct.APPROVE:
            yield filer.id, NoticeKind.DOSSIER_DECIDED, {**name, "outcome": filing.state.value}
        else:
            kind = (
                NoticeKind.DOSSIER_RETURNED if last.act is DossierAct.RETURN else NoticeKind.DOSSIER_DELISTED
            )
            yield filer.id, kind, {**name, "reason": last.reason or ""}


def waits_at(filing: Filing) -> Stop:
    return filing.route[waiting(filing)["step"] - 1]
