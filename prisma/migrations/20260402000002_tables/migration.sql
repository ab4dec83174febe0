-- II-Agent's tables as they are in real databases, made here only where a database is empty.
-- The last four tables are those of later revisions, so that they can be shown and tested.
-- Prisma's models cannot tell a unique constraint from a unique index, so those constraints are written by hand.

-- CreateTable
CREATE TABLE "billing_transactions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "stripe_event_id" VARCHAR NOT NULL,
    "stripe_object_id" VARCHAR,
    "stripe_customer_id" VARCHAR,
    "stripe_subscription_id" VARCHAR,
    "stripe_invoice_id" VARCHAR,
    "stripe_payment_intent_id" VARCHAR,
    "amount" DECIMAL(18,6),
    "currency" VARCHAR,
    "plan_id" VARCHAR,
    "billing_cycle" VARCHAR,
    "credits" DECIMAL(18,6),
    "status" VARCHAR,
    "raw_payload" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "billing_transactions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "billing_transactions_stripe_event_id_key" UNIQUE ("stripe_event_id")
);

-- CreateTable
CREATE TABLE "credit_balances" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "credits" DECIMAL(18,6) NOT NULL DEFAULT '0',
    "bonus_credits" DECIMAL(18,6) NOT NULL DEFAULT '0',
    "version" BIGINT NOT NULL DEFAULT '1',
    "billing_status" VARCHAR NOT NULL DEFAULT 'ok',
    "billing_status_reason" TEXT,
    "billing_status_updated_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "credit_balances_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "credit_balances_user_id_key" UNIQUE ("user_id")
);

-- CreateTable
CREATE TABLE "credit_transactions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "transaction_type" VARCHAR(30) NOT NULL,
    "credit_type" VARCHAR(10) NOT NULL DEFAULT 'regular',
    "amount" DECIMAL(18,6) NOT NULL,
    "balance_after" DECIMAL(18,6) NOT NULL,
    "session_id" UUID,
    "run_id" UUID,
    "model_id" VARCHAR(100),
    "billing_transaction_id" UUID,
    "description" TEXT,
    "data" JSONB DEFAULT '{}',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "credit_transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_messages" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "role" VARCHAR NOT NULL,
    "content" JSONB NOT NULL,
    "usage" JSONB,
    "tokens" BIGINT,
    "model" VARCHAR,
    "tools" JSONB,
    "metadata" JSONB,
    "provider_metadata" JSONB,
    "file_ids" UUID[],
    "parent_message_id" UUID,
    "is_finished" BOOLEAN DEFAULT true,
    "finish_reason" VARCHAR,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "chat_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_summaries" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "summary_text" TEXT NOT NULL,
    "end_message_id" UUID NOT NULL,
    "original_tokens" BIGINT NOT NULL,
    "summary_tokens" BIGINT NOT NULL,
    "compression_ratio" DOUBLE PRECISION NOT NULL,
    "model_id" VARCHAR NOT NULL,
    "parent_summary_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "chat_summaries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_runs" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "user_message_id" UUID,
    "assistant_message_id" UUID,
    "model_id" VARCHAR,
    "provider" VARCHAR,
    "finish_reason" VARCHAR,
    "error_code" VARCHAR,
    "status" VARCHAR NOT NULL DEFAULT 'running',
    "error_message" VARCHAR,
    "started_at" TIMESTAMPTZ,
    "completed_at" TIMESTAMPTZ,
    "version" BIGINT NOT NULL DEFAULT '0',
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "chat_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_provider_containers" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "provider" VARCHAR NOT NULL,
    "container_id" VARCHAR NOT NULL,
    "name" VARCHAR,
    "expires_at" TIMESTAMPTZ,
    "raw_container_object" JSONB,
    "status" VARCHAR,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "chat_provider_containers_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_chat_provider_containers_container_provider" UNIQUE ("container_id", "provider")
);

-- CreateTable
CREATE TABLE "chat_provider_files" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "file_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "provider" VARCHAR NOT NULL,
    "provider_file_id" VARCHAR NOT NULL,
    "raw_file_object" JSONB,
    "expires_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "chat_provider_files_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_chat_provider_files_provider_file_provider" UNIQUE ("provider_file_id", "provider")
);

-- CreateTable
CREATE TABLE "chat_provider_vector_stores" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "provider" VARCHAR NOT NULL,
    "vector_store_id" VARCHAR NOT NULL,
    "version" BIGINT NOT NULL DEFAULT '0',
    "raw_vector_object" JSONB,
    "expires_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "chat_provider_vector_stores_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_chat_provider_vector_stores_user_provider_vector" UNIQUE ("user_id", "provider", "vector_store_id")
);

