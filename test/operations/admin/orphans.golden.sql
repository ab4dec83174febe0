-- 20 rows
select 0 as index, count(*)::int as count from (select from run_tasks c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id" = c."session_id") limit 10000) s
union all
select 1 as index, count(*)::int as count from (select from task_logs c
  where c."task_id" is not null
    and not exists (select
    from run_tasks p
    where p."id" = c."task_id") limit 10000) s
union all
select 2 as index, count(*)::int as count from (select from agent_run_messages c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id" = c."session_id") limit 10000) s
union all
select 3 as index, count(*)::int as count from (select from agent_run_messages c
  where c."run_id" is not null
    and not exists (select
    from run_tasks p
    where p."id" = c."run_id") limit 10000) s
union all
select 4 as index, count(*)::int as count from (select from session_summaries c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id"::text = c."session_id") limit 10000) s
union all
select 5 as index, count(*)::int as count from (select from agent_event_logs c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id"::text = c."session_id") limit 10000) s
union all
select 6 as index, count(*)::int as count from (select from agent_sandboxes c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id" = c."session_id") limit 10000) s
union all
select 7 as index, count(*)::int as count from (select from application_events c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id" = c."session_id") limit 10000) s
union all
select 8 as index, count(*)::int as count from (select from application_events c
  where c."run_id" is not null
    and not exists (select
    from run_tasks p
    where p."id" = c."run_id") limit 10000) s
union all
select 9 as index, count(*)::int as count from (select from application_events c
  where c."user_id" is not null
    and not exists (select
    from users p
    where p."id" = c."user_id") limit 10000) s
union all
select 10 as index, count(*)::int as count from (select from chat_messages c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id" = c."session_id") limit 10000) s
union all
select 11 as index, count(*)::int as count from (select from chat_messages c
  where c."parent_message_id" is not null
    and not exists (select
    from chat_messages p
    where p."id" = c."parent_message_id") limit 10000) s
union all
select 12 as index, count(*)::int as count from (select from chat_summaries c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id" = c."session_id") limit 10000) s
union all
select 13 as index, count(*)::int as count from (select from chat_summaries c
  where c."parent_summary_id" is not null
    and not exists (select
    from chat_summaries p
    where p."id" = c."parent_summary_id") limit 10000) s
union all
select 14 as index, count(*)::int as count from (select from chat_provider_containers c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id" = c."session_id") limit 10000) s
union all
select 15 as index, count(*)::int as count from (select from chat_provider_files c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id" = c."session_id") limit 10000) s
union all
select 16 as index, count(*)::int as count from (select from credit_transactions c
  where c."user_id" is not null
    and not exists (select
    from users p
    where p."id" = c."user_id") limit 10000) s
union all
select 17 as index, count(*)::int as count from (select from credit_transactions c
  where c."session_id" is not null
    and not exists (select
    from sessions p
    where p."id" = c."session_id") limit 10000) s
union all
select 18 as index, count(*)::int as count from (select from credit_transactions c
  where c."run_id" is not null
    and not exists (select
    from run_tasks p
    where p."id" = c."run_id") limit 10000) s
union all
select 19 as index, count(*)::int as count from (select from storybook_pages c
  where c."id" is not null
    and not exists (select
    from storybook_page_links p
    where p."page_id" = c."id") limit 10000) s;
