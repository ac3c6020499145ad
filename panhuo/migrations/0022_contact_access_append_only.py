"""Looks at contacts are append-only, whoever connects, as the audit log is (0006)."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

APPEND_ONLY_POSTGRES = """
create trigger contact_access_append_only before update or delete on contact_access
  for each row execute function refuse_change();
create trigger contact_access_not_emptied before truncate on contact_access
  for each statement execute function refuse_change();
revoke update, delete, truncate on contact_access from current_user, public
"""
APPEND_ONLY_SQLITE = """
create trigger contact_access_not_updated before update on contact_access
  begin select raise(abort, 'contact_access is append-only'); end;
create trigger contact_access_not_deleted before delete on contact_access
  begin select raise(abort, 'contact_access is append-only'); end;
create trigger contact_access_not_replaced before insert on contact_access
  when exists (select 1 from contact_access where id = new.id)
  begin select raise(abort, 'contact_access is append-only'); end
"""


async def append_only(apps: Any, editor: Any) -> None:
    postgres = editor.client.capabilities.dialect == "postgres"
    await editor.client.execute_script(APPEND_ONLY_POSTGRES if postgres else APPEND_ONLY_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0021_contact_access")]

    operations = [ops.RunPython(append_only)]
