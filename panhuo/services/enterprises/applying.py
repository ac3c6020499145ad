"""A visitor applies for an enterprise, and asks what became of it (S5)."""

from dataclasses import dataclass, field
from typing import Any

from panhuo.auth.activation import activation_hash, new_activation
from panhuo.auth.passwords import hash_password
from panhuo.auth.statements import run
from panhuo.auth.throttle import address_key, count, give_back
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.rules.account_name import MAX_ACCOUNT_NAME, account_name
from panhuo.rules.contact import MAX_NAME, clean_text
from panhuo.rules.credit_code import credit_code
from panhuo.rules.enterprise_application import KEEP_MS, WAIT_MS
from panhuo.rules.vocabulary import AuditAction, NoticeKind
from panhuo.services.accounts import MAX_ENTERPRISE
from panhuo.services.acting import Subject, acting
from panhuo.services.own_password import valid_password
from panhuo.services.profile import Profile, checked_profile
from panhuo.services.recipients import operators
from panhuo.services.sign_in import few_at_once
from panhuo.settings import get_settings

LAPSE = """
update enterprise_application set state = 'EXPIRED', password_hash = null, version = version + 1
where state = 'PENDING' and expires_at <= $1 returning id
"""
FORGET = "delete from enterprise_application where state <> 'PENDING' and expires_at <= $1"
KNOWN_CODE = """
select 1 from enterprise where credit_code = $1
union all select 1 from enterprise_application where credit_code = $1 and state = 'PENDING'
"""
INSERT = """
insert into enterprise_application
  (enterprise_name, credit_code, contact_name, job_title, phone, email, username, password_hash,
   reference_hash, applied_at, expires_at)
select $1, $2, $3, $4, $5, $6, cast($7 as text), $8, $9, cast($10 as bigint), cast($11 as bigint)
where not exists (select 1 from user_account where username = cast($7 as text))
on conflict do nothing returning *
"""
OF_REFERENCE = "select * from enterprise_application where reference_hash = $1"
CODE = (
    "(creditCode: 18 letters and digits, the last of which checks the others)",
    "（creditCode：18 位统一社会信用代码，末位为校验码）",
)
KNOWN = (
    "An enterprise with this credit code has applied or has accounts already: ask with its reference, "
    "ask its manager for an account, or ask the platform.",
    "该统一社会信用代码已提交申请或已开通账号：请凭查询码查询、向本企业管理员申请账号，或联系平台。",
)


@dataclass(frozen=True, slots=True)
class Application:
    """What is asked for."""

    enterprise_name: str
    credit_code: str
    contact_name: str
    phone: str
    email: str
    username: str
    password: str = field(repr=False)
    job_title: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """The code with which its applicant asks again, and until when it waits (milliseconds)."""

    reference: str = field(repr=False)
    expires_at: int


async def apply_for_enterprise(asked: Application, address: str, now: int) -> Applied:
    """Put an application before the platform. Every try counts against the address, as signing in does.

    Raises INVALID_VALUE; CONFLICT for a credit code that waits or has accounts; ACCOUNT_NAME_TAKEN;
    TOO_MANY_TRIES.
    """
    columns = checked(asked)
    valid_password(asked.password)
    async with few_at_once():
        await count(f"applying:{address_key(address)}", get_settings().sign_in_address_failures, now)
        hashed = await hash_password(asked.password)
    reference = new_activation(now)
    async with acting(ANONYMOUS) as action:
        await run(LAPSE, action.now)
        if await run(KNOWN_CODE, columns["credit_code"]):
            raise PanhuoError(ErrorCode.CONFLICT, KNOWN, field="creditCode")
        ends = action.now + WAIT_MS
        rows = await run(INSERT, *columns.values(), hashed, reference.hashed, action.now, ends)
        if not rows and await run(KNOWN_CODE, columns["credit_code"]):  # of two at once
            raise PanhuoError(ErrorCode.CONFLICT, KNOWN, field="creditCode")
        if not rows:
            raise PanhuoError(ErrorCode.ACCOUNT_NAME_TAKEN, f"({columns['username']})", field="username")
        subject = Subject("EnterpriseApplication", {**rows[0], "name": rows[0]["enterprise_name"]})
        await action.audit(AuditAction.ENTERPRISE_APPLIED, subject, None, columns)
        await action.notify(await operators(), NoticeKind.ENTERPRISE_APPLIED, subject, name=subject.name)
    return Applied(reference.code, ends)


def checked(asked: Application) -> dict[str, Any]:
    """The columns as they are kept. Raises INVALID_VALUE."""
    profile = checked_profile(Profile(asked.job_title, asked.phone, asked.email))
    found = {
        "enterpriseName": clean_text(asked.enterprise_name, MAX_ENTERPRISE),
        "creditCode": credit_code(asked.credit_code),
        "contactName": clean_text(asked.contact_name, MAX_NAME),
        "username": account_name(asked.username),
    }
    wanted: dict[str, str | tuple[str, str]] = {
        "enterpriseName": f"(enterpriseName: 1–{MAX_ENTERPRISE})",
        "creditCode": CODE,
        "contactName": f"(contactName: 1–{MAX_NAME})",
        "username": f"(username: 1–{MAX_ACCOUNT_NAME})",
    }
    for name, value in found.items():
        if value is None:
            raise PanhuoError(ErrorCode.INVALID_VALUE, wanted[name], field=name)
    return {
        "enterprise_name": found["enterpriseName"],
        "credit_code": found["creditCode"],
        "contact_name": found["contactName"],
        "job_title": profile.job_title,
        "phone": profile.phone,
        "email": profile.email,
        "username": found["username"],
    }


async def application_of(reference: str, address: str, now: int) -> dict[str, Any]:
    """The application that a reference names. Wrong ones count against the address.

    Raises NOT_FOUND, TOO_MANY_TRIES.
    """
    counted = await count(f"asking:{address_key(address)}", get_settings().sign_in_address_failures, now)
    await run(LAPSE, now)
    rows = await run(OF_REFERENCE, activation_hash(reference))
    if not rows:
        raise PanhuoError(ErrorCode.NOT_FOUND, field="reference")
    await give_back(counted)
    return rows[0]


async def forget_old_applications(now: int) -> None:
    """End what waited too long, and forget what is long over."""
    await run(LAPSE, now)
    await run(FORGET, now - KEEP_MS)
