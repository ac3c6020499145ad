"""What an account tells of its owner, kept by the owner (S2)."""

from dataclasses import asdict, dataclass

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.contact import MAX_EMAIL, MAX_JOB_TITLE, MAX_PHONE, clean_email, clean_phone, clean_text
from panhuo.rules.vocabulary import AuditAction
from panhuo.services.acting import Subject, acting

UPDATE = "update user_account set job_title = $2, phone = $3, email = $4 where id = $1"
PHONE = (
    f"(phone: at most {MAX_PHONE}, digits, such as 13800138000 or 010-62511234)",
    f"（phone：至多 {MAX_PHONE} 位数字，如 13800138000 或 010-62511234）",
)
EMAIL = (
    f"(email: name@host, at most {MAX_EMAIL})",
    f"（email：至多 {MAX_EMAIL} 字，如 name@example.edu.cn）",
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Job title, phone and e-mail; None where nothing is said."""

    job_title: str | None = None
    phone: str | None = None
    email: str | None = None


def checked_profile(given: Profile) -> Profile:
    """The same as it is kept. Raises INVALID_VALUE."""
    job_title = None if given.job_title is None else clean_text(given.job_title, MAX_JOB_TITLE)
    phone = None if given.phone is None else clean_phone(given.phone)
    email = None if given.email is None else clean_email(given.email)
    if job_title is None and given.job_title is not None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(jobTitle: 1–{MAX_JOB_TITLE})", field="jobTitle")
    if phone is None and given.phone is not None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, PHONE, field="phone")
    if email is None and given.email is not None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, EMAIL, field="email")
    return Profile(job_title, phone, email)


async def update_profile(viewer: Viewer, given: Profile) -> int:
    """Write what is said of the viewer, and leave the rest; the account's id. Raises INVALID_VALUE."""
    said = {name: value for name, value in asdict(checked_profile(given)).items() if value is not None}
    async with acting(viewer) as action:
        account = await action.one(Ability.PROFILE_EDIT, "user_account", viewer.user_id or 0)
        columns = asdict(Profile())
        after = {name: said.get(name, account[name]) for name in columns}
        changed = [name for name in columns if after[name] != account[name]]
        if changed:
            await run(UPDATE, account["id"], *after.values())
            before, now = ({name: row[name] for name in changed} for row in (account, after))
            await action.audit(AuditAction.PROFILE_CHANGED, Subject("User", account), before, now)
    return int(account["id"])
