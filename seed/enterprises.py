"""Enterprises that have applied to the demo, and wait for its operator: one to approve, one to reject."""

from panhuo.auth.passwords import hash_password
from panhuo.clock import now_ms
from panhuo.models import EnterpriseApplication
from panhuo.rules.credit_code import check_sign
from panhuo.rules.enterprise_application import DAY_MS, WAIT_MS

APPLICANTS = (
    ("霜桥新材料有限公司", "91330100MA2DEM01X", "韩经理", "shuangqiao"),
    ("云杉检测服务有限公司", "91330100MA2DEM02X", "许经理", "yunshan"),
)


async def apply_for_accounts(password: str) -> None:
    """Fictional ones, a day after another; their references are nobody's."""
    for days, (name, body, person, username) in enumerate(APPLICANTS, 1):
        at = now_ms() - days * DAY_MS
        await EnterpriseApplication.create(
            enterprise_name=name,
            credit_code=body + check_sign(body),
            contact_name=person,
            job_title="技术合作部 经理",
            phone="13900000000",
            email=f"{username}@example.com",
            username=username,
            password_hash=await hash_password(password),
            reference_hash=f"demo {username}",
            applied_at=at,
            expires_at=at + WAIT_MS,
        )
