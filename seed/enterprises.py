"""An enterprise that has applied to the demo, and waits for its operator."""

from panhuo.auth.passwords import hash_password
from panhuo.clock import now_ms
from panhuo.models import EnterpriseApplication
from panhuo.rules.credit_code import check_sign
from panhuo.rules.enterprise_application import DAY_MS, WAIT_MS

BODY = "91330100MA2DEMO1X".replace("O", "0")


async def apply_for_one(password: str) -> None:
    """A fictional one, since yesterday; the reference of its applicant is nobody's."""
    at = now_ms() - DAY_MS
    await EnterpriseApplication.create(
        enterprise_name="霜桥新材料有限公司",
        credit_code=BODY + check_sign(BODY),
        contact_name="韩经理",
        job_title="技术合作部 经理",
        phone="13900000000",
        email="han@shuangqiao.example",
        username="shuangqiao",
        password_hash=await hash_password(password),
        reference_hash="demo",
        applied_at=at,
        expires_at=at + WAIT_MS,
    )
