"""Who owns a patent now, by what a row states and by the transfers it tells of."""

from datetime import date

from panhuo.rules.legal_words import transfer_parties
from panhuo.rules.names import fold_name
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import LegalEventKind

OWNER_EVENTS = (LegalEventKind.TRANSFER, LegalEventKind.CHANGE)


def owners_now(record: PatentRecord) -> list[str]:
    """The owners as stated, after each dated transfer of the row, oldest first.

    A transfer takes effect where it names a new owner: then those who gave the right away are out, even if
    the row still lists them.
    """
    owners = record.owners
    for _, detail in sorted(transfers(record)):
        owners = transferred(owners, *transfer_parties(detail))
    return owners


def transfer_date(record: PatentRecord) -> date | None:
    """When the row's last transfer was; None where it tells of none."""
    return max((day for day, _ in transfers(record)), default=None)


def transfers(record: PatentRecord) -> list[tuple[date, str]]:
    """The dated events of a row that name a new owner."""
    return [
        (day, detail)
        for kind, day, detail in record.events
        if kind in OWNER_EVENTS and detail and transfer_parties(detail)[1]
    ]


def transferred(owners: list[str], before: list[str], after: list[str]) -> list[str]:
    """The new owners stand where the first of the former ones stood.

    Where the row lists no former owner, it has taken the transfer into account, or a later one.
    """
    staying = {fold_name(name) for name in after}
    gone = {fold_name(name) for name in before} - staying
    places = [place for place, name in enumerate(owners) if fold_name(name) in gone]
    if not owners or not after or not places:
        return owners or after
    remaining = [name for name in owners if fold_name(name) not in gone]
    known = {fold_name(name) for name in remaining}
    new = [name for name in after if fold_name(name) not in known]
    return [*remaining[: places[0]], *new, *remaining[places[0] :]]