-- CreateTable
CREATE TABLE "slide_contents" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "presentation_name" VARCHAR NOT NULL,
    "slide_number" BIGINT NOT NULL,
    "slide_title" VARCHAR,
    "slide_content" VARCHAR NOT NULL,
    "metadata" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "slide_contents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slide_versions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "presentation_name" VARCHAR NOT NULL,
    "slide_number" BIGINT NOT NULL,
    "version" BIGINT NOT NULL DEFAULT '1',
    "root_version_id" UUID,
    "parent_version_id" UUID,
    "image_url" VARCHAR NOT NULL,
    "thumbnail_url" VARCHAR,
    "edit_summary" VARCHAR,
    "instructions_applied" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "slide_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slide_templates" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slide_template_name" VARCHAR NOT NULL,
    "slide_content" VARCHAR NOT NULL,
    "slide_template_images" VARCHAR[],
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ DEFAULT now(),

    CONSTRAINT "slide_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "media_templates" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" VARCHAR NOT NULL,
    "preview" VARCHAR,
    "type" VARCHAR,
    "prompt" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ DEFAULT now(),

    CONSTRAINT "media_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "storybooks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "name" VARCHAR NOT NULL,
    "version" BIGINT NOT NULL DEFAULT '1',
    "root_storybook_id" UUID,
    "parent_storybook_id" UUID,
    "style_json" JSONB,
    "aspect_ratio" VARCHAR NOT NULL DEFAULT '1:1',
    "resolution" VARCHAR NOT NULL DEFAULT '1K',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "storybooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "storybook_pages" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "page_number" BIGINT NOT NULL,
    "image_url" VARCHAR,
    "html_content" TEXT,
    "text_content" TEXT,
    "audio_link" VARCHAR,
    "metadata" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "storybook_pages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "storybook_page_links" (
    "storybook_id" UUID NOT NULL,
    "page_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "storybook_page_links_pkey" PRIMARY KEY ("storybook_id","page_id")
);

-- CreateTable
CREATE TABLE "user_assets" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "file_name" VARCHAR(500) NOT NULL,
    "storage_path" VARCHAR(1000) NOT NULL,
    "content_type" VARCHAR(200),
    "file_size" BIGINT,
    "asset_type" VARCHAR(20) NOT NULL DEFAULT 'other',
    "source" VARCHAR(30) NOT NULL DEFAULT 'user_upload',
    "upload_status" VARCHAR(20) NOT NULL DEFAULT 'complete',
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "sandbox_path" VARCHAR(1000),
    "signed_url" VARCHAR(2000),
    "signed_url_expires_at" TIMESTAMPTZ,
    "metadata" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "user_assets_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "user_assets_storage_path_key" UNIQUE ("storage_path")
);

-- CreateTable
CREATE TABLE "session_assets" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "session_assets_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_session_asset" UNIQUE ("session_id", "asset_id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" VARCHAR NOT NULL,
    "password_hash" VARCHAR,
    "first_name" VARCHAR,
    "last_name" VARCHAR,
    "avatar" VARCHAR,
    "role" VARCHAR NOT NULL DEFAULT 'user',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "last_login_at" TIMESTAMPTZ,
    "metadata" JSONB,
    "login_provider" VARCHAR,
    "organization" VARCHAR,
    "stripe_customer_id" VARCHAR,
    "subscription_plan" VARCHAR,
    "subscription_status" VARCHAR,
    "subscription_billing_cycle" VARCHAR,
    "subscription_current_period_end" TIMESTAMPTZ,
    "language" VARCHAR NOT NULL DEFAULT 'en',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "users_email_key" UNIQUE ("email")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "api_key" VARCHAR NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "api_keys_api_key_key" UNIQUE ("api_key")
);

-- CreateTable
CREATE TABLE "waitlist" (
    "id" UUID DEFAULT gen_random_uuid(),
    "email" VARCHAR NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "waitlist_pkey" PRIMARY KEY ("email")
);

-- CreateTable
CREATE TABLE "connectors" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "connector_type" VARCHAR NOT NULL,
    "access_token" VARCHAR NOT NULL,
    "refresh_token" VARCHAR,
    "token_expiry" TIMESTAMPTZ,
    "metadata" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "connectors_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_user_connector_type" UNIQUE ("user_id", "connector_type")
);

