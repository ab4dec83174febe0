-- 2 rows
select t."data" as "data", t."id" as "id", t."status" as "status", t."id" as "$key" from task_logs t
where t."id" = any((select $1::bigint[])::bigint[])
  and (exists (select
    from run_tasks in_run_tasks
    where in_run_tasks."id" = t."task_id"
      and exists (select
      from sessions in_sessions
      where in_sessions."id" = in_run_tasks."session_id"
        and (in_sessions."user_id" = $2::uuid
          and not in_sessions."is_deleted") offset 0) offset 0)) is true;

-- 1 row
select t."event_type" as "eventType",
  t."id" as "id",
  coalesce((select owner.user_id::text
    from sessions owner
    where owner.id = t.session_id), t.user_id::text) as "owners",
  coalesce(case jsonb_typeof(t.content->'text') when 'string' then t.content->>'text' end, case jsonb_typeof(t.content->'message') when 'string' then t.content->>'message' end) as "text",
  t."id" as "$key"
from application_events t
where t."id" = any((select $1::uuid[])::uuid[])
  and ((((t."event_group" <> 'billing'
          or exists (select
          from sessions in_sessions
          where in_sessions."id" = t."session_id"
            and (in_sessions."user_id" = $2::uuid
              and not in_sessions."is_deleted") offset 0))
        and exists (select
        from sessions in_sessions
        where in_sessions."id" = t."session_id"
          and ((in_sessions."user_id" = $3::uuid
              or in_sessions."is_public")
            and not in_sessions."is_deleted") offset 0))
      or (t."session_id" is null
        and t."user_id" = $4::uuid))) is true;

-- 1 row
select t."id" as "id", t."status" as "status", t."id" as "$key" from run_tasks t
where t."id" = any((select $1::uuid[])::uuid[])
  and (exists (select
    from sessions in_sessions
    where in_sessions."id" = t."session_id"
      and (in_sessions."user_id" = $2::uuid
        and not in_sessions."is_deleted") offset 0)) is true;

-- 1 row
with snapshot as materialized (
  select pg_snapshot_xmin(taken)::text::bigint as horizon, pg_snapshot_xmax(taken)::text::bigint as next,
  clock_timestamp() as at, concat(left(md5(concat_ws('/', extract(epoch
            from pg_postmaster_start_time()),
          (select extract(epoch
              from stats_reset)
            from pg_stat_archiver))), 12), '/', pg_snapshot_xmax(taken)::text::bigint >> 32) as lifetime,
  (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end - '0/0')::bigint as flushed,
  concat_ws('/', (select system_identifier from pg_control_system()),
    (select oid from pg_database where datname = current_database()),
    case when pg_is_in_recovery() then 'standby' else left(pg_walfile_name(pg_current_wal_lsn()), 8) end) as database
  from pg_current_snapshot() taken)
select snapshot.database, snapshot.lifetime, snapshot.flushed, snapshot.at, snapshot.horizon, (select t."status"
  from run_tasks t
  where t."id" = $1::uuid) as status, known.rows, known.newest, known.xids, known.concurrent, witness.*
from snapshot
cross
  join lateral (select count(*)::int as rows, max(time) as newest, max(xid) filter (where rank <> 0) as greatest,
  array_agg(distinct xid) filter (where xid >= snapshot.horizon) as xids,
  (array_agg(distinct xid
      order by xid desc) filter (where rank <> 0))[2:33] as concurrent
  from (select 0 as rank, t."updated_at" as time, snapshot.next - ((snapshot.next - t.xmin::text::bigint) & 4294967295) as xid
    from run_tasks t
    where t."id" = $1::uuid
      and t."updated_at" >= $2::timestamptz
    union all select 1 as rank, t."created_at" as time, snapshot.next - ((snapshot.next - t.xmin::text::bigint) & 4294967295) as xid
    from task_logs t
    where t."task_id" = $1::uuid
      and t."created_at" >= $2::timestamptz
    union all select 2 as rank, t."created_at" as time, snapshot.next - ((snapshot.next - t.xmin::text::bigint) & 4294967295) as xid
    from application_events t
    where t."run_id" = $1::uuid
      and t."created_at" >= $2::timestamptz) row) known
