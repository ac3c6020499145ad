"""Whom to ask for help (S192): what the settings say, shown to everybody."""

from collections.abc import Sequence

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.rules.vocabulary import ServiceContactKind
from panhuo.settings import MAX_SERVICE_CONTACTS, ServiceContactSetting, get_settings
from panhuo.types.declare import declared

described(
    ServiceContactKind,
    "What a contact helps with (服务类别).",
    {
        "PLATFORM": "Accounts, rules, the campaign (平台服务).",
        "TECHNICAL": "The program (技术服务).",
    },
)
CONTACTS = Size(2, MAX_SERVICE_CONTACTS)


@strawberry.type(description="Whom to ask for help (联系方式).")
class ServiceContact:
    """One contact."""

    kind: ServiceContactKind = declared(None, "What it helps with (服务类别).")
    organisation: str = declared(None, "Organisation (单位).")
    person: str | None = declared(None, "Person (联系人).")
    phone: str | None = declared(None, "Phone (联系方式).")
    email: str | None = declared(None, "E-mail (邮箱).")


def contacts(chinese: bool) -> Sequence[ServiceContactSetting]:
    """In the order of the setting."""
    return get_settings().service_contacts


SERVICE_CONTACTS = bind.Computed(contacts, ())
