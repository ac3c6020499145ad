"""What is told when the library changes."""

from panhuo.permissions.ability import Ability
from panhuo.types.declare import column, entity
from panhuo.types.scalars import Date, Instant


@entity(
    "data_version",
    Ability.LIBRARY_FIGURES_READ,
    "New data in what the viewer reads of the patent library (存量专利基础库更新).",
)
class LibraryChange:
    """The last change of the patents that somebody reads. It counts none of the others."""

    published_at: Instant = column("When it was published (发布时间).", "changed_at")
    as_of: Date | None = column(
        "Date of the data of the file that brought it (数据截止日, S51); null where none did: an institution"
        " owns patents under another name, say."
    )