-- CreateTable
CREATE TABLE "composio_profiles" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "profile_name" VARCHAR NOT NULL,
    "toolkit_slug" VARCHAR NOT NULL,
    "toolkit_name" VARCHAR NOT NULL,
    "auth_config_id" VARCHAR NOT NULL,
    "connected_account_id" VARCHAR NOT NULL,
    "mcp_server_id" VARCHAR NOT NULL,
    "composio_user_id" VARCHAR NOT NULL,
    "encrypted_mcp_url" VARCHAR NOT NULL,
    "redirect_url" VARCHAR,
    "status" VARCHAR NOT NULL DEFAULT 'pending',
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "enabled_tools" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "composio_profiles_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_composio_profile_name" UNIQUE ("user_id", "profile_name")
);

-- CreateTable
CREATE TABLE "apple_credentials" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "apple_id" VARCHAR NOT NULL,
    "auth_state" VARCHAR NOT NULL DEFAULT 'pending_login',
    "encrypted_session_data" TEXT,
    "selected_team_id" VARCHAR,
    "team_name" VARCHAR,
    "available_teams" JSONB,
    "session_expiry" TIMESTAMPTZ,
    "encrypted_expo_token" TEXT,
    "encrypted_app_specific_password" TEXT,
    "encrypted_ios_p12" TEXT,
    "encrypted_ios_p12_password" TEXT,
    "encrypted_ios_provisioning_profile" TEXT,
    "ios_bundle_identifier" VARCHAR,
    "ios_certificate_expiry" TIMESTAMPTZ,
    "ios_certificate_id" VARCHAR,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "apple_credentials_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_user_apple_account" UNIQUE ("user_id", "apple_id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "session_id" UUID,
    "name" VARCHAR,
    "description" TEXT,
    "status" VARCHAR NOT NULL DEFAULT 'active',
    "current_build_status" VARCHAR NOT NULL DEFAULT 'pending',
    "framework" VARCHAR,
    "project_path" VARCHAR,
    "production_url" VARCHAR,
    "database_json" JSONB,
    "storage_json" JSONB,
    "secrets_json" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "deleted_at" TIMESTAMPTZ,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_projects_session_id" UNIQUE ("session_id")
);

-- CreateTable
CREATE TABLE "project_deployments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "environment" VARCHAR NOT NULL,
    "deployment_status" VARCHAR NOT NULL DEFAULT 'pending',
    "deployment_url" VARCHAR,
    "started_at" TIMESTAMPTZ,
    "deployed_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,
    "deploy_duration_ms" BIGINT,
    "error_message" TEXT,
    "deployed_by_user_id" UUID,
    "provider" VARCHAR(50) NOT NULL DEFAULT 'cloud_run',
    "version" INTEGER NOT NULL DEFAULT 1,
    "snapshot_id" VARCHAR(255),
    "source_path" VARCHAR(500),
    "metadata" JSONB,
    "error_phase" VARCHAR(50),
    "error_details" JSONB,
    "upload_duration_ms" BIGINT,
    "build_duration_ms" BIGINT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "project_deployments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_custom_domains" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "subdomain" VARCHAR(63) NOT NULL,
    "full_domain" VARCHAR(255) NOT NULL,
    "deployment_id" UUID,
    "dns_status" VARCHAR(50) NOT NULL DEFAULT 'pending',
    "ssl_status" VARCHAR(50) NOT NULL DEFAULT 'pending',
    "cloudflare_record_id" VARCHAR(100),
    "claimed_at" TIMESTAMPTZ,
    "claimed_by_user_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "project_custom_domains_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "project_custom_domains_project_id_key" UNIQUE ("project_id"),
    CONSTRAINT "project_custom_domains_subdomain_key" UNIQUE ("subdomain")
);

