"""What a reading child answers is unpickled as if an enemy had written it: a file may have taken it over."""

import io
import pickle
from typing import Any

OURS = ("panhuo.sheets.", "panhuo.rules.", "panhuo.errors.codes")
PLAIN = frozenset(
    (
        ("builtins", "set"),
        ("builtins", "frozenset"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("decimal", "Decimal"),
    )
)


class Careful(pickle.Unpickler):
    """Makes values of a few plain classes and of our own, and calls no function."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        if (module_name, global_name) in PLAIN or module_name.startswith(OURS):
            found = super().find_class(module_name, global_name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is not for files to name")


def loads(content: bytes) -> Any:
    """The value. Raises pickle.UnpicklingError."""
    return Careful(io.BytesIO(content)).load()
