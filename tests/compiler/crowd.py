"""Tens of thousands of patents and dossiers, made by PostgreSQL itself, to look at plans of statements."""

from panhuo.db import connection

INSTITUTIONS, PATENTS, DOSSIERS = 20, 40_000, 24_000
"""Units: institutions 1–20, a college of each 101–120. Accounts: admins 1–20, deans 101–120, inventors."""
NOW = 1_767_225_600_000

STATEMENTS = (
    f"""
    insert into org_unit (id, kind, name, institution_id, position, activated_at)
    select i, 'INSTITUTION', '大学' || i, i, 0, 1 from generate_series(1, {INSTITUTIONS}) i
    """,
    f"""
    insert into org_unit (id, kind, name, parent_id, institution_id, position)
    select 100 + i, 'COLLEGE', '学院' || i, i, i, 0 from generate_series(1, {INSTITUTIONS}) i
    """,
    f"""
    insert into user_account (id, username, name, role, unit_id, institution_id, created_at)
    select i, 'admin' || i, '校管', 'INSTITUTION_ADMIN', i, i, 1 from generate_series(1, {INSTITUTIONS}) i
    union all
    select 100 + i, 'dean' || i, '院管', 'COLLEGE_ADMIN', 100 + i, i, 1
    from generate_series(1, {INSTITUTIONS}) i
    union all
    select 1000 + i, 'inventor' || i, '发明人', 'INVENTOR', 101 + i % {INSTITUTIONS},
           1 + i % {INSTITUTIONS}, 1
    from generate_series(0, 1999) i
    """,
    f"""
    insert into patent (id, application_number, title, type, legal_status, as_of, institution_id, unit_id,
                        application_sort, grant_sort, filing_state, published)
    select i, lpad(i::text, 12, '0'), '一种装置' || i, 'INVENTION', 'VALID', '2026-01-31',
           1 + i % {INSTITUTIONS}, 101 + i % {INSTITUTIONS}, '2019-01-01'::date + i % 2000,
           '2021-01-01'::date + i % 1500, case when i <= {DOSSIERS} then 'FILED' else 'UNFILED' end,
           i <= {DOSSIERS} and i % 4 = 0
    from generate_series(1, {PATENTS}) i
    """,
    """
    insert into holding (patent_id, institution_id, unit_id, rank, type, legal_status, application_sort,
                         grant_sort, filing_state)
    select id, institution_id, unit_id, 1, type, legal_status, application_sort, grant_sort, filing_state
    from patent
    """,
    f"""
    insert into patent_inventor (patent_id, position, name, folded, user_id, match)
    select i, 1, '发明人', '发明人', 1000 + i % 2000, 'CONFIRMED' from generate_series(1, {PATENTS}) i
    """,
    f"""
    insert into dossier (id, kind, state, institution_id, unit_id, filer_id, patent_id, title, submitted,
                         submission, step, step_unit_id, waiting_since, published, created_at, updated_at,
                         registered_at, registered_sort, content_id)
    select i, 'SINGLE', state, 1 + i % {INSTITUTIONS}, 101 + i % {INSTITUTIONS}, 1000 + i % 2000, i,
           '一种装置' || i, state <> 'DRAFT', 1, case state when 'PENDING' then 1 else 0 end,
           case state when 'PENDING' then 101 + i % {INSTITUTIONS} end,
           case state when 'PENDING' then {NOW} + i else 0 end, state = 'REGISTERED', 1, {NOW} + i,
           case state when 'REGISTERED' then {NOW} + i end,
           case state when 'REGISTERED' then {NOW} + i else 0 end, i
    from (select i, (array['REGISTERED', 'PENDING', 'DRAFT', 'INVENTORIED'])[1 + i / 20 % 4] as state
          from generate_series(1, {DOSSIERS}) i) made
    """,
    f"""
    insert into dossier_version (id, dossier_id, number, frozen, author_name, saved_at)
    select i, i, 1, true, '发明人', 1 from generate_series(1, {DOSSIERS}) i
    """,
    f"""
    insert into dossier_choice (version_id, kind, position, first_level)
    select i, 'WILLINGNESS', 1, 'TO_LICENSE' from generate_series(1, {DOSSIERS}) i
    """,
    f"""
    insert into dossier_patent (dossier_id, version_id, position, patent_id, current)
    select i, i, 1, i, true from generate_series(1, {DOSSIERS}) i
    """,
    "analyze",
)


async def make_crowd() -> None:
    """Insert it."""
    for statement in STATEMENTS:
        await connection().execute_script(statement)