-- CreateTable
CREATE TABLE "project_databases" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "source" VARCHAR NOT NULL DEFAULT 'neondb',
    "connection_string" VARCHAR NOT NULL,
    "host" VARCHAR,
    "database_name" VARCHAR,
    "role_name" VARCHAR,
    "branch_name" VARCHAR,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "metadata" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "project_databases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_tasks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "task_type" VARCHAR(32) NOT NULL,
    "status" VARCHAR(32) NOT NULL DEFAULT 'running',
    "error_message" VARCHAR,
    "data" JSONB,
    "version" BIGINT NOT NULL DEFAULT '0',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "run_tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_logs" (
    "id" BIGSERIAL NOT NULL,
    "task_id" UUID NOT NULL,
    "status" VARCHAR(32) NOT NULL,
    "data" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "task_logs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_run_messages" (
    "id" BIGSERIAL NOT NULL,
    "session_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "parent_run_id" UUID,
    "model_id" VARCHAR NOT NULL,
    "status" VARCHAR NOT NULL DEFAULT 'running',
    "run_input" JSONB,
    "messages" JSONB,
    "metrics" JSONB,
    "additional_info" JSONB,
    "tools" JSONB,
    "version" BIGINT NOT NULL DEFAULT '0',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "agent_run_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_summaries" (
    "id" BIGSERIAL NOT NULL,
    "content" VARCHAR NOT NULL,
    "topics" JSONB,
    "metrics" JSONB,
    "session_id" VARCHAR NOT NULL,
    "agent_run_id" BIGINT NOT NULL DEFAULT '0',
    "version" BIGINT NOT NULL DEFAULT '0',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "session_summaries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_event_logs" (
    "id" UUID NOT NULL,
    "session_id" VARCHAR NOT NULL,
    "run_id" UUID NOT NULL,
    "group" VARCHAR NOT NULL,
    "name" VARCHAR NOT NULL,
    "payload" JSONB,
    "created_at" TIMESTAMPTZ,

    CONSTRAINT "pk_agent_event_logs" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_sandboxes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "provider" VARCHAR(20) NOT NULL DEFAULT 'e2b',
    "provider_sandbox_id" VARCHAR(255),
    "status" VARCHAR(20) NOT NULL DEFAULT 'initializing',
    "expired_at" TIMESTAMPTZ,
    "provider_data" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "agent_sandboxes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_run_tasks" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "user_message_id" UUID,
    "status" VARCHAR NOT NULL,
    "error_message" TEXT,
    "version" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ,
    "updated_at" TIMESTAMPTZ,

    CONSTRAINT "agent_run_tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "version" BIGINT NOT NULL DEFAULT '0',
    "model_setting_id" UUID,
    "name" VARCHAR,
    "status" VARCHAR NOT NULL DEFAULT 'active',
    "agent_type" VARCHAR,
    "app_kind" VARCHAR NOT NULL DEFAULT 'agent',
    "public_url" VARCHAR,
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "api_version" VARCHAR NOT NULL DEFAULT 'v0',
    "parent_session_id" UUID,
    "session_metadata" JSONB,
    "last_message_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "is_deleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_pins" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "session_pins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_wishlists" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "session_wishlists_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application_events" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "event_type" VARCHAR(100) NOT NULL,
    "event_group" VARCHAR(50) NOT NULL,
    "session_id" UUID,
    "run_id" UUID,
    "user_id" UUID,
    "content" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "application_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_settings" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID,
    "model_id" VARCHAR NOT NULL,
    "provider" VARCHAR NOT NULL,
    "encrypted_api_key" VARCHAR,
    "base_url" VARCHAR,
    "display_name" VARCHAR,
    "params" JSONB,
    "pricing" JSONB,
    "config_type" VARCHAR NOT NULL DEFAULT 'user',
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "model_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mcp_settings" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "mcp_config" JSONB NOT NULL,
    "metadata" JSONB,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "mcp_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skills" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID,
    "name" VARCHAR(64) NOT NULL,
    "description" TEXT NOT NULL,
    "source" VARCHAR NOT NULL DEFAULT 'builtin',
    "source_url" VARCHAR,
    "skill_md_content" TEXT NOT NULL,
    "sandbox_path" VARCHAR NOT NULL,
    "storage_uri" VARCHAR NOT NULL,
    "allowed_tools" JSONB DEFAULT '[]',
    "license" VARCHAR,
    "compatibility" VARCHAR(500),
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "skills_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_skills_user_name" UNIQUE ("user_id", "name")
);

-- CreateTable
CREATE TABLE "user_memories" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "memory_id" VARCHAR NOT NULL,
    "user_id" UUID NOT NULL,
    "agent_id" VARCHAR,
    "memory" TEXT NOT NULL,
    "topics" JSONB,
    "input" TEXT,
    "version" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "user_memories_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "user_memories_memory_id_key" UNIQUE ("memory_id")
);

-- CreateTable
CREATE TABLE "user_agents" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "agent_name" VARCHAR(128) NOT NULL,
    "tag" VARCHAR(64),
    "model_id" VARCHAR,
    "system_prompt" TEXT,
    "tool_args" JSONB,
    "skill_mode" VARCHAR NOT NULL DEFAULT 'default',
    "connector_mode" VARCHAR NOT NULL DEFAULT 'default',
    "skill_config" JSONB,
    "connector_config" JSONB,
    "metadata" JSONB,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT now(),

    CONSTRAINT "user_agents_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_user_agents_user_name" UNIQUE ("user_id", "agent_name")
);

-- CreateTable
CREATE TABLE "purge_dead_letter" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID,
    "user_id" UUID NOT NULL,
    "provider" VARCHAR(64) NOT NULL,
    "resource_kind" VARCHAR(64) NOT NULL,
    "resource_id" VARCHAR(512) NOT NULL,
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "resolved_at" TIMESTAMPTZ,
    "resolved_by" VARCHAR(128),
    "resolved_note" TEXT,

    CONSTRAINT "purge_dead_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sar_intake" (
    "user_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    "verified_at" TIMESTAMPTZ,
    "closed_at" TIMESTAMPTZ,
    "verification_method" VARCHAR,
    "requesting_authority" VARCHAR NOT NULL DEFAULT 'USER_SELF_SERVICE',
    "scope" VARCHAR NOT NULL DEFAULT 'ALL',
    "session_count_flagged" INTEGER,
    "retention_exception_kind" VARCHAR,
    "retention_exception_detail" TEXT,

    CONSTRAINT "sar_intake_pkey" PRIMARY KEY ("user_id", "received_at")
);

-- CreateIndex
CREATE INDEX "idx_user_memories_user_id" ON "user_memories"("user_id");

-- CreateIndex
CREATE INDEX "idx_billing_transactions_subscription" ON "billing_transactions"("stripe_subscription_id");

-- CreateIndex
CREATE INDEX "idx_billing_transactions_user_id" ON "billing_transactions"("user_id");

-- CreateIndex
CREATE INDEX "idx_credit_tx_billing" ON "credit_transactions"("billing_transaction_id") WHERE billing_transaction_id IS NOT NULL;

-- CreateIndex
CREATE INDEX "idx_credit_tx_session" ON "credit_transactions"("session_id", "created_at") WHERE session_id IS NOT NULL;

-- CreateIndex
CREATE INDEX "idx_credit_tx_type" ON "credit_transactions"("user_id", "transaction_type", "created_at");

-- CreateIndex
CREATE INDEX "idx_credit_tx_user" ON "credit_transactions"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "idx_chat_messages_created" ON "chat_messages"("created_at");

-- CreateIndex
CREATE INDEX "idx_chat_messages_parent" ON "chat_messages"("parent_message_id");

-- CreateIndex
CREATE INDEX "idx_chat_messages_session" ON "chat_messages"("session_id");

-- CreateIndex
CREATE INDEX "idx_chat_messages_session_created" ON "chat_messages"("session_id", "created_at");

-- CreateIndex
CREATE INDEX "idx_summaries_end_message" ON "chat_summaries"("end_message_id");

-- CreateIndex
CREATE INDEX "idx_summaries_session" ON "chat_summaries"("session_id");

-- CreateIndex
CREATE INDEX "ix_chat_runs_session_id" ON "chat_runs"("session_id");

-- CreateIndex
CREATE INDEX "ix_chat_runs_session_status" ON "chat_runs"("session_id", "status");

-- CreateIndex
CREATE INDEX "ix_chat_runs_status" ON "chat_runs"("status");

-- CreateIndex
CREATE INDEX "idx_chat_provider_containers_expires_at" ON "chat_provider_containers"("expires_at");

-- CreateIndex
CREATE INDEX "idx_chat_provider_containers_provider" ON "chat_provider_containers"("provider");

-- CreateIndex
CREATE INDEX "idx_chat_provider_containers_session_id" ON "chat_provider_containers"("session_id");

-- CreateIndex
CREATE INDEX "idx_chat_provider_containers_session_provider" ON "chat_provider_containers"("session_id", "provider");

-- CreateIndex
CREATE INDEX "idx_chat_provider_files_expires_at" ON "chat_provider_files"("expires_at");

-- CreateIndex
CREATE INDEX "idx_chat_provider_files_file_id" ON "chat_provider_files"("file_id");

-- CreateIndex
CREATE INDEX "idx_chat_provider_files_file_provider" ON "chat_provider_files"("file_id", "provider");

-- CreateIndex
CREATE INDEX "idx_chat_provider_files_provider" ON "chat_provider_files"("provider");

-- CreateIndex
CREATE INDEX "idx_chat_provider_vector_stores_expires_at" ON "chat_provider_vector_stores"("expires_at");

-- CreateIndex
CREATE INDEX "idx_chat_provider_vector_stores_provider" ON "chat_provider_vector_stores"("provider");

-- CreateIndex
CREATE INDEX "idx_chat_provider_vector_stores_user_id" ON "chat_provider_vector_stores"("user_id");

-- CreateIndex
CREATE INDEX "idx_chat_provider_vector_stores_vector_store_id" ON "chat_provider_vector_stores"("vector_store_id");

-- CreateIndex
CREATE INDEX "idx_slide_contents_presentation_name" ON "slide_contents"("presentation_name");

-- CreateIndex
CREATE INDEX "idx_slide_contents_session_id" ON "slide_contents"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "idx_slide_contents_session_presentation_slide" ON "slide_contents"("session_id", "presentation_name", "slide_number");

-- CreateIndex
CREATE INDEX "idx_slide_versions_parent" ON "slide_versions"("parent_version_id");

-- CreateIndex
CREATE INDEX "idx_slide_versions_root" ON "slide_versions"("root_version_id");

-- CreateIndex
CREATE INDEX "idx_slide_versions_session_id" ON "slide_versions"("session_id");

-- CreateIndex
CREATE INDEX "idx_slide_versions_session_slide" ON "slide_versions"("session_id", "presentation_name", "slide_number");

-- CreateIndex
CREATE INDEX "idx_slide_templates_name" ON "slide_templates"("slide_template_name");

-- CreateIndex
CREATE INDEX "idx_storybooks_created_at" ON "storybooks"("created_at");

-- CreateIndex
CREATE INDEX "idx_storybooks_parent_id" ON "storybooks"("parent_storybook_id");

-- CreateIndex
CREATE INDEX "idx_storybooks_root_id" ON "storybooks"("root_storybook_id");

-- CreateIndex
CREATE INDEX "idx_storybooks_session_id" ON "storybooks"("session_id");

-- CreateIndex
CREATE INDEX "idx_storybook_pages_page_number" ON "storybook_pages"("page_number");

-- CreateIndex
CREATE INDEX "idx_storybook_page_links_page_id" ON "storybook_page_links"("page_id");

-- CreateIndex
CREATE INDEX "idx_storybook_page_links_storybook_id" ON "storybook_page_links"("storybook_id");

-- CreateIndex
CREATE INDEX "idx_user_assets_upload_status" ON "user_assets"("upload_status");

-- CreateIndex
CREATE INDEX "idx_user_assets_user_id" ON "user_assets"("user_id");

-- CreateIndex
CREATE INDEX "idx_session_assets_asset_id" ON "session_assets"("asset_id");

-- CreateIndex
CREATE INDEX "idx_session_assets_session_id" ON "session_assets"("session_id");

-- CreateIndex
CREATE INDEX "idx_users_email" ON "users"("email");

-- CreateIndex
CREATE INDEX "idx_api_keys_is_active" ON "api_keys"("is_active");

-- CreateIndex
CREATE INDEX "idx_api_keys_user_id" ON "api_keys"("user_id");

-- CreateIndex
CREATE INDEX "idx_connectors_type" ON "connectors"("connector_type");

-- CreateIndex
CREATE INDEX "idx_connectors_user_id" ON "connectors"("user_id");

-- CreateIndex
CREATE INDEX "idx_composio_profiles_toolkit_slug" ON "composio_profiles"("toolkit_slug");

-- CreateIndex
CREATE INDEX "idx_composio_profiles_user_id" ON "composio_profiles"("user_id");

-- CreateIndex
CREATE INDEX "idx_apple_credentials_user_id" ON "apple_credentials"("user_id");

-- CreateIndex
CREATE INDEX "idx_projects_session_id" ON "projects"("session_id");

-- CreateIndex
CREATE INDEX "idx_projects_status" ON "projects"("status");

-- CreateIndex
CREATE INDEX "idx_projects_user_id" ON "projects"("user_id");

-- CreateIndex
CREATE INDEX "idx_project_deployments_deployed_by" ON "project_deployments"("deployed_by_user_id") WHERE deployed_by_user_id IS NOT NULL;

-- CreateIndex
CREATE INDEX "idx_project_deployments_environment" ON "project_deployments"("environment");

-- CreateIndex
CREATE INDEX "idx_project_deployments_project_id" ON "project_deployments"("project_id");

-- CreateIndex
CREATE INDEX "idx_project_deployments_provider" ON "project_deployments"("provider");

-- CreateIndex
CREATE INDEX "idx_project_deployments_version" ON "project_deployments"("project_id", "version");

-- CreateIndex
CREATE INDEX "idx_project_custom_domains_deployment_id" ON "project_custom_domains"("deployment_id") WHERE deployment_id IS NOT NULL;

-- CreateIndex
CREATE INDEX "idx_project_custom_domains_project_id" ON "project_custom_domains"("project_id");

-- CreateIndex
CREATE INDEX "idx_project_custom_domains_subdomain" ON "project_custom_domains"("subdomain");

-- CreateIndex
CREATE INDEX "idx_project_databases_is_active" ON "project_databases"("is_active");

-- CreateIndex
CREATE INDEX "idx_project_databases_session_id" ON "project_databases"("session_id");

-- CreateIndex
CREATE INDEX "idx_project_databases_source" ON "project_databases"("source");

-- CreateIndex
CREATE INDEX "ix_run_tasks_created_at" ON "run_tasks"("created_at");

-- CreateIndex
CREATE INDEX "ix_run_tasks_session_id" ON "run_tasks"("session_id");

-- CreateIndex
CREATE INDEX "ix_run_tasks_session_status" ON "run_tasks"("session_id", "status");

-- CreateIndex
CREATE INDEX "ix_run_tasks_status" ON "run_tasks"("status");

-- CreateIndex
CREATE INDEX "ix_run_tasks_task_type" ON "run_tasks"("task_type");

-- CreateIndex
CREATE UNIQUE INDEX "uq_run_tasks_session_type_active" ON "run_tasks"("session_id", "task_type") WHERE status IN ('running','waiting_for_input');

-- CreateIndex
CREATE INDEX "ix_task_logs_created_at" ON "task_logs"("created_at");

-- CreateIndex
CREATE INDEX "ix_task_logs_task_created" ON "task_logs"("task_id", "created_at");

-- CreateIndex
CREATE INDEX "ix_task_logs_task_id" ON "task_logs"("task_id");

-- CreateIndex
CREATE INDEX "ix_agent_run_messages_created_at" ON "agent_run_messages"("created_at");

-- CreateIndex
CREATE INDEX "ix_agent_run_messages_parent_run_id" ON "agent_run_messages"("parent_run_id");

-- CreateIndex
CREATE INDEX "ix_agent_run_messages_run_id" ON "agent_run_messages"("run_id");

-- CreateIndex
CREATE INDEX "ix_agent_run_messages_session_id" ON "agent_run_messages"("session_id");

-- CreateIndex
CREATE INDEX "ix_agent_run_messages_session_run" ON "agent_run_messages"("session_id", "run_id");

-- CreateIndex
CREATE INDEX "ix_agent_run_messages_status" ON "agent_run_messages"("status");

-- CreateIndex
CREATE UNIQUE INDEX "ix_session_summaries_session_id" ON "session_summaries"("session_id");

-- CreateIndex
CREATE INDEX "ix_session_summaries_session_id_agent_run_id" ON "session_summaries"("session_id", "agent_run_id");

-- CreateIndex
CREATE INDEX "ix_agent_event_logs_created_at" ON "agent_event_logs"("created_at");

-- CreateIndex
CREATE INDEX "ix_agent_event_logs_name" ON "agent_event_logs"("name");

-- CreateIndex
CREATE INDEX "ix_agent_event_logs_run_id" ON "agent_event_logs"("run_id");

-- CreateIndex
CREATE INDEX "ix_agent_event_logs_session_id" ON "agent_event_logs"("session_id");

-- CreateIndex
CREATE INDEX "ix_agent_event_logs_session_run" ON "agent_event_logs"("session_id", "run_id");

-- CreateIndex
CREATE INDEX "ix_agent_sandboxes_session_id" ON "agent_sandboxes"("session_id");

-- CreateIndex
CREATE INDEX "ix_agent_run_tasks_created_at" ON "agent_run_tasks"("created_at");

-- CreateIndex
CREATE INDEX "ix_agent_run_tasks_session_id" ON "agent_run_tasks"("session_id");

-- CreateIndex
CREATE INDEX "ix_agent_run_tasks_session_status" ON "agent_run_tasks"("session_id", "status");

-- CreateIndex
CREATE INDEX "ix_agent_run_tasks_status" ON "agent_run_tasks"("status");

-- CreateIndex
CREATE INDEX "idx_sessions_created_at" ON "sessions"("created_at");

-- CreateIndex
CREATE INDEX "idx_sessions_model_setting_id" ON "sessions"("model_setting_id");

-- CreateIndex
CREATE INDEX "idx_sessions_parent_session_id" ON "sessions"("parent_session_id");

-- CreateIndex
CREATE INDEX "idx_sessions_status" ON "sessions"("status");

-- CreateIndex
CREATE INDEX "idx_sessions_user_id" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "idx_session_pins_session_id" ON "session_pins"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "idx_session_pins_user_session" ON "session_pins"("user_id", "session_id");

-- CreateIndex
CREATE INDEX "idx_session_wishlists_session_id" ON "session_wishlists"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "idx_session_wishlists_user_session" ON "session_wishlists"("user_id", "session_id");

-- CreateIndex
CREATE INDEX "idx_app_events_created_brin" ON "application_events" USING BRIN ("created_at");

-- CreateIndex
CREATE INDEX "idx_app_events_group" ON "application_events"("event_group", "created_at");

-- CreateIndex
CREATE INDEX "idx_app_events_run" ON "application_events"("run_id", "created_at") WHERE run_id IS NOT NULL;

-- CreateIndex
CREATE INDEX "idx_app_events_session" ON "application_events"("session_id", "created_at");

-- CreateIndex
CREATE INDEX "idx_app_events_session_type" ON "application_events"("session_id", "event_type");

-- CreateIndex
CREATE INDEX "idx_app_events_user" ON "application_events"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "idx_model_settings_user_id" ON "model_settings"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "uq_model_settings_system" ON "model_settings"("model_id", "provider") WHERE user_id IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "uq_model_settings_user" ON "model_settings"("model_id", "provider", "user_id") WHERE user_id IS NOT NULL;

-- CreateIndex
CREATE INDEX "idx_mcp_settings_user_id" ON "mcp_settings"("user_id");

-- CreateIndex
CREATE INDEX "idx_skills_enabled" ON "skills"("is_enabled");

-- CreateIndex
CREATE INDEX "idx_skills_source" ON "skills"("source");

-- CreateIndex
CREATE INDEX "idx_skills_user_id" ON "skills"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "idx_skills_builtin_name_unique" ON "skills"("name") WHERE user_id IS NULL;

-- AddForeignKey
ALTER TABLE "billing_transactions" ADD CONSTRAINT "billing_transactions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "credit_balances" ADD CONSTRAINT "credit_balances_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "chat_runs" ADD CONSTRAINT "chat_runs_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "chat_provider_vector_stores" ADD CONSTRAINT "chat_provider_vector_stores_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "slide_contents" ADD CONSTRAINT "slide_contents_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "slide_versions" ADD CONSTRAINT "slide_versions_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "slide_versions" ADD CONSTRAINT "slide_versions_root_version_id_fkey" FOREIGN KEY ("root_version_id") REFERENCES "slide_versions"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "slide_versions" ADD CONSTRAINT "slide_versions_parent_version_id_fkey" FOREIGN KEY ("parent_version_id") REFERENCES "slide_versions"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "storybooks" ADD CONSTRAINT "storybooks_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "storybooks" ADD CONSTRAINT "storybooks_root_storybook_id_fkey" FOREIGN KEY ("root_storybook_id") REFERENCES "storybooks"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "storybooks" ADD CONSTRAINT "storybooks_parent_storybook_id_fkey" FOREIGN KEY ("parent_storybook_id") REFERENCES "storybooks"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "storybook_page_links" ADD CONSTRAINT "storybook_page_links_storybook_id_fkey" FOREIGN KEY ("storybook_id") REFERENCES "storybooks"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "storybook_page_links" ADD CONSTRAINT "storybook_page_links_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "storybook_pages"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "user_assets" ADD CONSTRAINT "user_assets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "session_assets" ADD CONSTRAINT "session_assets_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "session_assets" ADD CONSTRAINT "session_assets_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "user_assets"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "composio_profiles" ADD CONSTRAINT "composio_profiles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "apple_credentials" ADD CONSTRAINT "apple_credentials_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "project_deployments" ADD CONSTRAINT "project_deployments_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "project_deployments" ADD CONSTRAINT "project_deployments_deployed_by_user_id_fkey" FOREIGN KEY ("deployed_by_user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "project_custom_domains" ADD CONSTRAINT "project_custom_domains_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "project_custom_domains" ADD CONSTRAINT "project_custom_domains_deployment_id_fkey" FOREIGN KEY ("deployment_id") REFERENCES "project_deployments"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "project_custom_domains" ADD CONSTRAINT "project_custom_domains_claimed_by_user_id_fkey" FOREIGN KEY ("claimed_by_user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "project_databases" ADD CONSTRAINT "project_databases_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "agent_run_tasks" ADD CONSTRAINT "agent_run_tasks_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_model_setting_id_fkey" FOREIGN KEY ("model_setting_id") REFERENCES "model_settings"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_parent_session_id_fkey" FOREIGN KEY ("parent_session_id") REFERENCES "sessions"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "session_pins" ADD CONSTRAINT "session_pins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "session_pins" ADD CONSTRAINT "session_pins_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "session_wishlists" ADD CONSTRAINT "session_wishlists_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "session_wishlists" ADD CONSTRAINT "session_wishlists_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "model_settings" ADD CONSTRAINT "model_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "mcp_settings" ADD CONSTRAINT "mcp_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "skills" ADD CONSTRAINT "skills_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "user_memories" ADD CONSTRAINT "user_memories_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "user_agents" ADD CONSTRAINT "user_agents_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sar_intake" ADD CONSTRAINT "sar_intake_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
