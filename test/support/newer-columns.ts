/** Adds columns that newer platform versions have, with values in all rows. */
export const newerColumns = `alter table sessions add delete_after timestamptz, add purge_after timestamptz,
  add custody varchar(32) not null default 'standard', add purge_started_at timestamptz,
  add purge_attempts int not null default 0, add sar_priority bool not null default false;
alter table agent_sandboxes add timeout_at timestamptz, add pool_state varchar(20), add pool_slot int,
  add retire_at timestamptz, add claimed_at timestamptz, add mcp_configured bool not null default true;
update sessions set custody = 'legal_hold', delete_after = '2027-01-02T03:04:05Z', purge_attempts = 2,
  sar_priority = true, is_public = true;
update agent_sandboxes set pool_state = 'claimed', pool_slot = 3, claimed_at = '2026-05-02T03:04:05Z'`
