"""One opened database and one event loop for all examples of a property test."""

from tests.reference.conftest import examples

__all__ = ["examples"]
