-- Indexes for lists that the platform itself does not page through: the ledgers, projects and users of all accounts, and what hangs
-- on a session or a summary by a column that it has no index for.

-- Step: index on billing_transactions
CREATE INDEX IF NOT EXISTS "idx_billing_transactions_created" ON "billing_transactions"("created_at");

-- Step: index on credit_transactions
CREATE INDEX IF NOT EXISTS "idx_credit_tx_created" ON "credit_transactions"("created_at");

-- Step: index on credit_transactions
CREATE INDEX IF NOT EXISTS "idx_credit_tx_model" ON "credit_transactions"("model_id", "created_at");

-- Step: index on chat_summaries
CREATE INDEX IF NOT EXISTS "idx_summaries_parent" ON "chat_summaries"("parent_summary_id");

-- Step: index on chat_provider_files
CREATE INDEX IF NOT EXISTS "idx_chat_provider_files_session" ON "chat_provider_files"("session_id");

-- Step: index on projects
CREATE INDEX IF NOT EXISTS "idx_projects_updated" ON "projects"("updated_at");

-- Step: index on users
-- By their last login, those who never logged in last. Prisma's schema cannot say an expression.
CREATE INDEX IF NOT EXISTS "idx_users_last_login" ON "users"((coalesce("last_login_at", '-infinity'::timestamptz)), "id");
