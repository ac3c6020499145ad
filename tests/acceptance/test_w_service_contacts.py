"""W. Whom to ask for help."""

import json

import pytest
from pydantic import ValidationError

from panhuo.rules.vocabulary import Role
from panhuo.settings import get_settings
from seed.contacts import SERVICE_CONTACTS
from tests.acceptance.conftest import Ask
from tests.factories import institution, user
from tests.settings import settings

pytestmark = pytest.mark.anyio

CONTACTS = "{ serviceContacts { kind organisation person phone email } }"


@pytest.mark.req("S192")
async def test_everybody_is_told_whom_to_ask(ask: Ask) -> None:
    # given
    fresh = await user(Role.INSTITUTION_ADMIN, await institution(), phone=None)

    # when
    with settings(service_contacts=json.dumps(SERVICE_CONTACTS)):
        answers = [(await ask(CONTACTS, viewer))["serviceContacts"] for viewer in (None, fresh)]

    # then
    assert answers == [list(SERVICE_CONTACTS)] * 2


@pytest.mark.req("S192")
async def test_what_is_not_known_is_null_and_without_a_setting_there_is_nobody(ask: Ask) -> None:
    only = {"kind": "PLATFORM", "organisation": "平台服务处"}

    with settings(service_contacts=json.dumps([only])):
        found = (await ask(CONTACTS))["serviceContacts"]

    assert found == [{**only, "person": None, "phone": None, "email": None}]
    assert (await ask(CONTACTS))["serviceContacts"] == []


OTHER = '[{"kind": "OTHER", "organisation": "a"}]'


@pytest.mark.parametrize("wrong", ["{}", OTHER, '[{"kind": "PLATFORM"}]'])
def test_a_setting_that_cannot_be_meant_stops_the_program(wrong: str) -> None:
    with settings(service_contacts=wrong), pytest.raises((ValidationError, ValueError)):
        get_settings()
