-- Indexes for the searches by name that the platform has none for, and one for the ledger over time. They are not needed
-- for right answers, so a database in which the extension cannot be made goes without the trigram ones.

-- Step: extension pg_trgm
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS "pg_trgm";
EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
  RAISE NOTICE 'searching by name goes without an index: %', SQLERRM;
END
$$;

-- Step with pg_trgm: index on users
CREATE INDEX IF NOT EXISTS "idx_users_search" ON "users" USING GIN ("email" gin_trgm_ops, "first_name" gin_trgm_ops, "last_name" gin_trgm_ops);

-- Step with pg_trgm: index on sessions
CREATE INDEX IF NOT EXISTS "idx_sessions_search" ON "sessions" USING GIN ("name" gin_trgm_ops);

-- Step with pg_trgm: index on media_templates
CREATE INDEX IF NOT EXISTS "idx_media_templates_search" ON "media_templates" USING GIN ("name" gin_trgm_ops, "prompt" gin_trgm_ops);

-- Step: index on credit_transactions
CREATE INDEX IF NOT EXISTS "idx_credit_tx_created_brin" ON "credit_transactions" USING BRIN ("created_at");
