-- 1 row
select has_table_privilege(to_regclass('public.alembic_version'), 'select') as readable;