left
  join lateral (select xid as witness_xid, rank as witness_rank, key as witness_key, time as witness_time
  
  from ((select *
      from (select snapshot.next - ((snapshot.next - t.xmin::text::bigint) & 4294967295) as xid, 1 as rank, lpad(t."id"::text, 19, '0') as key, t."created_at" as time
        from task_logs t
        where t."task_id" = $1::uuid
          and t."created_at" >= $2::timestamptz) row
      where xid = known.greatest
      order by time desc limit 1)
    union all (select *
      from (select snapshot.next - ((snapshot.next - t.xmin::text::bigint) & 4294967295) as xid, 2 as rank, t."id"::text as key, t."created_at" as time
        from application_events t
        where t."run_id" = $1::uuid
          and t."created_at" >= $2::timestamptz) row
      where xid = known.greatest
      order by time desc limit 1)) row limit 1) witness on true;

-- 6 rows
with snapshot as materialized (
  select pg_snapshot_xmin(taken)::text::bigint as horizon, pg_snapshot_xmax(taken)::text::bigint as next,
  clock_timestamp() as at, concat(left(md5(concat_ws('/', extract(epoch
            from pg_postmaster_start_time()),
          (select extract(epoch
              from stats_reset)
            from pg_stat_archiver))), 12), '/', pg_snapshot_xmax(taken)::text::bigint >> 32) as lifetime,
  (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end - '0/0')::bigint as flushed,
  concat_ws('/', (select system_identifier from pg_control_system()),
    (select oid from pg_database where datname = current_database()),
    case when pg_is_in_recovery() then 'standby' else left(pg_walfile_name(pg_current_wal_lsn()), 8) end) as database
  from pg_current_snapshot() taken)
select snapshot.database, snapshot.lifetime, snapshot.flushed, snapshot.at, snapshot.horizon, found.*
from snapshot
  left
  join lateral (
  select *
  from ((select *
      from (select 0 as rank, t."id"::text collate "C" as key, t."updated_at" as time, snapshot.next - ((snapshot.next - t.xmin::text::bigint) & 4294967295) as xid,
        json_build_object('status', t."status") as facts
        from run_tasks t
        where t."id" = $1::uuid
          and t."updated_at" >= $2::timestamptz
        and t."updated_at" <= $11::timestamptz) row
      where not (row.xid < $3::bigint or row.xid = any($4::bigint[])
        
          or (row.xid = any($5::bigint[])
            and row.time >= $6::timestamptz))
        and (row.xid < $7::bigint
          or row.xid = any($8::bigint[])
        or (row.xid = any($9::bigint[]) and row.time >= $10::timestamptz))
      and (row.time, row.rank, row.key) < ($11::timestamptz, $12::int, $13::text collate "C")
      order by time desc, rank desc, key desc limit $14)
    union all (select *
      from (select 1 as rank, lpad(t."id"::text, 19, '0') collate "C" as key, t."created_at" as time, snapshot.next - ((snapshot.next - t.xmin::text::bigint) & 4294967295) as xid,
        json_build_object() as facts
        from task_logs t
        where t."task_id" = $1::uuid
          and t."created_at" >= $2::timestamptz
        and t."created_at" <= $11::timestamptz) row
      where not (row.xid < $3::bigint or row.xid = any($4::bigint[])
        
          or (row.xid = any($5::bigint[])
            and row.time >= $6::timestamptz))
        and (row.xid < $7::bigint
          or row.xid = any($8::bigint[])
        or (row.xid = any($9::bigint[]) and row.time >= $10::timestamptz))
      and (row.time, row.rank, row.key) < ($11::timestamptz, $12::int, $13::text collate "C")
      order by time desc, rank desc, key desc limit $14)
    union all (select *
      from (select 2 as rank, t."id"::text collate "C" as key, t."created_at" as time, snapshot.next - ((snapshot.next - t.xmin::text::bigint) & 4294967295) as xid,
        json_build_object() as facts
        from application_events t
        where t."run_id" = $1::uuid
          and t."created_at" >= $2::timestamptz
        and t."created_at" <= $11::timestamptz) row
      where not (row.xid < $3::bigint or row.xid = any($4::bigint[])
        
          or (row.xid = any($5::bigint[])
            and row.time >= $6::timestamptz))
        and (row.xid < $7::bigint
          or row.xid = any($8::bigint[])
        or (row.xid = any($9::bigint[]) and row.time >= $10::timestamptz))
      and (row.time, row.rank, row.key) < ($11::timestamptz, $12::int, $13::text collate "C")
      
      order by time desc, rank desc, key desc limit $14)) row
  order by time desc, rank desc, key desc limit $14) found on true
order by time desc, rank desc, key desc;
