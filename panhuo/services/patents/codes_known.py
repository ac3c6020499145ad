"""What an import knows of codes: loaded before files are read, and looked at again before it publishes."""

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.services.code_tables.labels import labels_in_force
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.codes_of_record import CodesKnown

TITLES = "select code, title from code where kind = 'STRATEGIC_INDUSTRY'"


class Outdated(PanhuoError):
    """Tables of codes changed while files were read: they are to be read again."""

    def __init__(self) -> None:
        super().__init__(ErrorCode.DATABASE_UNAVAILABLE, "code tables changed")


async def codes_known(bulk: Bulk) -> CodesKnown:
    """Strategic industries by title, and the concordances, as the database has them."""
    loaded = await bulk.rows(TITLES)
    return CodesKnown.of(((row[0], row[1]) for row in loaded), await labels_in_force(bulk))


async def require_current(bulk: Bulk, known: CodesKnown) -> None:
    """Raises Outdated."""
    now = await codes_known(bulk)
    if (now.titles, now.labels.rules, now.labels.editions) != (
        known.titles,
        known.labels.rules,
        known.labels.editions,
    ):
        raise Outdated
