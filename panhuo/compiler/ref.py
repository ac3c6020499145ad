"""What a mutation's resolver returns in place of an object: which row to read back, and as whom."""

from dataclasses import dataclass

from panhuo.permissions.viewer import Viewer


@dataclass(frozen=True)
class Ref:
    """An object by type and number, read through the read path: a payload shows what a query would."""

    type_name: str
    number: int
    viewer: Viewer | None = None
    """Who reads it, where that is not who asked: signing in answers as the account signed in."""
