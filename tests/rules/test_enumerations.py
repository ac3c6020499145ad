"""Enumerations of the rules: columns hold the names that GraphQL shows; codes of errors say of what."""

import importlib
import inspect
import pkgutil
from enum import StrEnum

import pytest

import panhuo.rules

MODULES = sorted(found.name for found in pkgutil.iter_modules(panhuo.rules.__path__, "panhuo.rules."))


@pytest.mark.parametrize("module", MODULES)
def test_every_member_is_kept_by_its_own_name(module: str) -> None:
    own = [each for _, each in inspect.getmembers(importlib.import_module(module), inspect.isclass)]
    for kind in own:
        if issubclass(kind, StrEnum) and kind.__module__ == module:
            assert all(member.value.endswith(member.name) for member in kind), kind
