-- Indexes for the searches by name that the platform has none for, and one for the ledger over time. They are not needed
-- for right answers, so a database in which the extension cannot be made goes without the trigram ones.
DO $$
DECLARE
  home text;
BEGIN
  CREATE EXTENSION IF NOT EXISTS "pg_trgm";
  SELECT n.nspname INTO home FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
  EXECUTE format('CREATE INDEX IF NOT EXISTS "idx_users_search" ON "users" USING GIN ("email" %1$I.gin_trgm_ops, "first_name" %1$I.gin_trgm_ops, "last_name" %1$I.gin_trgm_ops)', home);
  EXECUTE format('CREATE INDEX IF NOT EXISTS "idx_sessions_search" ON "sessions" USING GIN ("name" %1$I.gin_trgm_ops)', home);
  EXECUTE format('CREATE INDEX IF NOT EXISTS "idx_media_templates_search" ON "media_templates" USING GIN ("name" %1$I.gin_trgm_ops, "prompt" %1$I.gin_trgm_ops)', home);
EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
  RAISE NOTICE 'searching by name goes without an index: %', SQLERRM;
END
$$;

-- CreateIndex
CREATE INDEX IF NOT EXISTS "idx_credit_tx_created_brin" ON "credit_transactions" USING BRIN ("created_at");
