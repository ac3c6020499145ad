"""The root of what can be followed. Each field names its ability; events are read through the read path."""

from collections.abc import AsyncGenerator

import strawberry

from panhuo.permissions.ability import Ability
from panhuo.resolvers.library import library_changed
from panhuo.types.declare import subscription
from panhuo.types.library import LibraryChange


@strawberry.type(description="Everything that can be followed (订阅).")
class Subscription:
    """Root of subscriptions."""

    library_changed: AsyncGenerator[LibraryChange | None, None] = subscription(
        library_changed,
        "Patents within the viewer's scope have new data: read them again (基础库更新). Of other patents it"
        " tells nothing. Read once more after every reconnection too.",
        Ability.LIBRARY_FIGURES_READ,
    )
