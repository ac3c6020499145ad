"""Enterprises that apply, ask what became of it, and are decided on."""

import hashlib
from collections.abc import Iterator
from typing import Any

from panhuo.rules.credit_code import check_sign
from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Mutation, Tries, Try, against
from tests.matrix.enterprises import APPLICATIONS

BODY = "91330100MA2C0FFX0"
GIVEN: dict[str, Any] = {
    "enterpriseName": "新企业",
    "creditCode": BODY + check_sign(BODY),
    "contactName": "新人",
    "phone": "13900139000",
    "email": "new@example.cn",
    "username": "newapplicant",
    "password": "another battery staple",
    "jobTitle": None,
}
CODE = "ABCDE-FGHJK-LMNPQ-RSTUV"
HASH = hashlib.sha256(CODE.replace("-", "").encode()).hexdigest()
COUNTED = "sign_in_throttle *"


def registered(asking: Asking) -> Iterator[Try]:
    """Anybody may."""
    yield Try("a new one", GIVEN)
    yield Try("no code", GIVEN | {"creditCode": "1"}, "INVALID_VALUE")
    taken = {"username": asking.world.usernames["INV A1"]}
    yield Try("a name that is taken", GIVEN | taken, "ACCOUNT_NAME_TAKEN", COUNTED)


def asked(asking: Asking) -> Iterator[Try]:
    """Anybody who has the code."""
    known = f"update enterprise_application set reference_hash = '{HASH}' where state = 'REJECTED'"
    yield Try("the code", {"reference": CODE}, before=known)
    yield Try("another code", {"reference": "A"}, "NOT_FOUND", COUNTED)


def decided(**more: Any) -> Tries:
    """Of every one, at its version and at another."""

    def tries(asking: Asking) -> Iterator[Try]:
        for name, id in asking.world.ids["EnterpriseApplication"].items():
            refused = against(asking, "ENTERPRISE_APPROVE", ("EnterpriseApplication", name))
            over = DONE if APPLICATIONS[name] == "PENDING" else "CONFLICT"
            yield Try(name, {"id": id, "version": 1, **more}, refused or over)
            old = {"id": id, "version": 9, **more}
            yield Try(f"{name}, changed meanwhile", old, refused or "CONFLICT")

    return tries


MUTATIONS = (
    Mutation("registerEnterprise", registered),
    Mutation("checkEnterpriseApplication", asked),
    Mutation("approveEnterprise", decided()),
    Mutation("rejectEnterprise", decided(reason="资料不全")),
)
