-- The newest accounts first: how admins list users unless they ask otherwise.

-- Step: index on users
CREATE INDEX IF NOT EXISTS "idx_users_created" ON "users"("created_at");
