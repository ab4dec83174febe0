/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The input of `addSessionToWishlist`. */
export type AddSessionToWishlistInput = {
  /** Returned unchanged in `AddSessionToWishlistSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The session to which `addSessionToWishlist` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `addSlideVersion`. */
export type AddSlideVersionInput = {
  /** Returned unchanged in `AddSlideVersionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** A summary of the edit, at most 500 characters. */
  editSummary?: string | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `addSlideVersion` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The address of the slide’s picture. */
  imageUrl: string;
  /** The slide to which `addSlideVersion` applies: its global id or uuid. */
  slide: string | number;
  /** The address of a small version of the picture. */
  thumbnailUrl?: string | null | undefined;
};

/** The input of `addToWaitlist`. */
export type AddToWaitlistInput = {
  /** Returned unchanged in `AddToWaitlistSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The address, stored in lower case. */
  email: string;
};

/** The input of `adjustCredits`. */
export type AdjustCreditsInput = {
  /** The number of credits: above zero to add, below zero to subtract. */
  amount: string;
  /** Returned unchanged in `AdjustCreditsSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The description of the ledger entry, at most 1,000 characters. */
  description: string;
  /** The version that you read. If the object changed since, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `adjustCredits` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The credits to change; BONUS by default. */
  pool?: CreditType | null | undefined;
  /** The user to which `adjustCredits` applies: its global id or uuid. */
  user: string | number;
};

/** The status of a run in older databases. */
export type AgentRunTaskStatus =
  /** Stopped on request. */
  | 'ABORTED'
  /** Asked to stop, but not stopped yet. */
  | 'ABORTING'
  /** The same as ABORTED, as newer versions of the platform call it. */
  | 'CANCELLED'
  /** Ended successfully. */
  | 'COMPLETED'
  /** Ended with an unexpected error. */
  | 'ERROR'
  /** Ended with an error. */
  | 'FAILED'
  /** Paused; it can be continued. */
  | 'PAUSED'
  /** Accepted, not started yet. */
  | 'PENDING'
  /** Running. */
  | 'RUNNING'
  /** Ended because its worker was stopped. */
  | 'SYSTEM_INTERRUPTED'
  /** A value of `AgentRunTaskStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** Waiting for an answer from the user. */
  | 'WAITING_FOR_INPUT';

/** The type of the agent that works in a session. */
export type AgentType =
  /** Uses a browser. */
  | 'BROWSER'
  /** No agent: the session is a chat. */
  | 'CHAT'
  /** Programs with Claude Code. */
  | 'CLAUDE_CODE'
  /** Programs with Codex. */
  | 'CODEX'
  /** Researches in depth. */
  | 'DEEP_RESEARCH'
  /** Writes design documents. */
  | 'DESIGN_DOCUMENT'
  /** Researches quickly. */
  | 'FAST_RESEARCH'
  /** An agent without a speciality. */
  | 'GENERAL'
  /** Makes images, audio and video. */
  | 'MEDIA'
  /** Builds apps for phones. */
  | 'MOBILE_APP'
  /** Researches. */
  | 'RESEARCHER'
  /** Turns research into a website. */
  | 'RESEARCH_TO_WEBSITE'
  /** Makes presentations. */
  | 'SLIDE'
  /** Makes presentations whose slides are pictures. */
  | 'SLIDE_NANO_BANANA'
  /** Works through a list of tasks. */
  | 'TASK_AGENT'
  /** A value of `AgentType` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** Builds websites. */
  | 'WEBSITE_BUILD';

/** Restricts a list of the events of all users. */
export type AnyEventFilter = {
  /** Includes only events created before this time. */
  createdBefore?: string | null | undefined;
  /** Includes only events created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Only events of other types than these. */
  exceptTypes?: Array<string> | null | undefined;
  /** Only events of these groups. */
  groups?: Array<EventGroup> | null | undefined;
  /** Whether the event belongs to a run. */
  hasRun?: boolean | null | undefined;
  /** Events of this run. */
  run?: string | number | null | undefined;
  /** Events of this session. */
  session?: string | number | null | undefined;
  /** Only events of these types, such as `agent.tool.call`. */
  types?: Array<string> | null | undefined;
  /** Events that name this user. */
  user?: string | number | null | undefined;
  /** Leaves out notices, connections and costs, which the page of a session does not show. */
  withoutNoise?: boolean | null | undefined;
};

/** Restricts a list of the projects of all users. */
export type AnyProjectFilter = {
  /** Only projects that were started from the template of this exact name. */
  framework?: string | null | undefined;
  /** Only deleted ones, or only those that are not. The list contains deleted ones only with `withDeleted`. */
  isDeleted?: boolean | null | undefined;
  /** Only projects with a successful deployment, or only those without. */
  isDeployed?: boolean | null | undefined;
  /** The name contains this, in upper or lower case. */
  name?: string | null | undefined;
  /** Only projects with exactly this status, such as `active`. */
  status?: string | null | undefined;
  /** Projects of this user. */
  user?: string | number | null | undefined;
};

/** Restricts a list of the sessions of all users. */
export type AnySessionFilter = {
  /** Only sessions with any of these types of agent. */
  agentTypes?: Array<AgentType> | null | undefined;
  /** Includes only sessions created before this time. */
  createdBefore?: string | null | undefined;
  /** Includes only sessions created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Forks of this session. */
  forkedFrom?: string | number | null | undefined;
  /** Only sessions with a project that is not deleted, or only those without. */
  hasProject?: boolean | null | undefined;
  /** Only deleted ones, or only those that are not. The list contains deleted ones only with `withDeleted`. */
  isDeleted?: boolean | null | undefined;
  /** Only sessions that were made from another, or only those that were not. */
  isFork?: boolean | null | undefined;
  /** Only sessions that their owner pinned, or only others. */
  isPinned?: boolean | null | undefined;
  /** Only shared sessions, or only private ones. */
  isPublic?: boolean | null | undefined;
  /** Only favourites of their owner, or only others. */
  isWishlisted?: boolean | null | undefined;
  /** Only sessions of any of these kinds. */
  kinds?: Array<SessionKind> | null | undefined;
  /** Only sessions whose name contains this text, in upper or lower case. */
  nameContains?: string | null | undefined;
  /** Only those with any of these statuses. */
  statuses?: Array<SessionStatus> | null | undefined;
  /** Sessions of this user. */
  user?: string | number | null | undefined;
};

/** The input of `appendMessage`. */
export type AppendMessageInput = {
  /** Returned unchanged in `AppendMessageSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Your files to attach to the message. */
  fileIds?: Array<string | number> | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `appendMessage` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The model that should answer: its name, or the id of a model setting. */
  model?: string | null | undefined;
  /** The message of the same session that this one follows. */
  parentMessageId?: string | number | null | undefined;
  /** A session of your own. */
  sessionId: string | number;
  /** The text of the message, stored unchanged. */
  text: string;
};

/** The input of `appendRunLog`. */
export type AppendRunLogInput = {
  /** Returned unchanged in `AppendRunLogSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** A JSON object with details of the entry. */
  data?: unknown;
  /** An arbitrary text. Within 24 hours, a repeated `appendRunLog` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The run to whose log the entry is added. */
  runId: string | number;
};

/** How far a user’s sign-in to Apple is. */
export type AppleAuthState =
  /** Signed in. */
  | 'AUTHENTICATED'
  /** The session at Apple has expired. */
  | 'EXPIRED'
  /** Apple asks for a second factor. */
  | 'PENDING_2FA'
  /** Not signed in. */
  | 'PENDING_LOGIN'
  /** A team must be chosen. */
  | 'PENDING_TEAM_SELECTION'
  /** A value of `AppleAuthState` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** Restricts a list of files. */
export type AssetFilter = {
  /** The file’s name contains this, in upper or lower case. */
  name?: string | null | undefined;
  /** Only files that are used in this session: its global id or uuid. */
  session?: string | number | null | undefined;
  /** Only files from any of these sources. */
  sources?: Array<AssetSource> | null | undefined;
  /** Only files of any of these types. */
  types?: Array<AssetType> | null | undefined;
  /** Only files whose upload has any of these statuses; COMPLETE leaves out files without bytes. */
  uploadStatuses?: Array<UploadStatus> | null | undefined;
};

/** The order of a list of files. */
export type AssetOrder =
  /** Largest first; of unknown size last. */
  | 'LARGEST'
  /** By name. */
  | 'NAME'
  /** Newest first. */
  | 'NEWEST'
  /** Oldest first. */
  | 'OLDEST'
  /** Smallest first; of unknown size before them. */
  | 'SMALLEST';

/** Where a file came from. */
export type AssetSource =
  /** The agent made it. */
  | 'GENERATED'
  /** The platform put it there. */
  | 'SYSTEM'
  /** A value of `AssetSource` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** Its owner uploaded it. */
  | 'USER_UPLOAD';

/** The type of the file. */
export type AssetType =
  /** Sound. */
  | 'AUDIO'
  /** A program’s source. */
  | 'CODE'
  /** A text, a table, a PDF. */
  | 'DOCUMENT'
  /** A picture. */
  | 'IMAGE'
  /** Anything else. */
  | 'OTHER'
  /** A value of `AssetType` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** A film. */
  | 'VIDEO';

/** How often a subscription is paid. */
export type BillingCycle =
  /** Every year. */
  | 'ANNUALLY'
  /** Every month. */
  | 'MONTHLY'
  /** A value of `BillingCycle` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** Whether a balance can be trusted. */
export type BillingStatus =
  /** The balance is correct. */
  | 'OK'
  /** The balance must be checked by hand. */
  | 'RECONCILIATION_REQUIRED'
  /** A value of `BillingStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** Which payments to list. */
export type BillingTransactionFilter = {
  /** Includes only billing transactions created before this time. */
  createdBefore?: string | null | undefined;
  /** Includes only billing transactions created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Only payments with exactly this status of Stripe, such as `paid`. */
  status?: string | null | undefined;
};

/** The input of `cancelRun`. */
export type CancelRunInput = {
  /** Returned unchanged in `CancelRunSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The run to which `cancelRun` applies: its global id or uuid. */
  id: string | number;
};

/** The author of a message. */
export type ChatRole =
  /** The model. */
  | 'ASSISTANT'
  /** The platform. */
  | 'SYSTEM'
  /** A tool that the model called. */
  | 'TOOL'
  /** A value of `ChatRole` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** The person. */
  | 'USER';

/** The status of a turn of a chat. */
export type ChatRunStatus =
  /** The user stopped it. */
  | 'ABORTED'
  /** The answer is complete. */
  | 'COMPLETED'
  /** The answer failed or is incomplete because of an error. */
  | 'FAILED'
  /** The answer is in progress. */
  | 'RUNNING'
  /** A value of `ChatRunStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The input of `claimRun`. */
export type ClaimRunInput = {
  /** Returned unchanged in `ClaimRunSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** An object with the request, as workers of the platform read it. */
  data?: unknown;
  /** An arbitrary text. Within 24 hours, a repeated `claimRun` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The session that the run belongs to. */
  sessionId: string | number;
  /** The kind of work: a session has one active run of each. */
  taskType: RunTaskType;
};

/** The input of `claimSubdomain`. */
export type ClaimSubdomainInput = {
  /** Returned unchanged in `ClaimSubdomainSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `claimSubdomain` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** A project of your own. */
  projectId: string | number;
  /** 3 to 63 of a to z, 0 to 9 and hyphen; see `subdomainAvailability`. */
  subdomain: string;
};

/** The input of `clearMessages`. */
export type ClearMessagesInput = {
  /** Returned unchanged in `ClearMessagesSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Your session, all of whose messages are deleted. */
  sessionId: string | number;
};

/** Which profiles to list. */
export type ComposioProfileFilter = {
  /** Only profiles with any of these statuses. */
  status?: Array<ComposioStatus> | null | undefined;
  /** Only profiles for this service, such as `gmail`. */
  toolkitSlug?: string | null | undefined;
};

/** Whether a Composio profile can be used. */
export type ComposioStatus =
  /** Connected, but switched off. */
  | 'DISABLE'
  /** No longer connected. */
  | 'DISCONNECTED'
  /** Agents may use it. */
  | 'ENABLE'
  /** The user has not signed in to the service yet. */
  | 'PENDING'
  /** A value of `ComposioStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** An outside service that a user can connect. */
export type ConnectorType =
  /** ChatGPT, as a client of the platform’s tools. */
  | 'CHATGPT_MCP'
  /** Composio, which reaches many others. */
  | 'COMPOSIO'
  /** GitHub. */
  | 'GITHUB'
  /** Google Drive. */
  | 'GOOGLE_DRIVE'
  /** RevenueCat. */
  | 'REVENUECAT'
  /** A value of `ConnectorType` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The input of `createApiKey`. */
export type CreateApiKeyInput = {
  /** Returned unchanged in `CreateApiKeySuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
};

/** The input of `createMcpSetting`. */
export type CreateMcpSettingInput = {
  /** Returned unchanged in `CreateMcpSettingSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The servers, as MCP clients write them: `{ mcpServers: { name: { command, args, env } or { url, headers } } }`, at most 100000 characters. It can be written, and never read again: it carries secrets. */
  config: unknown;
  /** An arbitrary text. Within 24 hours, a repeated `createMcpSetting` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
};

/** The input of `createMediaTemplate`. */
export type CreateMediaTemplateInput = {
  /** Returned unchanged in `CreateMediaTemplateSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `createMediaTemplate` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The name to show, one line of at most 200 characters. */
  name: string;
  /** The address of a preview picture. */
  preview?: string | null | undefined;
  /** The instructions it gives to the model, at most 20000 characters. */
  prompt: string;
  /** The medium that the template is for. */
  type: MediaTemplateType;
};

/** The input of `createModelSetting`. */
export type CreateModelSettingInput = {
  /** The address of the model’s API; null for the provider’s usual one. */
  baseUrl?: string | null | undefined;
  /** Returned unchanged in `CreateModelSettingSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Name to show instead of the model id, at most 200 characters. */
  displayName?: string | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `createModelSetting` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The provider’s name of the model, at most 200 characters. */
  modelId: string;
  /** The parameters with which the model is called; null for the platform’s defaults. */
  params?: ModelParamsInput | null | undefined;
  /** The price of the model; null for the built-in one. */
  pricing?: ModelPricingInput | null | undefined;
  /** The company that serves the model, or CUSTOM for a server of your own. */
  provider: ModelProvider;
};

/** The input of `createSession`. */
export type CreateSessionInput = {
  /** Returned unchanged in `CreateSessionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `createSession` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The kind of work that the session is for. */
  kind: SessionKind;
  /** One of your own model settings or the system’s; without it, the platform’s default. */
  modelSettingId?: string | number | null | undefined;
  /** The name of the session; without one, the platform generates it from the first message. */
  name?: string | null | undefined;
};

/** The input of `createSlideTemplate`. */
export type CreateSlideTemplateInput = {
  /** Returned unchanged in `CreateSlideTemplateSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The design as an HTML document, kept as it is, at most 500000 characters. */
  content: string;
  /** An arbitrary text. Within 24 hours, a repeated `createSlideTemplate` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** Addresses of preview pictures, at most 20. */
  images?: Array<string> | null | undefined;
  /** The name to show, one line of at most 200 characters. */
  name: string;
};

/** Whether credits were granted or spent. */
export type CreditDirection =
  /** Credits that the user received. */
  | 'GRANTED'
  /** Credits that the user spent. */
  | 'SPENT';

/** Which ledger entries to list. */
export type CreditTransactionFilter = {
  /** Includes only credit transactions created before this time. */
  createdBefore?: string | null | undefined;
  /** Includes only credit transactions created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Only entries for these types of credits. */
  creditType?: Array<CreditType> | null | undefined;
  /** Only grants, or only charges. */
  direction?: CreditDirection | null | undefined;
  /** Only charges for this model, by the provider’s name of it. */
  modelId?: string | null | undefined;
  /** Only charges of this run: global id or uuid. */
  run?: string | number | null | undefined;
  /** Only charges of this session: global id or uuid. */
  session?: string | number | null | undefined;
  /** Only entries of any of these types. */
  type?: Array<CreditTransactionType> | null | undefined;
};

/** The order of a list of ledger entries. */
export type CreditTransactionOrder =
  /** Newest first. */
  | 'NEWEST'
  /** Oldest first. */
  | 'OLDEST';

/** The reason for the grant or charge. */
export type CreditTransactionType =
  /** A manual correction, up or down. */
  | 'ADJUSTMENT'
  /** A grant of bonus credits. */
  | 'BONUS_GRANT'
  /** Spent on a language model. */
  | 'LLM_USAGE'
  /** Spent on pictures, sound or video. */
  | 'MEDIA_GENERATION'
  /** Bought. */
  | 'PURCHASE'
  /** A refund. */
  | 'REFUND'
  /** Granted at sign-up. */
  | 'SIGNUP_GRANT'
  /** Granted for a paid period of a subscription. */
  | 'SUBSCRIPTION_GRANT'
  /** Spent on a tool. */
  | 'TOOL_USAGE'
  /** A value of `CreditTransactionType` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** Whether the entry concerns plan credits or bonus credits. */
export type CreditType =
  /** Bonus credits, spent first. */
  | 'BONUS'
  /** Credits of the plan. */
  | 'REGULAR'
  /** A value of `CreditType` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** Restricts a list of subdomains. */
export type CustomDomainFilter = {
  /** The subdomain contains this, in upper or lower case. */
  search?: string | null | undefined;
};

/** Where a project’s database comes from. */
export type DatabaseSource =
  /** Made by the platform. */
  | 'NEONDB'
  /** From the user’s account at Supabase. */
  | 'SUPABASE'
  /** A value of `DatabaseSource` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** Provided by the user. */
  | 'USER';

/** The input of `deactivateAccount`. */
export type DeactivateAccountInput = {
  /** Returned unchanged in `DeactivateAccountSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Must be true. */
  confirm: boolean;
};

/** The input of `deactivateApiKey`. */
export type DeactivateApiKeyInput = {
  /** Returned unchanged in `DeactivateApiKeySuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The API key to which `deactivateApiKey` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `deleteAsset`. */
export type DeleteAssetInput = {
  /** Returned unchanged in `DeleteAssetSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The asset to which `deleteAsset` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `deleteMcpSetting`. */
export type DeleteMcpSettingInput = {
  /** Returned unchanged in `DeleteMcpSettingSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The MCP setting to which `deleteMcpSetting` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `deleteMediaTemplate`. */
export type DeleteMediaTemplateInput = {
  /** Returned unchanged in `DeleteMediaTemplateSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The media template to which `deleteMediaTemplate` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `deleteMessage`. */
export type DeleteMessageInput = {
  /** Returned unchanged in `DeleteMessageSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The message to which `deleteMessage` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `deleteMessagesFrom`. */
export type DeleteMessagesFromInput = {
  /** Returned unchanged in `DeleteMessagesFromSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The first message to delete. */
  id: string | number;
};

/** The input of `deleteModelSetting`. */
export type DeleteModelSettingInput = {
  /** Returned unchanged in `DeleteModelSettingSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Whether sessions that use the model lose it. If false, such sessions cause a ConflictError. */
  detachSessions?: boolean | null | undefined;
  /** The model setting to which `deleteModelSetting` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `deleteProject`. */
export type DeleteProjectInput = {
  /** Returned unchanged in `DeleteProjectSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The project to which `deleteProject` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `deleteSession`. */
export type DeleteSessionInput = {
  /** Returned unchanged in `DeleteSessionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The version that you read. If the object changed since, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** The session to which `deleteSession` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `deleteSessions`. */
export type DeleteSessionsInput = {
  /** Returned unchanged in `DeleteSessionsSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The sessions to which `deleteSessions` applies: their global ids or uuids. */
  ids: Array<string | number>;
};

/** The input of `deleteSkill`. */
export type DeleteSkillInput = {
  /** Returned unchanged in `DeleteSkillSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The skill to which `deleteSkill` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `deleteSlide`. */
export type DeleteSlideInput = {
  /** Returned unchanged in `DeleteSlideSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The slide to which `deleteSlide` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `deleteSlideTemplate`. */
export type DeleteSlideTemplateInput = {
  /** Returned unchanged in `DeleteSlideTemplateSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The slide template to which `deleteSlideTemplate` applies: its global id or uuid. */
  id: string | number;
};

/** Restricts a list of deployments. */
export type DeploymentFilter = {
  /** Includes only deployments created before this time. */
  createdBefore?: string | null | undefined;
  /** Includes only deployments created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Only deployments at any of these providers. */
  providers?: Array<DeploymentProvider> | null | undefined;
  /** Only those with any of these statuses. */
  statuses?: Array<DeploymentStatus> | null | undefined;
};

/** The service that an application runs on. */
export type DeploymentProvider =
  /** Google Cloud Run. */
  | 'CLOUD_RUN'
  /** A value of `DeploymentProvider` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** Vercel. */
  | 'VERCEL';

/** The status of a deployment. */
export type DeploymentStatus =
  /** The application is being built. */
  | 'BUILDING'
  /** The application is published. */
  | 'DEPLOYED'
  /** The application is being put in place. */
  | 'DEPLOYING'
  /** Ended with an error. */
  | 'FAILED'
  /** Requested, not started yet. */
  | 'PENDING'
  /** A value of `DeploymentStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The input of `disconnectConnector`. */
export type DisconnectConnectorInput = {
  /** Returned unchanged in `DisconnectConnectorSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The connector to which `disconnectConnector` applies: its global id or uuid. */
  id: string | number;
};

/** Whether the DNS record of a subdomain is active. */
export type DnsStatus =
  /** Active. */
  | 'ACTIVE'
  /** Failed. */
  | 'FAILED'
  /** Requested, not started yet. */
  | 'PENDING'
  /** Created, but not visible everywhere yet. */
  | 'PROPAGATING'
  /** A value of `DnsStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The input of `editStorybookPage`. */
export type EditStorybookPageInput = {
  /** Returned unchanged in `EditStorybookPageSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The newest version of the storybook that you read. If there is a newer one, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** The page as HTML, kept as it is, at most 500000 characters. Show it where scripts cannot run. */
  html?: string | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `editStorybookPage` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The page to change, in that version. */
  page: string | number;
  /** The version of the storybook to derive the new one from. */
  storybook: string | number;
  /** The new text of the page, at most 20000 characters; null for a picture without text. The page’s HTML is removed unless `html` is given too. */
  text?: string | null | undefined;
};

/** Which events to list. */
export type EventFilter = {
  /** Includes only events created before this time. */
  createdBefore?: string | null | undefined;
  /** Includes only events created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Only events of other types than these. */
  exceptTypes?: Array<string> | null | undefined;
  /** Only events of these groups. */
  groups?: Array<EventGroup> | null | undefined;
  /** Whether the event belongs to a run. */
  hasRun?: boolean | null | undefined;
  /** Events of this run. */
  run?: string | number | null | undefined;
  /** Only events of these types, such as `agent.tool.call`. */
  types?: Array<string> | null | undefined;
  /** Leaves out notices, connections and costs, which the page of a session does not show. */
  withoutNoise?: boolean | null | undefined;
};

/** The part of the platform that an event comes from. */
export type EventGroup =
  /** The agent at work: thoughts, tool calls, answers. */
  | 'AGENT'
  /** The cost of the work. Only for the owner. */
  | 'BILLING'
  /** Clients that connect and disconnect. */
  | 'CONNECTION'
  /** Files of the workspace. */
  | 'FILE'
  /** Outside services, such as Apple’s. */
  | 'INTEGRATION'
  /** Images, audio and video that are made. */
  | 'MEDIA'
  /** Measurements. */
  | 'METRICS'
  /** Plans and their milestones. */
  | 'PLAN'
  /** The machine the agent works in. */
  | 'SANDBOX'
  /** Messages of users. */
  | 'SESSION'
  /** Errors and notices of the platform. */
  | 'SYSTEM'
  /** A value of `EventGroup` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** Why an answer ended. */
export type FinishReason =
  /** The user stopped it. */
  | 'CANCELED'
  /** The answer is complete. */
  | 'END_TURN'
  /** Something failed. */
  | 'ERROR'
  /** The answer reached its maximum length. */
  | 'MAX_TOKENS'
  /** The provider paused the answer, which continues in the next message. */
  | 'PAUSE_TURN'
  /** A permission was denied. */
  | 'PERMISSION_DENIED'
  /** The answer timed out. */
  | 'TIMEOUT'
  /** The model called a tool. */
  | 'TOOL_USE'
  /** A value of `FinishReason` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The sandbox in which a fork works. */
export type ForkSandbox =
  /** A sandbox of its own, created when the fork starts. */
  | 'NEW'
  /** The sandbox of the parent. */
  | 'SHARE';

/** The input of `forkSession`. */
export type ForkSessionInput = {
  /** Your files to work from. */
  attachmentIds?: Array<string | number> | null | undefined;
  /** Paths on the parent’s machine to work from, as `send_user_files` names them. At least one path or id is needed. */
  attachmentPaths?: Array<string> | null | undefined;
  /** Returned unchanged in `ForkSessionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `forkSession` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** An additional instruction for the fork. */
  instruction?: string | null | undefined;
  /** One of your own model settings or the system’s; without it, that of the parent. */
  modelSettingId?: string | number | null | undefined;
  /** The name of the fork; without one, it is made from that of the parent. */
  name?: string | null | undefined;
  /** A session of yours with a research agent. */
  parentId: string | number;
  /** The sandbox of the fork; SHARE by default. */
  sandbox?: ForkSandbox | null | undefined;
};

/** The input of `grantCredits`. */
export type GrantCreditsInput = {
  /** Above zero. */
  amount: string;
  /** Returned unchanged in `GrantCreditsSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The description of the ledger entry, at most 1,000 characters. */
  description: string;
  /** An arbitrary text. Within 24 hours, a repeated `grantCredits` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The credits to change; BONUS by default. */
  pool?: CreditType | null | undefined;
  /** The user to which `grantCredits` applies: its global id or uuid. */
  user: string | number;
};

/** A language that the platform speaks. */
export type Language =
  /** English. */
  | 'EN'
  /** Hindi. */
  | 'HI'
  /** Japanese. */
  | 'JA'
  /** Vietnamese. */
  | 'VI';

/** The input of `linkAsset`. */
export type LinkAssetInput = {
  /** A file of your own. */
  assetId: string | number;
  /** Returned unchanged in `LinkAssetSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** A session of your own. */
  sessionId: string | number;
};

/** How an account signs in. */
export type LoginProvider =
  /** With a Google account. */
  | 'GOOGLE'
  /** With a password. */
  | 'II'
  /** A value of `LoginProvider` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The purpose of an MCP setting. */
export type McpToolType =
  /** The coding tool Claude Code. */
  | 'CLAUDE_CODE'
  /** The coding tool Codex. */
  | 'CODEX'
  /** A service reached through Composio. */
  | 'COMPOSIO'
  /** Any other tool server. */
  | 'OTHER'
  /** A value of `McpToolType` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** A reference file that generated media should resemble. */
export type MediaReferenceInput = {
  /** One of your files. */
  assetId: string | number;
  /** What to take from the file. */
  use: MediaReferenceUse;
};

/** What to take from a reference file. */
export type MediaReferenceUse =
  /** The place and setting in the file. */
  | 'SCENE'
  /** The visual style of the file. */
  | 'STYLE'
  /** The person or thing in the file. */
  | 'SUBJECT';

/** Restricts a list of media templates. */
export type MediaTemplateFilter = {
  /** The name or the prompt contains this, in upper or lower case. */
  search?: string | null | undefined;
  /** Only templates for any of these media. */
  types?: Array<MediaTemplateType> | null | undefined;
};

/** The order of a list of media templates. */
export type MediaTemplateOrder =
  /** By name. */
  | 'NAME'
  /** Oldest first, then by name. */
  | 'OLDEST';

/** The medium that a media template is for. */
export type MediaTemplateType =
  /** A style of pictures. */
  | 'IMAGE'
  /** A tool that edits an image. */
  | 'IMAGE_MINI_TOOLS'
  /** A kind of infographic. */
  | 'INFOGRAPHIC'
  /** A style of posters. */
  | 'POSTER'
  /** A kind of storybook. */
  | 'STORYBOOK'
  /** A genre of storybooks. */
  | 'STORYBOOK_GENRES'
  /** A value of `MediaTemplateType` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** A step of a plan. */
export type MilestoneInput = {
  /** The description of the task. */
  content: string;
  /** The keys of the milestones that must be completed first. */
  dependencies?: Array<string> | null | undefined;
  /** Further details, at most 10,000 characters. */
  details?: string | null | undefined;
  /** The key of the milestone within the plan; for a new milestone, a new uuid. */
  key: string;
  /** How far the step is. */
  status: MilestoneStatus;
};

/** The status of a milestone. */
export type MilestoneStatus =
  /** Done. */
  | 'COMPLETED'
  /** Failed. */
  | 'FAILED'
  /** Being worked on. */
  | 'IN_PROGRESS'
  /** Not started. */
  | 'PENDING'
  /** A value of `MilestoneStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The cloud through which a model is called. */
export type ModelApiType =
  /** Microsoft Azure. */
  | 'AZURE'
  /** Amazon Bedrock. */
  | 'BEDROCK'
  /** Google Vertex AI. */
  | 'VERTEX_AI';

/** Whether a model belongs to a user or is offered to everyone. */
export type ModelConfigType =
  /** The system: offered to everyone. */
  | 'SYSTEM'
  /** A value of `ModelConfigType` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** The user who set it up, with a key of their own. */
  | 'USER';

/** The parameters with which a model is called. For values that are left out, the platform’s defaults apply. */
export type ModelParamsInput = {
  /** Left out for the provider’s own interface. */
  apiType?: ModelApiType | null | undefined;
  /** The version of the Azure API, such as `2024-10-21`; only for AZURE. */
  azureApiVersion?: string | null | undefined;
  /** The address of your Azure resource; only for AZURE. */
  azureEndpoint?: string | null | undefined;
  /** Whether the model reasons in text before it answers. */
  cotModel?: boolean | null | undefined;
  /** The maximum length of a message in characters. */
  maxMessageChars?: number | null | undefined;
  /** The maximum number of retries, 0 to 100. */
  maxRetries?: number | null | undefined;
  /** The sampling temperature, 0 to 2. */
  temperature?: number | null | undefined;
  /** The maximum number of tokens for reasoning. */
  thinkingTokens?: number | null | undefined;
  /** The id of the Google Cloud project; only for VERTEX_AI. */
  vertexProjectId?: string | null | undefined;
  /** The region, such as `us-east5`; only for VERTEX_AI. */
  vertexRegion?: string | null | undefined;
};

/** The price of a model in US dollars per million tokens. */
export type ModelPricingInput = {
  /** The price of input tokens that the cache held. */
  cacheReadPricePerMillion?: number | null | undefined;
  /** The price of input tokens that are written to the cache. */
  cacheWritePricePerMillion?: number | null | undefined;
  /** The price of input tokens. */
  inputPricePerMillion?: number | null | undefined;
  /** The price of output tokens. */
  outputPricePerMillion?: number | null | undefined;
};

/** The provider of a language model. */
export type ModelProvider =
  /** Anthropic. */
  | 'ANTHROPIC'
  /** Cerebras. */
  | 'CEREBRAS'
  /** A server of the user’s own. */
  | 'CUSTOM'
  /** Google. */
  | 'GOOGLE'
  /** OpenAI. */
  | 'OPENAI'
  /** A value of `ModelProvider` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The input of `pinSession`. */
export type PinSessionInput = {
  /** Returned unchanged in `PinSessionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The session to which `pinSession` applies: its global id or uuid. */
  id: string | number;
};

/** Restricts a list of projects. */
export type ProjectFilter = {
  /** Only projects that were started from the template of this exact name. */
  framework?: string | null | undefined;
  /** Only projects with a successful deployment, or only those without. */
  isDeployed?: boolean | null | undefined;
  /** The name contains this, in upper or lower case. */
  name?: string | null | undefined;
  /** Only projects with exactly this status, such as `active`. */
  status?: string | null | undefined;
};

/** The order of a list of projects. */
export type ProjectOrder =
  /** By name. */
  | 'NAME'
  /** Newest first. */
  | 'NEWEST'
  /** Most recently changed first. */
  | 'UPDATED';

/** Which failed removals to list. */
export type PurgeDeadLetterFilter = {
  /** Only removals that are resolved, or only open ones. */
  resolved?: boolean | null | undefined;
  /** Only those of this user: global id or uuid. */
  userId?: string | number | null | undefined;
};

/** The input of `releaseSubdomain`. */
export type ReleaseSubdomainInput = {
  /** Returned unchanged in `ReleaseSubdomainSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** A project of your own; for an admin, any. */
  projectId: string | number;
};

/** The input of `removeFromWaitlist`. */
export type RemoveFromWaitlistInput = {
  /** Returned unchanged in `RemoveFromWaitlistSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The address to remove, in upper or lower case. */
  email: string;
};

/** The input of `removeSessionFromWishlist`. */
export type RemoveSessionFromWishlistInput = {
  /** Returned unchanged in `RemoveSessionFromWishlistSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The session to which `removeSessionFromWishlist` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `renameAsset`. */
export type RenameAssetInput = {
  /** Returned unchanged in `RenameAssetSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The new name, with its ending. */
  fileName: string;
  /** The asset to which `renameAsset` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `renameComposioProfile`. */
export type RenameComposioProfileInput = {
  /** Returned unchanged in `RenameComposioProfileSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The Composio profile to which `renameComposioProfile` applies: its global id or uuid. */
  id: string | number;
  /** The new name, at most 100 characters. */
  name: string;
};

/** The input of `renameSession`. */
export type RenameSessionInput = {
  /** Returned unchanged in `RenameSessionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The version that you read. If the object changed since, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** The session to which `renameSession` applies: its global id or uuid. */
  id: string | number;
  /** The new name, one line of at most 200 characters. */
  name: string;
};

/** The input of `renameStorybook`. */
export type RenameStorybookInput = {
  /** Returned unchanged in `RenameStorybookSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The storybook to which `renameStorybook` applies: its global id or uuid. */
  id: string | number;
  /** The new name, at most 200 characters. */
  name: string;
};

/** The input of `reorderSlides`. */
export type ReorderSlidesInput = {
  /** Returned unchanged in `ReorderSlidesSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The name of the presentation, at most 200 characters. */
  presentation: string;
  /** The session to which `reorderSlides` applies: its global id or uuid. */
  session: string | number;
  /** All slides of the presentation in the new order, at most 500. */
  slides: Array<string | number>;
};

/** The input of `reorderStorybookPages`. */
export type ReorderStorybookPagesInput = {
  /** Returned unchanged in `ReorderStorybookPagesSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The newest version of the storybook that you read. If there is a newer one, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `reorderStorybookPages` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** All its pages in the new order, at most 500. */
  pages: Array<string | number>;
  /** The version of the storybook to derive the new one from. */
  storybook: string | number;
};

/** The input of `restoreSession`. */
export type RestoreSessionInput = {
  /** Returned unchanged in `RestoreSessionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The version that you read. If the object changed since, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** The session to which `restoreSession` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `revertSlideVersion`. */
export type RevertSlideVersionInput = {
  /** Returned unchanged in `RevertSlideVersionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** An arbitrary text. Within 24 hours, a repeated `revertSlideVersion` with the same key and input returns the first result and creates nothing. */
  idempotencyKey?: string | null | undefined;
  /** The slide version to which `revertSlideVersion` applies: its global id or uuid. */
  version: string | number;
};

/** Which runs to list. */
export type RunFilter = {
  /** Includes only runs created before this time. */
  createdBefore?: string | null | undefined;
  /** Includes only runs created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Only unfinished runs, or only those that have ended. */
  isActive?: boolean | null | undefined;
  /** Only those with any of these statuses. */
  statuses?: Array<RunStatus> | null | undefined;
  /** Only runs of these types, such as `agent_run`. */
  types?: Array<string> | null | undefined;
};

/** The status of a run. */
export type RunStatus =
  /** Asked to stop, but not stopped yet. */
  | 'ABORTING'
  /** Stopped on request. */
  | 'CANCELLED'
  /** Ended successfully. */
  | 'COMPLETED'
  /** Ended with an error. */
  | 'FAILED'
  /** Paused; it can be continued. */
  | 'PAUSED'
  /** Accepted, not started yet. */
  | 'PENDING'
  /** Running. */
  | 'RUNNING'
  /** A value of `RunStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** Waiting for an answer from the user. */
  | 'WAITING_FOR_INPUT';

/** Which steps of a run to list. */
export type RunStepFilter = {
  /** Only calls that failed, or only calls that succeeded; neither has those without a result. */
  isError?: boolean | null | undefined;
  /** Whether a sub-agent called the tool. */
  isOfSubAgent?: boolean | null | undefined;
  /** The minimum duration in milliseconds; calls without a result do not count. */
  minDurationMs?: number | null | undefined;
  /** Only calls of these tools. */
  toolNames?: Array<string> | null | undefined;
};

/** The type of a run. */
export type RunTaskType =
  /** The agent works on a request. */
  | 'AGENT_RUN'
  /** A model answers in a chat. */
  | 'CHAT_RUN'
  /** An image, a video or the like is made. */
  | 'MEDIA_GENERATION';

/** The service that runs a sandbox. */
export type SandboxProvider =
  /** Docker, beside the platform. */
  | 'DOCKER'
  /** E2B, in the cloud. */
  | 'E2B'
  /** A value of `SandboxProvider` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The status of a sandbox. */
export type SandboxStatus =
  /** Deleted. */
  | 'DELETED'
  /** Failed. */
  | 'ERROR'
  /** Being started. */
  | 'INITIALIZING'
  /** Not started. */
  | 'NOT_INITIALIZED'
  /** Paused; it resumes when it is needed. */
  | 'PAUSED'
  /** Running. */
  | 'RUNNING'
  /** A value of `SandboxStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The input of `saveDesignState`. */
export type SaveDesignStateInput = {
  /** A list of at most 1000 changes, as the design mode makes them. */
  changes: unknown;
  /** Returned unchanged in `SaveDesignStateSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The version that you read. If the object changed since, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** The session to which `saveDesignState` applies: its global id or uuid. */
  id: string | number;
  /** A list of the undone changes, in the same form. */
  redoChanges: unknown;
};

/** The kinds of objects that can be searched. On a PostgreSQL server, messages and events need an index: `ii-gateway search-index create`. */
export type SearchKind =
  /** Events of sessions, by their `text`. */
  | 'EVENT'
  /** Files of the library, by their names. */
  | 'FILE'
  /** Messages of chats, by their text. */
  | 'MESSAGE'
  /** Sessions, by their names. */
  | 'SESSION'
  /** Slides, by the name of their presentation and their titles. */
  | 'SLIDE'
  /** Storybooks, each version, by their names. */
  | 'STORYBOOK';

/** Restricts a list of the files of a session. */
export type SessionAssetFilter = {
  /** The file’s name contains this, in upper or lower case. */
  name?: string | null | undefined;
  /** Only files from any of these sources. */
  sources?: Array<AssetSource> | null | undefined;
  /** Only files of any of these types. */
  types?: Array<AssetType> | null | undefined;
  /** Only files whose upload has any of these statuses; COMPLETE leaves out files without bytes. */
  uploadStatuses?: Array<UploadStatus> | null | undefined;
};

/** Which sessions to list. */
export type SessionFilter = {
  /** Only sessions with any of these types of agent. */
  agentTypes?: Array<AgentType> | null | undefined;
  /** Includes only sessions created before this time. */
  createdBefore?: string | null | undefined;
  /** Includes only sessions created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Forks of this session. */
  forkedFrom?: string | number | null | undefined;
  /** Only sessions with a project that is not deleted, or only those without. */
  hasProject?: boolean | null | undefined;
  /** Only sessions that were made from another, or only those that were not. */
  isFork?: boolean | null | undefined;
  /** Only sessions that their owner pinned, or only others. */
  isPinned?: boolean | null | undefined;
  /** Only shared sessions, or only private ones. */
  isPublic?: boolean | null | undefined;
  /** Only favourites of their owner, or only others. */
  isWishlisted?: boolean | null | undefined;
  /** Only sessions of any of these kinds. */
  kinds?: Array<SessionKind> | null | undefined;
  /** Only sessions whose name contains this text, in upper or lower case. */
  nameContains?: string | null | undefined;
  /** Only those with any of these statuses. */
  statuses?: Array<SessionStatus> | null | undefined;
};

/** The kind of a session. */
export type SessionKind =
  /** Work with the agent. */
  | 'AGENT'
  /** Started from the browser extension. */
  | 'BROWSER_EXTENSION'
  /** A chat with a model. */
  | 'CHAT'
  /** A value of `SessionKind` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The order of a list of sessions. */
export type SessionOrder =
  /** By name, in upper and lower case alike; those without a name first. */
  | 'NAME'
  /** Newest first. */
  | 'NEWEST'
  /** Oldest first. */
  | 'OLDEST'
  /** The session with the most recent message or change first. */
  | 'RECENTLY_ACTIVE'
  /** Most recently changed first. */
  | 'RECENTLY_UPDATED';

/** The state of a session; active for nearly all. */
export type SessionStatus =
  /** Active. */
  | 'ACTIVE'
  /** Stopped by the user. */
  | 'PAUSE'
  /** Not started. */
  | 'PENDING'
  /** Kept for good; no writer of today sets it. */
  | 'PERMANENT'
  /** A value of `SessionStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The input of `setAssetPublic`. */
export type SetAssetPublicInput = {
  /** Returned unchanged in `SetAssetPublicSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The asset to which `setAssetPublic` applies: its global id or uuid. */
  id: string | number;
  /** Whether viewers of public sessions that use the file may see it. */
  public: boolean;
};

/** The input of `setBuiltinSkillEnabled`. */
export type SetBuiltinSkillEnabledInput = {
  /** Returned unchanged in `SetBuiltinSkillEnabledSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Whether your agents may use it. */
  enabled: boolean;
  /** The skill to which `setBuiltinSkillEnabled` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `setComposioProfileEnabled`. */
export type SetComposioProfileEnabledInput = {
  /** Returned unchanged in `SetComposioProfileEnabledSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Whether agents may use the profile. */
  enabled: boolean;
  /** The Composio profile to which `setComposioProfileEnabled` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `setComposioProfileTools`. */
export type SetComposioProfileToolsInput = {
  /** Returned unchanged in `SetComposioProfileToolsSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The Composio profile to which `setComposioProfileTools` applies: its global id or uuid. */
  id: string | number;
  /** Names such as `GMAIL_SEND_EMAIL`, at most 500; an empty list leaves none. */
  tools: Array<string>;
};

/** The input of `setDefaultComposioProfile`. */
export type SetDefaultComposioProfileInput = {
  /** Returned unchanged in `SetDefaultComposioProfileSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The Composio profile to which `setDefaultComposioProfile` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `setDefaultModelSetting`. */
export type SetDefaultModelSettingInput = {
  /** Returned unchanged in `SetDefaultModelSettingSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The model setting to which `setDefaultModelSetting` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `setMcpSettingActive`. */
export type SetMcpSettingActiveInput = {
  /** Whether agents may use its tool servers. */
  active: boolean;
  /** Returned unchanged in `SetMcpSettingActiveSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The MCP setting to which `setMcpSettingActive` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `setSessionPublic`. */
export type SetSessionPublicInput = {
  /** Returned unchanged in `SetSessionPublicSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The version that you read. If the object changed since, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** The session to which `setSessionPublic` applies: its global id or uuid. */
  id: string | number;
  /** True lets everyone with the id read the session, signed in or not. */
  public: boolean;
};

/** The input of `setSkillEnabled`. */
export type SetSkillEnabledInput = {
  /** Returned unchanged in `SetSkillEnabledSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Whether your agents may use it. */
  enabled: boolean;
  /** The skill to which `setSkillEnabled` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `setUserActive`. */
export type SetUserActiveInput = {
  /** Whether the account is active; false ends the user’s access at once. */
  active: boolean;
  /** Returned unchanged in `SetUserActiveSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The user to which `setUserActive` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `setUserRole`. */
export type SetUserRoleInput = {
  /** Returned unchanged in `SetUserRoleSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The user to which `setUserRole` applies: its global id or uuid. */
  id: string | number;
  /** What the user may do from now on. */
  role: UserRole;
};

/** Where a skill came from. */
export type SkillSource =
  /** The platform. */
  | 'BUILTIN'
  /** The user wrote it. */
  | 'CUSTOM'
  /** A repository on GitHub. */
  | 'GITHUB'
  /** A value of `SkillSource` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** Restricts a list of the slides of a presentation. */
export type SlideFilter = {
  /** Only slides with this number or a greater one. */
  fromNumber?: number | null | undefined;
  /** Only slides with this number or a smaller one. */
  toNumber?: number | null | undefined;
};

/** The type of an edit of a slide. */
export type SlideInstructionType =
  /** Lets the model change the picture. */
  | 'AI_MODIFY'
  /** Cuts out the subject. */
  | 'REMOVE_BACKGROUND'
  /** Writes a new text. */
  | 'TEXT_EDIT'
  /** A value of `SlideInstructionType` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** Restricts a list of slide templates. */
export type SlideTemplateFilter = {
  /** The name contains this, in upper or lower case. */
  search?: string | null | undefined;
};

/** Whether the TLS certificate of a subdomain is active. */
export type SslStatus =
  /** Active. */
  | 'ACTIVE'
  /** Failed. */
  | 'FAILED'
  /** Requested, not started yet. */
  | 'PENDING'
  /** Being made. */
  | 'PROVISIONING'
  /** A value of `SslStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The status of the generation of a storybook. */
export type StorybookGenerationStatus =
  /** All pages are made. */
  | 'COMPLETED'
  /** Ended with an error, or was cancelled. */
  | 'FAILED'
  /** Pages are being made. */
  | 'GENERATING'
  /** A value of `StorybookGenerationStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The position of the text on a page. */
export type StorybookTextPosition =
  /** Below the picture. */
  | 'BOTTOM'
  /** Left of the picture. */
  | 'LEFT'
  /** Nowhere: the page is a picture. */
  | 'NONE'
  /** Right of the picture. */
  | 'RIGHT'
  /** On a page of its own, beside the picture’s. */
  | 'SEPARATE_PAGE'
  /** Above the picture. */
  | 'TOP'
  /** A value of `StorybookTextPosition` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** Why a stream could not be resumed from a cursor. */
export type StreamGapReason =
  /** The database is another than before, or its history is: a failover, a restored backup, or a crash that took back rows which had been delivered. The whole log follows. */
  | 'OTHER_DATABASE'
  /** The row that the cursor stands on was removed, and others after it may have been. What is there follows. */
  | 'ROWS_REMOVED';

/** Whether a project could be published under a name. */
export type SubdomainVerdict =
  /** A project can be published under it. */
  | 'AVAILABLE'
  /** It must have 3 to 63 of a to z, 0 to 9 and hyphen, with no hyphen at either end. */
  | 'MALFORMED'
  /** The platform reserves it. */
  | 'RESERVED'
  /** Another project uses it. */
  | 'TAKEN';

/** Which requests to list. */
export type SubjectAccessRequestFilter = {
  /** Only open requests, or only closed ones. */
  open?: boolean | null | undefined;
  /** Only those of this user: global id or uuid. */
  userId?: string | number | null | undefined;
};

/** The plan of a user’s subscription. */
export type SubscriptionPlan =
  /** No subscription; also for accounts that never subscribed. */
  | 'FREE'
  /** The smaller subscription. */
  | 'PLUS'
  /** The larger subscription. */
  | 'PRO'
  /** A value of `SubscriptionPlan` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** How urgent a to-do is. */
export type TodoPriority =
  /** High. */
  | 'HIGH'
  /** Low. */
  | 'LOW'
  /** Medium. */
  | 'MEDIUM'
  /** A value of `TodoPriority` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The status of a to-do. */
export type TodoStatus =
  /** Done. */
  | 'COMPLETED'
  /** Being worked on. */
  | 'IN_PROGRESS'
  /** Not started. */
  | 'PENDING'
  /** A value of `TodoStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The input of `unlinkAsset`. */
export type UnlinkAssetInput = {
  /** A file of your own. */
  assetId: string | number;
  /** Returned unchanged in `UnlinkAssetSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** A session of your own. */
  sessionId: string | number;
};

/** The input of `unpinSession`. */
export type UnpinSessionInput = {
  /** Returned unchanged in `UnpinSessionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The session to which `unpinSession` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `updateAdvancedMode`. */
export type UpdateAdvancedModeInput = {
  /** Returned unchanged in `UpdateAdvancedModeSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Whether the references are used from now on. */
  enabled: boolean;
  /** The version that you read. If the object changed since, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** The session to which `updateAdvancedMode` applies: its global id or uuid. */
  id: string | number;
  /** The complete list of references; without it, all are removed. */
  references?: Array<MediaReferenceInput> | null | undefined;
};

/** The input of `updateLanguage`. */
export type UpdateLanguageInput = {
  /** Returned unchanged in `UpdateLanguageSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The language of the user’s screens. */
  language: Language;
};

/** The input of `updateMcpSetting`. */
export type UpdateMcpSettingInput = {
  /** Returned unchanged in `UpdateMcpSettingSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The servers, as MCP clients write them: `{ mcpServers: { name: { command, args, env } or { url, headers } } }`, at most 100000 characters. It can be written, and never read again: it carries secrets. */
  config: unknown;
  /** The MCP setting to which `updateMcpSetting` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `updateMediaTemplate`. */
export type UpdateMediaTemplateInput = {
  /** Returned unchanged in `UpdateMediaTemplateSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The media template to which `updateMediaTemplate` applies: its global id or uuid. */
  id: string | number;
  /** The name to show, one line of at most 200 characters. */
  name?: string | null | undefined;
  /** The address of a preview picture. */
  preview?: string | null | undefined;
  /** The instructions it gives to the model, at most 20000 characters. */
  prompt?: string | null | undefined;
  /** The medium that the template is for. */
  type?: MediaTemplateType | null | undefined;
};

/** The input of `updateModelSetting`. */
export type UpdateModelSettingInput = {
  /** The address of the model’s API; null for the provider’s usual one. */
  baseUrl?: string | null | undefined;
  /** Returned unchanged in `UpdateModelSettingSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Name to show instead of the model id, at most 200 characters. */
  displayName?: string | null | undefined;
  /** The model setting to which `updateModelSetting` applies: its global id or uuid. */
  id: string | number;
  /** Whether the model can be chosen. */
  isActive?: boolean | null | undefined;
  /** The provider’s name of the model, at most 200 characters. */
  modelId?: string | null | undefined;
  /** The parameters with which the model is called; null for the platform’s defaults. */
  params?: ModelParamsInput | null | undefined;
  /** The price of the model; null for the built-in one. */
  pricing?: ModelPricingInput | null | undefined;
  /** The company that serves the model, or CUSTOM for a server of your own. */
  provider?: ModelProvider | null | undefined;
};

/** The input of `updateProfile`. */
export type UpdateProfileInput = {
  /** Address of a picture. The gateway takes no uploads. */
  avatar?: string | null | undefined;
  /** Returned unchanged in `UpdateProfileSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The first name, at most 100 characters. */
  firstName?: string | null | undefined;
  /** The last name, at most 100 characters. */
  lastName?: string | null | undefined;
};

/** The input of `updateProject`. */
export type UpdateProjectInput = {
  /** Returned unchanged in `UpdateProjectSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The new description; null or an empty text removes it. */
  description?: string | null | undefined;
  /** The project to which `updateProject` applies: its global id or uuid. */
  id: string | number;
  /** The new name, one line of at most 200 characters. */
  name?: string | null | undefined;
};

/** The input of `updateRunStatus`. */
export type UpdateRunStatusInput = {
  /** Returned unchanged in `UpdateRunStatusSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** Why the run failed; only with the status FAILED. */
  errorMessage?: string | null | undefined;
  /** The version that you read. If the object changed since, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** The run to which `updateRunStatus` applies: its global id or uuid. */
  id: string | number;
  /** The status to take; NotAllowedError if the run cannot take it from its present one. */
  status: RunStatus;
};

/** The input of `updateSessionPlan`. */
export type UpdateSessionPlanInput = {
  /** Returned unchanged in `UpdateSessionPlanSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The version that you read. If the object changed since, nothing is changed and the result is a VersionConflictError. */
  expectedVersion?: string | null | undefined;
  /** The session to which `updateSessionPlan` applies: its global id or uuid. */
  id: string | number;
  /** The complete list of milestones, in order; those left out are removed. */
  milestones: Array<MilestoneInput>;
  /** A short summary of the plan; may be empty. */
  summary: string;
};

/** The input of `updateSlideTemplate`. */
export type UpdateSlideTemplateInput = {
  /** Returned unchanged in `UpdateSlideTemplateSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The design as an HTML document, kept as it is, at most 500000 characters. */
  content?: string | null | undefined;
  /** The slide template to which `updateSlideTemplate` applies: its global id or uuid. */
  id: string | number;
  /** Addresses of preview pictures, at most 20. */
  images?: Array<string> | null | undefined;
  /** The name to show, one line of at most 200 characters. */
  name?: string | null | undefined;
};

/** The status of a file’s upload. */
export type UploadStatus =
  /** The file was uploaded. */
  | 'COMPLETE'
  /** The upload failed. */
  | 'FAILED'
  /** The upload is not complete yet. */
  | 'PENDING'
  /** A value of `UploadStatus` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN';

/** The length of the parts of a period, in UTC. */
export type UsageBucketSize =
  /** From midnight to midnight. */
  | 'DAY'
  /** From the first to the first. */
  | 'MONTH'
  /** From Monday to Monday. */
  | 'WEEK';

/** Which agents to list. */
export type UserAgentFilter = {
  /** Only agents that can be chosen, or only those that cannot. */
  active?: boolean | null | undefined;
};

/** Which users to list. */
export type UserFilter = {
  /** Includes only users created before this time. */
  createdBefore?: string | null | undefined;
  /** Includes only users created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Only active accounts, or only deactivated ones. */
  isActive?: boolean | null | undefined;
  /** Only users who signed up in any of these ways. */
  loginProvider?: Array<LoginProvider> | null | undefined;
  /** FREE finds the accounts that never subscribed, too. */
  plan?: Array<SubscriptionPlan> | null | undefined;
  /** Only users with any of these roles. */
  role?: Array<UserRole> | null | undefined;
  /** Words, of which each stands in the e-mail address, the first or the last name, in upper or lower case. */
  search?: string | null | undefined;
};

/** Which memories to list. */
export type UserMemoryFilter = {
  /** Only memories with this topic. */
  topic?: string | null | undefined;
};

/** The order of a list of users. */
export type UserOrder =
  /** By e-mail address. */
  | 'EMAIL'
  /** Last sign-in first; users who never signed in last. */
  | 'LAST_LOGIN'
  /** Newest account first. */
  | 'NEWEST'
  /** Oldest account first. */
  | 'OLDEST';

/** The role of a user. */
export type UserRole =
  /** Reads everything except secrets, and administers the platform. */
  | 'ADMIN'
  /** A value of `UserRole` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** Reads and changes the user’s own data. */
  | 'USER';

/** Which entries of the waitlist to list. */
export type WaitlistFilter = {
  /** Part of the address, in upper or lower case. */
  search?: string | null | undefined;
};

/** The order of the waitlist. */
export type WaitlistOrder =
  /** By e-mail address. */
  | 'EMAIL'
  /** Newest entry first. */
  | 'NEWEST'
  /** Longest wait first. */
  | 'OLDEST';

/** The input of `writeSlide`. */
export type WriteSlideInput = {
  /** Returned unchanged in `WriteSlideSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The slide as an HTML document, kept as it is, at most 500000 characters. Show it where scripts cannot run. */
  content: string;
  /** The name of the presentation, at most 200 characters. */
  presentation: string;
  /** The session to which `writeSlide` applies: its global id or uuid. */
  session: string | number;
  /** The slide’s position in the presentation, from 1. */
  slideNumber: number;
  /** The title of the slide. If it is left out, an existing slide keeps its title. */
  title?: string | null | undefined;
};

export type ErasuresQueryVariables = Exact<{
  dead?: PurgeDeadLetterFilter | null | undefined;
  requests?: SubjectAccessRequestFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type ErasuresQuery = { purgeDeadLetters: { totalCount: number, nodes: Array<{ databaseId: string, provider: string | null, resourceKind: string | null, resourceId: string | null, errorMessage: string | null, createdAt: string | null, resolvedAt: string | null, resolvedBy: string | null, resolvedNote: string | null, user: { email: string, isPurging: boolean | null, purgingSince: string | null } | null, session: { databaseId: string } | null }> } | null, subjectAccessRequests: { totalCount: number, nodes: Array<{ receivedAt: string, verifiedAt: string | null, verificationMethod: string | null, requestingAuthority: string | null, scope: string | null, sessionCountFlagged: number | null, retentionExceptionKind: string | null, retentionExceptionDetail: string | null, closedAt: string | null, user: { email: string } | null }> } | null };

export type LedgerOfAllQueryVariables = Exact<{
  filter?: CreditTransactionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LedgerOfAllQuery = { creditTransactions: { totalCount: number, nodes: Array<{ type: CreditTransactionType, amount: string, createdAt: string, user: { email: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, billingTransactions: { totalCount: number, nodes: Array<{ amount: string | null, status: string | null, user: { email: string } | null }> } | null };

export type OrphansQueryVariables = Exact<{ [key: string]: never; }>;


export type OrphansQuery = { orphans: Array<{ table: string, column: string, parentTable: string, count: number }> | null };

export type SystemSettingsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type SystemSettingsQuery = { modelSettings: { totalCount: number, nodes: Array<{ label: string, provider: ModelProvider, isActive: boolean, isDefault: boolean, hasApiKey: boolean }> } | null, skills: { totalCount: number, nodes: Array<{ name: string, isEnabledByDefault: boolean, license: string | null }> } | null };

export type UsageOfAllQueryVariables = Exact<{
  from?: string | null | undefined;
  before?: string | null | undefined;
}>;


export type UsageOfAllQuery = { usage: { sums: { spent: string, granted: string, entries: number }, byModel: Array<{ modelId: string | null, sums: { spent: string } }>, timeline: Array<{ start: string, sums: { spent: string, granted: string }, byModel: Array<{ modelId: string | null, sums: { spent: string } }>, byType: Array<{ type: CreditTransactionType, sums: { spent: string, granted: string } }> }> | null, bySession: { totalCount: number, nodes: Array<{ spent: string, session: { name: string | null, user: { email: string } | null } | null }> } | null } | null, revenue: Array<{ start: string, currency: string, status: string | null, amount: string, payments: number }> | null };

export type UserSearchQueryVariables = Exact<{
  filter: UserFilter;
}>;


export type UserSearchQuery = { users: { nodes: Array<{ email: string, displayName: string, subscriptionPlan: SubscriptionPlan, subscriptionPlanText: string | null }> } | null };

export type UserDetailQueryVariables = Exact<{
  id: string | number;
  from?: string | null | undefined;
  before?: string | null | undefined;
}>;


export type UserDetailQuery = { user: { email: string, displayName: string, role: UserRole, isActive: boolean, subscriptionPlan: SubscriptionPlan, subscriptionStatus: string | null, organization: string | null, creditBalance: { credits: string, bonusCredits: string, status: BillingStatus, statusReason: string | null } | null, sessions: { totalCount: number, nodes: Array<{ name: string | null, createdAt: string, creditSums: { spent: string } | null }> } | null, billingTransactions: { totalCount: number, nodes: Array<{ amount: string | null, currency: string | null, status: string | null, createdAt: string }> } | null, creditTransactions: { totalCount: number, nodes: Array<{ type: CreditTransactionType, amount: string, createdAt: string }> } | null, usage: { sums: { spent: string, granted: string } } | null, apiKeys: { totalCount: number, nodes: Array<{ hint: string, isActive: boolean }> } | null, connectors: Array<{ type: ConnectorType }> } | null };

export type UsersQueryVariables = Exact<{
  filter?: UserFilter | null | undefined;
  orderBy?: UserOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UsersQuery = { users: { totalCount: number, nodes: Array<{ databaseId: string, email: string, displayName: string, role: UserRole, subscriptionPlan: SubscriptionPlan, isActive: boolean, loginProvider: LoginProvider | null, lastLoginAt: string | null, createdAt: string, creditBalance: { total: string, status: BillingStatus } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type WaitlistQueryVariables = Exact<{
  filter?: WaitlistFilter | null | undefined;
  orderBy?: WaitlistOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WaitlistQuery = { waitlist: { totalCount: number, nodes: Array<{ id: string, databaseId: string | null, email: string, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type BalanceQueryVariables = Exact<{ [key: string]: never; }>;


export type BalanceQuery = { viewer: { creditBalance: { credits: string, bonusCredits: string, total: string, status: BillingStatus, statusText: string, statusReason: string | null, statusUpdatedAt: string | null, version: string, updatedAt: string } | null } | null };

export type CostOfAPublicSessionQueryVariables = Exact<{
  id: string | number;
}>;


export type CostOfAPublicSessionQuery = { session: { name: string | null, creditSums: { spent: string } | null, creditTransactions: { totalCount: number, nodes: Array<{ amount: string }> } | null } | null };

export type GrantsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type GrantsQuery = { viewer: { creditTransactions: { nodes: Array<{ type: CreditTransactionType, creditType: CreditType, amount: string, createdAt: string, description: string | null, billingTransaction: { plan: SubscriptionPlan | null, amount: string | null, creditTransactions: { totalCount: number } | null } | null }> } | null } | null };

export type LedgerQueryVariables = Exact<{
  filter?: CreditTransactionFilter | null | undefined;
  orderBy?: CreditTransactionOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LedgerQuery = { viewer: { creditTransactions: { totalCount: number, nodes: Array<{ databaseId: string, type: CreditTransactionType, creditType: CreditType, amount: string, balanceAfter: string, modelId: string | null, description: string | null, createdAt: string, details: { source: string | null, toolName: string | null, costUsd: string | null, billingBackend: string | null, providerReportedCost: string | null, premiumRequests: string | null, planId: string | null, inputTokens: string | null, outputTokens: string | null, cacheReadTokens: string | null, cacheWriteTokens: string | null, reasoningTokens: string | null } | null, session: { name: string | null } | null, run: { status: RunStatus } | null, billingTransaction: { amount: string | null, currency: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type PaymentsQueryVariables = Exact<{
  filter?: BillingTransactionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PaymentsQuery = { viewer: { billingTransactions: { totalCount: number, nodes: Array<{ databaseId: string, amount: string | null, currency: string | null, plan: SubscriptionPlan | null, billingCycle: BillingCycle | null, credits: string | null, status: string | null, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type PlansQueryVariables = Exact<{ [key: string]: never; }>;


export type PlansQuery = { plans: Array<{ plan: SubscriptionPlan, name: string, credits: string }> | null };

export type UsageByDayQueryVariables = Exact<{
  from?: string | null | undefined;
  before?: string | null | undefined;
}>;


export type UsageByDayQuery = { viewer: { usage: { timeline: Array<{ start: string, sums: { spent: string, granted: string, entries: number }, byType: Array<{ type: CreditTransactionType, sums: { spent: string } }> }> | null } | null } | null };

export type UsageOfOneSessionQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UsageOfOneSessionQuery = { session: { databaseId: string, name: string | null, creditSums: { spent: string, spentRegular: string, spentBonus: string, granted: string, entries: number, tokens: { input: string, output: string, cacheRead: string, cacheWrite: string, reasoning: string } } | null, creditTransactions: { totalCount: number, nodes: Array<{ databaseId: string, type: CreditTransactionType, creditType: CreditType, amount: string, balanceAfter: string, modelId: string | null, description: string | null, createdAt: string, run: { databaseId: string } | null, details: { source: string | null, toolName: string | null, costUsd: string | null, inputTokens: string | null, outputTokens: string | null, cacheReadTokens: string | null, cacheWriteTokens: string | null, reasoningTokens: string | null } | null }> } | null } | null };

export type UsageOfSessionsQueryVariables = Exact<{
  from?: string | null | undefined;
  before?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UsageOfSessionsQuery = { viewer: { usage: { bySession: { totalCount: number, edges: Array<{ cursor: string, node: { sessionDatabaseId: string, lastActivityAt: string, spent: string, spentRegular: string, spentBonus: string, entries: number, session: { name: string | null } | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null } } | null } | null } | null };

export type UsageTableQueryVariables = Exact<{
  from?: string | null | undefined;
  page?: number | null | undefined;
  perPage?: number | null | undefined;
}>;


export type UsageTableQuery = { viewer: { creditSums: { spent: string, granted: string, entries: number }, usage: { sessionPage: { page: number, perPage: number, totalPages: number, totalCount: number, nodes: Array<{ sessionDatabaseId: string, lastActivityAt: string, spent: string, spentBonus: string, session: { name: string | null } | null }> } | null } | null } | null };

export type UsageQueryVariables = Exact<{
  from?: string | null | undefined;
  before?: string | null | undefined;
  bucket?: UsageBucketSize | null | undefined;
}>;


export type UsageQuery = { viewer: { usage: { from: string, before: string, sums: { spent: string, spentRegular: string, spentBonus: string, granted: string, entries: number, tokens: { input: string, output: string, cacheRead: string, cacheWrite: string, reasoning: string } }, byModel: Array<{ modelId: string | null, sums: { spent: string, entries: number, tokens: { input: string, output: string } } }>, byType: Array<{ type: CreditTransactionType, typeText: string | null, sums: { spent: string, granted: string, entries: number } }>, timeline: Array<{ start: string, sums: { spent: string, entries: number }, byModel: Array<{ modelId: string | null, sums: { spent: string, tokens: { input: string } } }> }> | null } | null } | null };

export type ChatRunsQueryVariables = Exact<{
  id: string | number;
}>;


export type ChatRunsQuery = { session: { chatRuns: { nodes: Array<{ databaseId: string, status: ChatRunStatus, statusText: string, modelId: string | null, finishReason: FinishReason | null, errorCode: string | null, startedAt: string | null, completedAt: string | null, userMessage: { preview: string | null } | null, answer: { preview: string | null, usage: { totalTokens: string | null, costUsd: number | null } | null } | null }> } | null } | null };

export type ChatQueryVariables = Exact<{
  id: string | number;
  last: number;
  before?: string | null | undefined;
}>;


export type ChatQuery = { session: { messages: { nodes: Array<{ id: string, databaseId: string, role: ChatRole, roleText: string, tokens: string | null, model: string | null, fileIds: Array<string>, isFinished: boolean | null, finishReason: FinishReason | null, finishReasonText: string | null, createdAt: string, parts: Array<
          | { __typename: 'CodePart', key: string | null, code: string, status: string | null, outputs: unknown }
          | { __typename: 'CouncilMemberPart', modelId: string | null, modelName: string | null, errorMessage: string | null, answer: string, memberStatus: string | null }
          | { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string }
          | { __typename: 'FilePart', path: string | null, mediaType: string | null }
          | { __typename: 'FinishPart', reason: string | null, message: string | null, finishedAt: string | null }
          | { __typename: 'ImagePart', url: string, detail: string | null }
          | { __typename: 'ReasoningPart', startedAt: string | null, finishedAt: string | null, thought: string }
          | { __typename: 'TextPart', text: string }
          | { __typename: 'ToolCallPart', callId: string | null, input: unknown, isFinished: boolean | null, isOfProvider: boolean, toolName: string }
          | { __typename: 'ToolResultPart', callId: string | null, costUsd: number | null, creditsCharged: number | null, toolName: string, output:
              | { __typename: 'StorybookOutput', name: string | null, version: number | null, aspectRatio: string | null, resolution: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
              | { __typename: 'StorybookProgressOutput', name: string | null, status: string | null, totalPages: number | null, completedPages: number | null, currentPage: number | null, generatingPages: Array<number>, errorMessage: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
              | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, mediaType: string | null, fileName: string | null }> }
              | { __typename: 'ToolDenial', reason: string | null }
              | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
              | { __typename: 'ToolTextOutput', text: string, isError: boolean }
              | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
             }
          | { __typename: 'UnknownPart', type: string | null, value: unknown }
        >, usage: { inputTokens: string | null, outputTokens: string | null, totalTokens: string | null, cacheReadTokens: string | null, reasoningTokens: string | null, costUsd: number | null, modelName: string | null } | null, modelSetting: { id: string, displayName: string | null } | null, tools: Array<{ name: string, isOn: boolean }>, mediaRequest: { type: string | null, modelName: string | null, provider: string | null, aspectRatio: string | null, resolution: string | null, textPosition: string | null, genre: string | null, isAdvanced: boolean, templateId: string | null, pageCount: number | null, pageCountText: string | null, isEnabled: boolean | null, hasRichDialogue: boolean, mangaLayout: boolean | null, templateName: string | null, templatePrompt: string | null, languageSource: string | null, videoSettings: unknown, storybookContext: unknown, language: string | null, hasVoice: boolean, miniTools: Array<{ key: string | null, name: string | null, references: Array<{ fileId: string | null }> }>, videoFrames: Array<{ fileId: string | null, type: string | null }>, references: Array<{ type: string | null, fileId: string | null, file: { id: string } | null }> } | null, files: Array<{ id: string, databaseId: string, fileName: string, contentType: string | null, fileSize: string | null, url: string | null, downloadPath: string | null }>, parent: { id: string } | null }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } | null } | null };

type Part_CodePart_Fragment = { __typename: 'CodePart', key: string | null, code: string, status: string | null, outputs: unknown };

type Part_CouncilMemberPart_Fragment = { __typename: 'CouncilMemberPart', modelId: string | null, modelName: string | null, errorMessage: string | null, answer: string, memberStatus: string | null };

type Part_CouncilSynthesisPart_Fragment = { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string };

type Part_FilePart_Fragment = { __typename: 'FilePart', path: string | null, mediaType: string | null };

type Part_FinishPart_Fragment = { __typename: 'FinishPart', reason: string | null, message: string | null, finishedAt: string | null };

type Part_ImagePart_Fragment = { __typename: 'ImagePart', url: string, detail: string | null };

type Part_ReasoningPart_Fragment = { __typename: 'ReasoningPart', startedAt: string | null, finishedAt: string | null, thought: string };

type Part_TextPart_Fragment = { __typename: 'TextPart', text: string };

type Part_ToolCallPart_Fragment = { __typename: 'ToolCallPart', callId: string | null, input: unknown, isFinished: boolean | null, isOfProvider: boolean, toolName: string };

type Part_ToolResultPart_Fragment = { __typename: 'ToolResultPart', callId: string | null, costUsd: number | null, creditsCharged: number | null, toolName: string, output:
    | { __typename: 'StorybookOutput', name: string | null, version: number | null, aspectRatio: string | null, resolution: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
    | { __typename: 'StorybookProgressOutput', name: string | null, status: string | null, totalPages: number | null, completedPages: number | null, currentPage: number | null, generatingPages: Array<number>, errorMessage: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
    | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, mediaType: string | null, fileName: string | null }> }
    | { __typename: 'ToolDenial', reason: string | null }
    | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
    | { __typename: 'ToolTextOutput', text: string, isError: boolean }
    | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
   };

type Part_UnknownPart_Fragment = { __typename: 'UnknownPart', type: string | null, value: unknown };

export type PartFragment =
  | Part_CodePart_Fragment
  | Part_CouncilMemberPart_Fragment
  | Part_CouncilSynthesisPart_Fragment
  | Part_FilePart_Fragment
  | Part_FinishPart_Fragment
  | Part_ImagePart_Fragment
  | Part_ReasoningPart_Fragment
  | Part_TextPart_Fragment
  | Part_ToolCallPart_Fragment
  | Part_ToolResultPart_Fragment
  | Part_UnknownPart_Fragment
;

type Output_StorybookOutput_Fragment = { __typename: 'StorybookOutput', name: string | null, version: number | null, aspectRatio: string | null, resolution: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> };

type Output_StorybookProgressOutput_Fragment = { __typename: 'StorybookProgressOutput', name: string | null, status: string | null, totalPages: number | null, completedPages: number | null, currentPage: number | null, generatingPages: Array<number>, errorMessage: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> };

type Output_ToolContentOutput_Fragment = { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, mediaType: string | null, fileName: string | null }> };

type Output_ToolDenial_Fragment = { __typename: 'ToolDenial', reason: string | null };

type Output_ToolJsonOutput_Fragment = { __typename: 'ToolJsonOutput', isError: boolean, data: unknown };

type Output_ToolTextOutput_Fragment = { __typename: 'ToolTextOutput', text: string, isError: boolean };

type Output_UnknownToolOutput_Fragment = { __typename: 'UnknownToolOutput', type: string | null, value: unknown };

export type OutputFragment =
  | Output_StorybookOutput_Fragment
  | Output_StorybookProgressOutput_Fragment
  | Output_ToolContentOutput_Fragment
  | Output_ToolDenial_Fragment
  | Output_ToolJsonOutput_Fragment
  | Output_ToolTextOutput_Fragment
  | Output_UnknownToolOutput_Fragment
;

export type CouncilChatQueryVariables = Exact<{
  id: string | number;
  last: number;
  before?: string | null | undefined;
}>;


export type CouncilChatQuery = { session: { messages: { nodes: Array<{ id: string, role: ChatRole, roleText: string, tokens: string | null, model: string | null, fileIds: Array<string>, isFinished: boolean | null, finishReason: FinishReason | null, finishReasonText: string | null, createdAt: string, parts: Array<
          | { __typename: 'CodePart', key: string | null, code: string, status: string | null, outputs: unknown }
          | { __typename: 'CouncilMemberPart', modelId: string | null, modelName: string | null, errorMessage: string | null, answer: string, memberStatus: string | null }
          | { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string }
          | { __typename: 'FilePart', path: string | null, mediaType: string | null }
          | { __typename: 'FinishPart', reason: string | null, message: string | null, finishedAt: string | null }
          | { __typename: 'ImagePart', url: string, detail: string | null }
          | { __typename: 'ReasoningPart', startedAt: string | null, finishedAt: string | null, thought: string }
          | { __typename: 'TextPart', text: string }
          | { __typename: 'ToolCallPart', callId: string | null, input: unknown, isFinished: boolean | null, isOfProvider: boolean, toolName: string }
          | { __typename: 'ToolResultPart', callId: string | null, costUsd: number | null, creditsCharged: number | null, toolName: string, output:
              | { __typename: 'StorybookOutput', name: string | null, version: number | null, aspectRatio: string | null, resolution: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
              | { __typename: 'StorybookProgressOutput', name: string | null, status: string | null, totalPages: number | null, completedPages: number | null, currentPage: number | null, generatingPages: Array<number>, errorMessage: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
              | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, mediaType: string | null, fileName: string | null }> }
              | { __typename: 'ToolDenial', reason: string | null }
              | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
              | { __typename: 'ToolTextOutput', text: string, isError: boolean }
              | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
             }
          | { __typename: 'UnknownPart', type: string | null, value: unknown }
        >, usage: { inputTokens: string | null, outputTokens: string | null, totalTokens: string | null, cacheReadTokens: string | null, reasoningTokens: string | null, costUsd: number | null, modelName: string | null } | null, modelSetting: { id: string, displayName: string | null } | null, tools: Array<{ name: string, isOn: boolean }>, mediaRequest: { type: string | null, modelName: string | null, aspectRatio: string | null, pageCount: number | null, language: string | null, hasVoice: boolean, references: Array<{ type: string | null, file: { id: string } | null }> } | null, files: Array<{ id: string, fileName: string }>, parent: { id: string } | null }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } | null } | null };

export type OlderChatQueryVariables = Exact<{
  id: string | number;
  last: number;
  before?: string | null | undefined;
}>;


export type OlderChatQuery = { session: { messages: { nodes: Array<{ id: string, role: ChatRole, roleText: string, tokens: string | null, model: string | null, fileIds: Array<string>, isFinished: boolean | null, finishReason: FinishReason | null, finishReasonText: string | null, createdAt: string, parts: Array<
          | { __typename: 'CodePart', key: string | null, code: string, status: string | null, outputs: unknown }
          | { __typename: 'CouncilMemberPart', modelId: string | null, modelName: string | null, errorMessage: string | null, answer: string, memberStatus: string | null }
          | { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string }
          | { __typename: 'FilePart', path: string | null, mediaType: string | null }
          | { __typename: 'FinishPart', reason: string | null, message: string | null, finishedAt: string | null }
          | { __typename: 'ImagePart', url: string, detail: string | null }
          | { __typename: 'ReasoningPart', startedAt: string | null, finishedAt: string | null, thought: string }
          | { __typename: 'TextPart', text: string }
          | { __typename: 'ToolCallPart', callId: string | null, input: unknown, isFinished: boolean | null, isOfProvider: boolean, toolName: string }
          | { __typename: 'ToolResultPart', callId: string | null, costUsd: number | null, creditsCharged: number | null, toolName: string, output:
              | { __typename: 'StorybookOutput', name: string | null, version: number | null, aspectRatio: string | null, resolution: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
              | { __typename: 'StorybookProgressOutput', name: string | null, status: string | null, totalPages: number | null, completedPages: number | null, currentPage: number | null, generatingPages: Array<number>, errorMessage: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
              | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, mediaType: string | null, fileName: string | null }> }
              | { __typename: 'ToolDenial', reason: string | null }
              | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
              | { __typename: 'ToolTextOutput', text: string, isError: boolean }
              | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
             }
          | { __typename: 'UnknownPart', type: string | null, value: unknown }
        >, usage: { inputTokens: string | null, outputTokens: string | null, totalTokens: string | null, cacheReadTokens: string | null, reasoningTokens: string | null, costUsd: number | null, modelName: string | null } | null, modelSetting: { id: string, displayName: string | null } | null, tools: Array<{ name: string, isOn: boolean }>, mediaRequest: { type: string | null, modelName: string | null, aspectRatio: string | null, pageCount: number | null, language: string | null, hasVoice: boolean, references: Array<{ type: string | null, file: { id: string } | null }> } | null, files: Array<{ id: string, fileName: string }>, parent: { id: string } | null }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } | null } | null };

export type ProviderRowsQueryVariables = Exact<{
  id: string | number;
}>;


export type ProviderRowsQuery = { session: { providerContainers: { nodes: Array<{ provider: string, name: string | null, status: string | null, expiresAt: string | null }> } | null, providerFiles: { nodes: Array<{ provider: string, expiresAt: string | null, file: { fileName: string } | null }> } | null } | null, viewer: { vectorStores: { nodes: Array<{ provider: string, version: string, expiresAt: string | null }> } | null } | null };

export type ScrollBackQueryVariables = Exact<{
  id: string | number;
  last: number;
  before?: string | null | undefined;
}>;


export type ScrollBackQuery = { session: { messages: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, role: ChatRole, preview: string | null, createdAt: string } }>, pageInfo: { hasPreviousPage: boolean, hasNextPage: boolean, startCursor: string | null } } | null } | null };

export type SearchMessagesQueryVariables = Exact<{
  session: string | number;
  text: string;
  first: number;
  after?: string | null | undefined;
}>;


export type SearchMessagesQuery = { searchMessages: { edges: Array<{ cursor: string, node: { id: string, role: ChatRole, preview: string | null, createdAt: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null } } | null };

export type StorybookChatQueryVariables = Exact<{
  id: string | number;
  last: number;
  before?: string | null | undefined;
}>;


export type StorybookChatQuery = { session: { messages: { nodes: Array<{ id: string, role: ChatRole, roleText: string, tokens: string | null, model: string | null, fileIds: Array<string>, isFinished: boolean | null, finishReason: FinishReason | null, finishReasonText: string | null, createdAt: string, parts: Array<
          | { __typename: 'CodePart', key: string | null, code: string, status: string | null, outputs: unknown }
          | { __typename: 'CouncilMemberPart', modelId: string | null, modelName: string | null, errorMessage: string | null, answer: string, memberStatus: string | null }
          | { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string }
          | { __typename: 'FilePart', path: string | null, mediaType: string | null }
          | { __typename: 'FinishPart', reason: string | null, message: string | null, finishedAt: string | null }
          | { __typename: 'ImagePart', url: string, detail: string | null }
          | { __typename: 'ReasoningPart', startedAt: string | null, finishedAt: string | null, thought: string }
          | { __typename: 'TextPart', text: string }
          | { __typename: 'ToolCallPart', callId: string | null, input: unknown, isFinished: boolean | null, isOfProvider: boolean, toolName: string }
          | { __typename: 'ToolResultPart', callId: string | null, costUsd: number | null, creditsCharged: number | null, toolName: string, output:
              | { __typename: 'StorybookOutput', name: string | null, version: number | null, aspectRatio: string | null, resolution: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
              | { __typename: 'StorybookProgressOutput', name: string | null, status: string | null, totalPages: number | null, completedPages: number | null, currentPage: number | null, generatingPages: Array<number>, errorMessage: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
              | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, mediaType: string | null, fileName: string | null }> }
              | { __typename: 'ToolDenial', reason: string | null }
              | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
              | { __typename: 'ToolTextOutput', text: string, isError: boolean }
              | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
             }
          | { __typename: 'UnknownPart', type: string | null, value: unknown }
        >, usage: { inputTokens: string | null, outputTokens: string | null, totalTokens: string | null, cacheReadTokens: string | null, reasoningTokens: string | null, costUsd: number | null, modelName: string | null } | null, modelSetting: { id: string, displayName: string | null } | null, tools: Array<{ name: string, isOn: boolean }>, mediaRequest: { type: string | null, modelName: string | null, aspectRatio: string | null, pageCount: number | null, pageCountText: string | null, isEnabled: boolean | null, hasRichDialogue: boolean, mangaLayout: boolean | null, templateName: string | null, templatePrompt: string | null, languageSource: string | null, videoSettings: unknown, storybookContext: unknown, language: string | null, hasVoice: boolean, miniTools: Array<{ key: string | null, name: string | null, references: Array<{ fileId: string | null }> }>, videoFrames: Array<{ fileId: string | null, type: string | null }>, references: Array<{ type: string | null, file: { id: string } | null }> } | null, files: Array<{ id: string, fileName: string }>, parent: { id: string } | null }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } | null } | null };

export type ChatSummariesQueryVariables = Exact<{
  id: string | number;
}>;


export type ChatSummariesQuery = { session: { chatSummaries: { nodes: Array<{ text: string, modelId: string, authority: string | null, originalTokens: string, summaryTokens: string, compressionRatio: number | null, createdAt: string, endMessage: { id: string, preview: string | null } | null, previous: { id: string } | null, next: { id: string } | null }> } | null } | null };

export type TurnQueryVariables = Exact<{
  id: string | number;
}>;


export type TurnQuery = { message: { id: string, preview: string | null, session: { id: string, name: string | null } | null, parent: { id: string } | null, children: { nodes: Array<{ id: string, role: ChatRole, preview: string | null, createdAt: string, parent: { id: string } | null }> } | null } | null };

export type AllTemplatesQueryVariables = Exact<{ [key: string]: never; }>;


export type AllTemplatesQuery = { slideTemplates: { totalCount: number, nodes: Array<{ databaseId: string, name: string, updatedAt: string | null }> } | null, mediaTemplates: { totalCount: number, nodes: Array<{ databaseId: string, name: string, prompt: string, updatedAt: string | null }> } | null };

export type MediaTemplatesQueryVariables = Exact<{
  filter?: MediaTemplateFilter | null | undefined;
  orderBy?: MediaTemplateOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MediaTemplatesQuery = { mediaTemplates: { totalCount: number, nodes: Array<{ id: string, databaseId: string, name: string, type: MediaTemplateType | null, typeText: string | null, preview: string | null, previewUrl: string | null, prompt: string, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PresentationPartQueryVariables = Exact<{
  session: string | number;
  name: string;
  slides: SlideFilter;
}>;


export type PresentationPartQuery = { session: { presentation: { slideCount: number, slides: Array<{ id: string, slideNumber: number | null, slideContent: string }> | null } | null } | null };

export type PresentationQueryVariables = Exact<{
  session: string | number;
  name: string;
}>;


export type PresentationQuery = { session: { presentation: { name: string, slides: Array<{ id: string, slideNumber: number | null, slideTitle: string | null, slideContent: string, imageUrl: string | null, lastTool: string | null, lastToolAt: string | null, updatedAt: string }> | null } | null } | null };

export type PresentationsQueryVariables = Exact<{
  session: string | number;
}>;


export type PresentationsQuery = { session: { presentations: Array<{ name: string, slideCount: number, lastUpdatedAt: string, slides: Array<{ id: string, slideNumber: number | null, slideTitle: string | null }> | null }> } | null };

export type PublicStorybookQueryVariables = Exact<{
  id: string | number;
}>;


export type PublicStorybookQuery = { storybook: { databaseId: string, name: string, version: number | null, aspectRatio: string, resolution: string, isComplete: boolean, characterDescription: string | null, style: { languageCode: string | null, mangaLayout: boolean | null } | null, generation: { status: StorybookGenerationStatus } | null, pages: Array<{ id: string, pageNumber: number | null, displayPage: number, imageUrl: string | null, htmlContent: string | null, textContent: string | null, audioLink: string | null, textPosition: StorybookTextPosition, textPercentage: number, isTextOnly: boolean, imagePrompt: string | null }>, session: { databaseId: string, name: string | null, user: { email: string } | null } | null } | null };

export type SessionSlidesQueryVariables = Exact<{
  session: string | number;
}>;


export type SessionSlidesQuery = { session: { databaseId: string, name: string | null, agentTypeText: string | null, presentations: Array<{ name: string, slideCount: number, lastUpdatedAt: string, slides: Array<{ databaseId: string, slideNumber: number | null, slideTitle: string | null, slideContent: string, imageUrl: string | null, createdAt: string, updatedAt: string }> | null }> } | null };

export type SessionStorybooksQueryVariables = Exact<{
  session: string | number;
  latestOnly: boolean;
}>;


export type SessionStorybooksQuery = { session: { storybooks: { totalCount: number, nodes: Array<{ id: string, databaseId: string, name: string, version: number | null, aspectRatio: string, resolution: string, pageCount: number, createdAt: string, updatedAt: string, isComplete: boolean, cover: { imageUrl: string | null } | null, generation: { status: StorybookGenerationStatus, totalPages: number | null, completedPages: number | null } | null }> } | null } | null };

export type SlideHistoryQueryVariables = Exact<{
  session: string | number;
  last?: number | null | undefined;
}>;


export type SlideHistoryQuery = { session: { slideVersions: { totalCount: number, nodes: Array<{ presentationName: string, slideNumber: number | null, version: number | null, session: { name: string | null } | null }>, pageInfo: { hasPreviousPage: boolean } } | null } | null };

export type SlideTemplateQueryVariables = Exact<{
  id: string | number;
}>;


export type SlideTemplateQuery = { node:
    | { name: string, slideContent: string }
    | Record<PropertyKey, never>
   | null };

export type SlideTemplatesQueryVariables = Exact<{
  filter?: SlideTemplateFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SlideTemplatesQuery = { slideTemplates: { totalCount: number, nodes: Array<{ id: string, databaseId: string, name: string, images: Array<string>, createdAt: string, updatedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SlideVersionsQueryVariables = Exact<{
  session: string | number;
  presentation: string;
}>;


export type SlideVersionsQuery = { session: { presentation: { slides: Array<{ slideNumber: number | null, imageUrl: string | null, versions: { totalCount: number, nodes: Array<{ id: string, version: number | null, isCurrent: boolean, imageUrl: string, thumbnailUrl: string | null, editSummary: string | null, createdAt: string, instructions: Array<{ type: SlideInstructionType, newText: string | null, prompt: string | null, askedAt: string | null, selection: { type: string | null, componentId: string | null, spotX: number | null, spotY: number | null, box: { x: number, y: number, width: number, height: number } | null } | null }> | null, root: { version: number | null } | null, parent: { version: number | null } | null, previous: { version: number | null } | null, newest: { version: number | null } | null, children: Array<{ version: number | null }>, slide: { slideTitle: string | null } | null }> } | null }> | null } | null } | null };

export type StorybookPagesHtmlQueryVariables = Exact<{
  id: string | number;
}>;


export type StorybookPagesHtmlQuery = { storybook: { pages: Array<{ pageNumber: number | null, displayPage: number, htmlContent: string | null, textPosition: StorybookTextPosition, textPositionText: string | null }>, pageLinks: Array<{ createdAt: string, page: { pageNumber: number | null } | null }> } | null };

export type StorybookProgressQueryVariables = Exact<{
  id: string | number;
}>;


export type StorybookProgressQuery = { storybook: { databaseId: string, name: string, version: number | null, aspectRatio: string, resolution: string, isComplete: boolean, updatedAt: string, pages: Array<{ pageNumber: number | null, displayPage: number, imageUrl: string | null, isTextOnly: boolean }>, generation: { status: StorybookGenerationStatus, statusText: string | null, totalPages: number | null, completedPages: number | null, generatingPages: Array<number>, errorMessage: string | null, isCancelled: boolean } | null } | null };

export type StorybookQueryVariables = Exact<{
  id: string | number;
}>;


export type StorybookQuery = { storybook: { databaseId: string, name: string, version: number | null, createdAt: string, updatedAt: string, aspectRatio: string, resolution: string, characterDescription: string | null, session: { databaseId: string } | null, style: { artStyle: string | null, colorPalette: string | null, genre: string | null, language: string | null, languageCode: string | null, textPosition: string | null, voiceEnabled: boolean | null, mangaLayout: boolean | null, imageModel: string | null } | null, pages: Array<{ id: string, pageNumber: number | null, displayPage: number, imageUrl: string | null, htmlContent: string | null, textContent: string | null, audioLink: string | null, textPosition: StorybookTextPosition, textPercentage: number, isTextOnly: boolean, imagePrompt: string | null, storybooks: Array<{ version: number | null }> }>, versions: { totalCount: number, nodes: Array<{ id: string, databaseId: string, name: string, version: number | null, pageCount: number, createdAt: string }> } | null, root: { version: number | null } | null, parent: { databaseId: string, version: number | null } | null, previous: { version: number | null } | null, newest: { version: number | null } | null, children: Array<{ version: number | null }> } | null };

export type FileUsesQueryVariables = Exact<{
  id: string | number;
}>;


export type FileUsesQuery = { node:
    | { fileName: string, url: string | null, urlExpiresAt: string | null, downloadPath: string | null, sessions: { nodes: Array<{ name: string | null }> } | null, messages: { totalCount: number, nodes: Array<{ createdAt: string, role: ChatRole, preview: string | null, session: { name: string | null } | null, files: Array<{ fileName: string }> }> } | null }
    | Record<PropertyKey, never>
   | null };

export type FilesOfAPublicSessionQueryVariables = Exact<{
  session: string | number;
}>;


export type FilesOfAPublicSessionQuery = { session: { name: string | null, assets: { totalCount: number, nodes: Array<{ fileName: string, url: string | null, downloadPath: string | null, user: { email: string } | null, sessions: { totalCount: number } | null }> } | null, assetLinks: { totalCount: number, nodes: Array<{ createdAt: string, asset: { fileName: string } | null }> } | null } | null };

export type MediaLibraryQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: AssetFilter | null | undefined;
}>;


export type MediaLibraryQuery = { viewer: { assets: { totalCount: number, nodes: Array<{ id: string, databaseId: string, fileName: string, fileSize: string | null, source: AssetSource, isPublic: boolean, url: string | null, downloadPath: string | null, createdAt: string, sessions: { nodes: Array<{ id: string, name: string | null }> } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null } } | null } | null };

export type SessionFilesQueryVariables = Exact<{
  session: string | number;
  filter?: SessionAssetFilter | null | undefined;
  orderBy?: AssetOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SessionFilesQuery = { session: { assets: { totalCount: number, nodes: Array<{ id: string, databaseId: string, fileName: string, fileSize: string | null, contentType: string | null, assetType: AssetType, source: AssetSource, uploadStatus: UploadStatus, createdAt: string, url: string | null, urlExpiresAt: string | null, downloadPath: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ApiKeysQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ApiKeysQuery = { viewer: { apiKeys: { nodes: Array<{ databaseId: string, hint: string, isActive: boolean, createdAt: string }> } | null } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { viewer: { databaseId: string, email: string, firstName: string | null, lastName: string | null, displayName: string, avatar: string | null, organization: string | null, language: string, role: UserRole, emailVerified: boolean, loginProvider: LoginProvider | null, lastLoginAt: string | null, subscriptionPlan: SubscriptionPlan, subscriptionStatus: string | null, subscriptionBillingCycle: BillingCycle | null, subscriptionCurrentPeriodEnd: string | null, createdAt: string, creditBalance: { credits: string, bonusCredits: string, total: string, status: BillingStatus, statusReason: string | null, updatedAt: string } | null } | null };

export type ServerInfoQueryVariables = Exact<{ [key: string]: never; }>;


export type ServerInfoQuery = { serverInfo: { schemaRevision: string | null, absentTables: Array<string> } | null };

export type AppleAccountBegunQueryVariables = Exact<{ [key: string]: never; }>;


export type AppleAccountBegunQuery = { viewer: { appleCredentials: Array<{ appleId: string | null, authState: AppleAuthState, authStateText: string, hasExpoToken: boolean, hasCertificate: boolean }> } | null };

export type AppleAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type AppleAccountsQuery = { viewer: { appleCredentials: Array<{ appleId: string | null, authState: AppleAuthState, teamName: string | null, selectedTeamId: string | null, sessionExpiry: string | null, iosBundleIdentifier: string | null, iosCertificateExpiry: string | null, hasSession: boolean, hasExpoToken: boolean, hasAppSpecificPassword: boolean, hasCertificate: boolean, hasProvisioningProfile: boolean, availableTeams: Array<{ teamId: string | null, name: string | null, type: string | null, status: string | null }> }> } | null };

export type ComposioProfilesQueryVariables = Exact<{
  filter?: ComposioProfileFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type ComposioProfilesQuery = { viewer: { composioProfiles: { totalCount: number, nodes: Array<{ id: string, databaseId: string, profileName: string, toolkitSlug: string, toolkitName: string, status: ComposioStatus, isDefault: boolean, enabledTools: Array<string>, createdAt: string, updatedAt: string }> } | null } | null };

export type ConnectionsQueryVariables = Exact<{ [key: string]: never; }>;


export type ConnectionsQuery = { viewer: { connectors: Array<{ databaseId: string, type: ConnectorType, isConnected: boolean, isTokenExpired: boolean, hasRefreshToken: boolean, tokenExpiry: string | null, account: { login: string | null, name: string | null, email: string | null, avatarUrl: string | null, appType: string | null, scopes: Array<string> } | null }> } | null };

export type WatchAllEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  groups?: Array<EventGroup> | EventGroup | null | undefined;
  types?: Array<string> | string | null | undefined;
}>;


export type WatchAllEventsSubscription = { allEvents:
    | { __typename: 'EventAdded', cursor: string, createdAt: string, event: { id: string, eventType: string, group: EventGroup, session: { id: string } | null } }
    | { __typename: 'StreamGap', cursor: string, createdAt: string, reason: StreamGapReason }
   };

export type WatchAllRunsSubscriptionVariables = Exact<{
  statuses?: Array<RunStatus> | RunStatus | null | undefined;
}>;


export type WatchAllRunsSubscription = { runActivity: { id: string, taskType: string, status: RunStatus, updatedAt: string, session: { id: string, user: { id: string, email: string } | null } | null } };

export type WatchBalanceSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type WatchBalanceSubscription = { creditBalance: { id: string, credits: string, bonusCredits: string, total: string, updatedAt: string } | null };

export type WatchChatEventsSubscriptionVariables = Exact<{
  session: string | number;
  after?: string | null | undefined;
}>;


export type WatchChatEventsSubscription = { sessionEvents:
    | { __typename: 'EventAdded', cursor: string, createdAt: string, event: { databaseId: string, eventType: string, groupText: string, content: unknown, createdAt: string, runDatabaseId: string | null } }
    | { __typename: 'StreamGap', cursor: string, createdAt: string, reason: StreamGapReason }
   };

export type WatchDeploymentSubscriptionVariables = Exact<{
  project: string | number;
}>;


export type WatchDeploymentSubscription = { deploymentStatus: { id: string, name: string | null, productionUrl: string | null, latestDeployment: { id: string, databaseId: string, version: number, status: DeploymentStatus, statusText: string, provider: DeploymentProvider, environment: string, deploymentUrl: string | null, errorMessage: string | null } | null } };

export type WatchHomeSubscriptionVariables = Exact<{
  first: number;
}>;


export type WatchHomeSubscription = { viewerUpdated: { id: string, sessions: { nodes: Array<{ id: string, isPinned: boolean, name: string | null, activeRun: { id: string, status: RunStatus } | null }> } | null } };

export type WatchMessagesSubscriptionVariables = Exact<{
  session: string | number;
  after?: string | null | undefined;
}>;


export type WatchMessagesSubscription = { messageAdded:
    | { __typename: 'MessageWritten', cursor: string, createdAt: string, message: { id: string, databaseId: string, role: ChatRole, isFinished: boolean | null, finishReason: FinishReason | null, tokens: string | null, model: string | null, createdAt: string, parts: Array<
          | { __typename: 'CodePart' }
          | { __typename: 'CouncilMemberPart' }
          | { __typename: 'CouncilSynthesisPart' }
          | { __typename: 'FilePart' }
          | { __typename: 'FinishPart' }
          | { __typename: 'ImagePart' }
          | { __typename: 'ReasoningPart', text: string }
          | { __typename: 'TextPart', text: string }
          | { __typename: 'ToolCallPart', callId: string | null, name: string, isFinished: boolean | null }
          | { __typename: 'ToolResultPart' }
          | { __typename: 'UnknownPart' }
        >, usage: { inputTokens: string | null, outputTokens: string | null, totalTokens: string | null, cacheReadTokens: string | null, reasoningTokens: string | null, costUsd: number | null, modelName: string | null } | null, modelSetting: { id: string, displayName: string | null } | null, tools: Array<{ name: string, isOn: boolean }>, mediaRequest: { type: string | null, modelName: string | null, provider: string | null, aspectRatio: string | null, resolution: string | null, textPosition: string | null, genre: string | null, isAdvanced: boolean, templateId: string | null, pageCount: number | null, pageCountText: string | null, isEnabled: boolean | null, hasRichDialogue: boolean, mangaLayout: boolean | null, templateName: string | null, templatePrompt: string | null, languageSource: string | null, videoSettings: unknown, storybookContext: unknown, language: string | null, hasVoice: boolean, miniTools: Array<{ key: string | null, name: string | null, references: Array<{ fileId: string | null }> }>, videoFrames: Array<{ fileId: string | null, type: string | null }>, references: Array<{ type: string | null, fileId: string | null, file: { id: string } | null }> } | null, files: Array<{ id: string, databaseId: string, fileName: string, contentType: string | null, fileSize: string | null, url: string | null, downloadPath: string | null }> } }
    | { __typename: 'StreamGap', cursor: string, createdAt: string, reason: StreamGapReason }
   };

export type WatchRunLogSubscriptionVariables = Exact<{
  run: string | number;
  after?: string | null | undefined;
}>;


export type WatchRunLogSubscription = { runLog:
    | { __typename: 'EventAdded', cursor: string, createdAt: string, event: { id: string, eventType: string, text: string | null } }
    | { __typename: 'RunEnded', cursor: string, createdAt: string, status: RunStatus, statusText: string, run: { id: string, errorMessage: string | null } | null }
    | { __typename: 'RunStatusChanged', cursor: string, createdAt: string, status: RunStatus, statusText: string }
    | { __typename: 'StreamGap', cursor: string, createdAt: string, reason: StreamGapReason }
    | { __typename: 'TaskLogAdded', cursor: string, createdAt: string, log: { id: string, status: RunStatus, data: unknown } | null }
   };

export type WatchRunSubscriptionVariables = Exact<{
  run: string | number;
}>;


export type WatchRunSubscription = { runUpdated: { id: string, status: RunStatus, errorMessage: string | null, version: string, updatedAt: string } };

export type WatchSessionDeltasSubscriptionVariables = Exact<{
  session: string | number;
}>;


export type WatchSessionDeltasSubscription = { sessionDeltas: { eventDatabaseId: string, eventType: string, groupText: string, text: string | null, content: unknown, runDatabaseId: string | null, agentName: string | null, createdAt: string } };

export type WatchSessionEventsSubscriptionVariables = Exact<{
  session: string | number;
  after?: string | null | undefined;
  groups?: Array<EventGroup> | EventGroup | null | undefined;
  types?: Array<string> | string | null | undefined;
}>;


export type WatchSessionEventsSubscription = { sessionEvents:
    | { __typename: 'EventAdded', cursor: string, createdAt: string, event: { id: string, eventType: string, group: EventGroup, text: string | null, tool: { callId: string | null, name: string, isError: boolean | null } | null, plan: { summary: string | null } | null, run: { id: string } | null } }
    | { __typename: 'StreamGap', cursor: string, createdAt: string, reason: StreamGapReason }
   };

export type WatchSessionRunsSubscriptionVariables = Exact<{
  session: string | number;
}>;


export type WatchSessionRunsSubscription = { sessionRuns: Array<{ id: string, taskType: string, status: RunStatus, updatedAt: string }> };

export type WatchSessionSubscriptionVariables = Exact<{
  session: string | number;
}>;


export type WatchSessionSubscription = { sessionUpdated: { id: string, databaseId: string, name: string | null, kind: SessionKind, agentTypeText: string | null, status: SessionStatus, isTitlePending: boolean, isPublic: boolean, publicUrl: string | null, version: string, lastMessageAt: string | null, plan: { summary: string | null, milestones: Array<{ key: string | null, content: string, status: MilestoneStatus }> } | null, todos: Array<{ key: string | null, content: string, status: TodoStatus, priority: TodoPriority }>, forkInfo: { forkType: string | null, parentAgentType: string | null, instruction: string | null, forkedAt: string | null } | null, advancedMode: { isEnabled: boolean, references: Array<{ type: string | null, fileId: string | null }> } | null, modelSetting: { id: string, databaseId: string, displayName: string | null } | null, project: { id: string, databaseId: string, name: string | null } | null, latestRun: { id: string, status: RunStatus } | null, sandbox: { id: string, status: SandboxStatus } | null, presentations: Array<{ name: string, slideCount: number, lastUpdatedAt: string }> } };

export type WatchStorybookSubscriptionVariables = Exact<{
  storybook: string | number;
}>;


export type WatchStorybookSubscription = { storybookProgress: { id: string, databaseId: string, name: string, version: number | null, aspectRatio: string, resolution: string, isComplete: boolean, generation: { status: StorybookGenerationStatus, totalPages: number | null, completedPages: number | null, generatingPages: Array<number>, errorMessage: string | null } | null, pages: Array<{ id: string, pageNumber: number | null, displayPage: number, imageUrl: string | null }> } };

export type WatchTaskLogsSubscriptionVariables = Exact<{
  run: string | number;
  after?: string | null | undefined;
}>;


export type WatchTaskLogsSubscription = { taskLogs:
    | { __typename: 'RunEnded', cursor: string, createdAt: string, statusText: string }
    | { __typename: 'StreamGap', cursor: string, createdAt: string, reason: StreamGapReason }
    | { __typename: 'TaskLogAdded', cursor: string, createdAt: string, log: { id: string, status: RunStatus, data: unknown } | null }
   };

export type AllCustomDomainsQueryVariables = Exact<{
  filter?: CustomDomainFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AllCustomDomainsQuery = { customDomains: { totalCount: number, nodes: Array<{ subdomain: string, dnsStatus: DnsStatus, sslStatus: SslStatus, claimedAt: string | null, project: { name: string | null, user: { email: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AllDeploymentsQueryVariables = Exact<{
  filter?: DeploymentFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AllDeploymentsQuery = { deployments: { totalCount: number, nodes: Array<{ version: number, status: DeploymentStatus, provider: DeploymentProvider, createdAt: string, errorPhase: string | null, errorMessage: string | null, project: { name: string | null, user: { email: string } | null } | null, deployedBy: { email: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AllProjectsQueryVariables = Exact<{
  filter?: AnyProjectFilter | null | undefined;
  first: number;
  withDeleted: boolean;
}>;


export type AllProjectsQuery = { projects: { totalCount: number, nodes: Array<{ id: string, name: string | null, status: string, framework: string | null, updatedAt: string, deletedAt: string | null, user: { id: string, email: string } | null, productionDeployment: { deploymentUrl: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CustomDomainQueryVariables = Exact<{
  subdomain: string;
}>;


export type CustomDomainQuery = { customDomain: { subdomain: string, fullDomain: string, dnsStatus: DnsStatus, dnsStatusText: string, sslStatus: SslStatus, sslStatusText: string, project: { name: string | null } | null } | null };

export type DeletedProjectsQueryVariables = Exact<{ [key: string]: never; }>;


export type DeletedProjectsQuery = { projects: { nodes: Array<{ id: string, name: string | null, deletedAt: string | null }> } | null };

export type DeploymentQueryVariables = Exact<{
  id: string | number;
}>;


export type DeploymentQuery = { node:
    | { version: number, environment: string, status: DeploymentStatus, statusText: string, provider: DeploymentProvider, providerText: string, deploymentUrl: string | null, snapshotId: string | null, startedAt: string | null, deployedAt: string | null, finishedAt: string | null, deployDurationMs: number | null, uploadDurationMs: number | null, buildDurationMs: number | null, errorPhase: string | null, errorCode: string | null, errorMessage: string | null, deployedBy: { displayName: string } | null, customDomains: Array<{ subdomain: string }>, project: { name: string | null } | null }
    | Record<PropertyKey, never>
   | null };

export type MyDeploymentsQueryVariables = Exact<{
  filter?: DeploymentFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type MyDeploymentsQuery = { viewer: { deployments: { nodes: Array<{ version: number, status: DeploymentStatus, createdAt: string, project: { name: string | null } | null }> } | null } | null };

export type MyProjectsQueryVariables = Exact<{
  filter?: ProjectFilter | null | undefined;
  orderBy?: ProjectOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyProjectsQuery = { viewer: { projects: { totalCount: number, nodes: Array<{ id: string, name: string | null, status: string, framework: string | null, productionUrl: string | null, updatedAt: string, session: { id: string, name: string | null } | null, productionDeployment: { version: number, deploymentUrl: string | null } | null, latestDeployment: { version: number, status: DeploymentStatus } | null, customDomain: { fullDomain: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type MyPublishedProjectsQueryVariables = Exact<{
  filter: ProjectFilter;
}>;


export type MyPublishedProjectsQuery = { viewer: { projects: { nodes: Array<{ name: string | null, framework: string | null, status: string }> } | null } | null };

export type ProjectPageQueryVariables = Exact<{
  session: string | number;
}>;


export type ProjectPageQuery = { session: { project: { id: string, databaseId: string, name: string | null, description: string | null, status: string, framework: string | null, projectPath: string | null, productionUrl: string | null, currentBuildStatus: string, hasSecrets: boolean, hasStorage: boolean, createdAt: string, updatedAt: string, deployments: { totalCount: number, nodes: Array<{ id: string, version: number, environment: string, status: DeploymentStatus, provider: DeploymentProvider, deploymentUrl: string | null, startedAt: string | null, finishedAt: string | null, deployDurationMs: number | null, errorPhase: string | null }> } | null, productionDeployment: { databaseId: string, version: number } | null, latestDeployment: { databaseId: string, version: number, statusText: string, provider: DeploymentProvider, environment: string, deploymentUrl: string | null, errorPhase: string | null, errorMessage: string | null } | null, customDomain: { subdomain: string, fullDomain: string, dnsStatus: DnsStatus, sslStatus: SslStatus, claimedAt: string | null, deployment: { version: number } | null, claimedBy: { email: string } | null } | null, databases: Array<{ source: DatabaseSource, databaseName: string | null, branchName: string | null, isActive: boolean, createdAt: string }>, database: { databaseName: string | null } | null } | null, databases: Array<{ databaseName: string | null, project: { name: string | null } | null }> } | null };

export type ProjectQueryVariables = Exact<{
  id: string | number;
}>;


export type ProjectQuery = { project: { name: string | null, user: { displayName: string } | null, session: { name: string | null } | null } | null };

export type SubdomainCheckQueryVariables = Exact<{
  name: string;
}>;


export type SubdomainCheckQuery = { reservedSubdomains: Array<string> | null, free: { subdomain: string, isAvailable: boolean, verdict: SubdomainVerdict, reason: string, baseDomain: string | null, fullDomain: string | null, suggestions: Array<string> } | null, taken: { verdict: SubdomainVerdict, fullDomain: string | null, suggestions: Array<string> } | null, reserved: { subdomain: string, verdict: SubdomainVerdict } | null, malformed: { verdict: SubdomainVerdict } | null };

export type ActiveRunsQueryVariables = Exact<{ [key: string]: never; }>;


export type ActiveRunsQuery = { viewer: { activeRuns: Array<{ id: string, status: RunStatus, createdAt: string, session: { id: string, name: string | null } | null }> } | null };

export type OlderRowsQueryVariables = Exact<{
  id: string | number;
}>;


export type OlderRowsQuery = { session: { agentRunTasks: { nodes: Array<{ databaseId: string, status: AgentRunTaskStatus, statusText: string, errorMessage: string | null, createdAt: string | null, run: { id: string } | null, userMessage: { preview: string | null } | null }> } | null, eventLogs: { nodes: Array<{ group: string, name: string, payload: unknown, createdAt: string | null, run: { id: string, status: RunStatus } | null }> } | null } | null };

export type RunLogPageQueryVariables = Exact<{
  id: string | number;
  last: number;
  before?: string | null | undefined;
}>;


export type RunLogPageQuery = { run: { id: string, status: RunStatus, log: { edges: Array<{ cursor: string, node:
          | { __typename: 'EventAdded', createdAt: string, event: { eventType: string, text: string | null } }
          | { __typename: 'RunEnded', createdAt: string, status: RunStatus }
          | { __typename: 'RunStatusChanged', createdAt: string, status: RunStatus }
          | { __typename: 'StreamGap', createdAt: string }
          | { __typename: 'TaskLogAdded', createdAt: string, log: { status: RunStatus, data: unknown } | null }
         }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type RunNumbersQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type RunNumbersQuery = { runStatistics: Array<{ start: string, total: number, counts: Array<{ taskType: string, status: RunStatus, statusText: string, count: number, averageSeconds: number | null }> }> | null, activeRunCounts: Array<{ status: RunStatus, count: number, oldestAt: string }> | null };

export type RunPageQueryVariables = Exact<{
  id: string | number;
}>;


export type RunPageQuery = { run: { id: string, databaseId: string, taskType: string, status: RunStatus, statusText: string, errorMessage: string | null, version: string, createdAt: string, updatedAt: string, duration: number | null, cost: string, request: { text: string | null, agentType: string | null, modelId: string | null, provider: string | null, buildMode: string | null, milestones: Array<string>, files: Array<{ id: string, fileName: string }> } | null, session: { id: string, name: string | null } | null, logs: { nodes: Array<{ id: string, status: RunStatus, createdAt: string }> } | null, events: { nodes: Array<{ eventType: string, text: string | null, createdAt: string, tool: { name: string, isError: boolean | null } | null }> } | null, transcripts: Array<{ id: string, modelId: string, agentName: string | null, status: RunStatus, createdAt: string, metrics: { inputTokens: string | null, outputTokens: string | null, totalTokens: string | null, reasoningTokens: string | null, costUsd: number | null, duration: number | null, timeToFirstToken: number | null } | null }>, subRuns: Array<{ runId: string, agentName: string | null, modelId: string, metrics: { totalTokens: string | null, costUsd: number | null } | null }> } | null };

export type SandboxesQueryVariables = Exact<{
  id: string | number;
}>;


export type SandboxesQuery = { session: { sandbox: { status: SandboxStatus, provider: SandboxProvider, expiredAt: string | null } | null, sandboxes: { nodes: Array<{ status: SandboxStatus, statusText: string, provider: SandboxProvider, createdAt: string }> } | null } | null };

export type SessionRunsQueryVariables = Exact<{
  id: string | number;
  filter?: RunFilter | null | undefined;
  first: number;
}>;


export type SessionRunsQuery = { session: { runs: { totalCount: number, nodes: Array<{ id: string, taskType: string, status: RunStatus, errorMessage: string | null, createdAt: string, duration: number | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type AgentSummaryQueryVariables = Exact<{
  id: string | number;
}>;


export type AgentSummaryQuery = { session: { summary: { content: string, topics: Array<string>, version: string, metrics: { inputTokens: string | null, outputTokens: string | null, totalTokens: string | null } | null, lastTranscript: { databaseId: string, modelId: string } | null, session: { id: string } | null } | null } | null };

export type RunStepsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: RunStepFilter | null | undefined;
}>;


export type RunStepsQuery = { run: { status: RunStatus, steps: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, callId: string | null, name: string, displayName: string | null, summary: string | null, startedAt: string, finishedAt: string | null, durationMs: number | null, isError: boolean | null, costUsd: number | null, agentName: string | null, isOfSubAgent: boolean, parentRunDatabaseId: string | null, preview: string | null, result: { id: string, contentSize: number } | null }> } | null } | null };

export type StuckRunsQueryVariables = Exact<{
  first: number;
}>;


export type StuckRunsQuery = { stuck: { nodes: Array<{ id: string, status: RunStatus, createdAt: string, session: { name: string | null, user: { email: string } | null } | null }> } | null, active: { totalCount: number, nodes: Array<{ id: string, status: RunStatus }> } | null, failed: { totalCount: number, nodes: Array<{ id: string, errorMessage: string | null, session: { id: string } | null }> } | null };

export type SubRunsQueryVariables = Exact<{
  id: string | number;
}>;


export type SubRunsQuery = { session: { transcripts: { nodes: Array<{ runId: string, agentName: string | null, modelId: string, run: { id: string } | null, parentRun: { id: string } | null, subRuns: Array<{ runId: string, agentName: string | null }> }> } | null } | null };

export type RunRecordQueryVariables = Exact<{
  id: string | number;
  first: number;
  after?: string | null | undefined;
}>;


export type RunRecordQuery = { run: { logs: { edges: Array<{ cursor: string, node: { databaseId: string, status: RunStatus, statusText: string, data: unknown, createdAt: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type TranscriptQueryVariables = Exact<{
  id: string | number;
}>;


export type TranscriptQuery = { run: { transcripts: Array<{ input: string | null, messages: Array<{ role: string | null, text: string | null, content: unknown, reasoning: string | null, toolCalls: unknown, toolCallId: string | null, toolName: string | null, isToolError: boolean | null, createdAt: string | null, metrics: { inputTokens: string | null, outputTokens: string | null } | null }>, tools: Array<{ callId: string | null, name: string | null, displayName: string | null, input: unknown, result: unknown, isError: boolean | null, needsConfirmation: boolean, isConfirmed: boolean | null }> }> } | null };

export type SearchQueryVariables = Exact<{
  text: string;
  kinds?: Array<SearchKind> | SearchKind | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchQuery = { search: { edges: Array<{ cursor: string, node: { kind: SearchKind, text: string, createdAt: string, highlights: Array<{ start: number, length: number }>, node:
          | { __typename: 'ApplicationEvent', id: string }
          | { __typename: 'ChatMessage', id: string }
          | { __typename: 'Session', id: string }
          | { __typename: 'SlideContent', id: string }
          | { __typename: 'Storybook', id: string }
          | { __typename: 'UserAsset', id: string }
         | null, session: { id: string, name: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AccountEventsQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountEventsQuery = { viewer: { events: { nodes: Array<{ eventType: string, group: EventGroup, text: string | null, createdAt: string, session: { id: string } | null }> } | null } | null };

export type AllEventsQueryVariables = Exact<{
  filter?: AnyEventFilter | null | undefined;
  first: number;
}>;


export type AllEventsQuery = { events: { nodes: Array<{ eventType: string, group: EventGroup, createdAt: string, text: string | null, session: { name: string | null } | null, user: { email: string } | null }>, pageInfo: { hasNextPage: boolean } } | null };

export type AllSessionEventsQueryVariables = Exact<{
  id: string | number;
}>;


export type AllSessionEventsQuery = { session: { events: { totalCount: number, nodes: Array<{ eventType: string, groupText: string, content: unknown, contentSize: number }> } | null } | null };

export type AllSessionsQueryVariables = Exact<{
  filter?: AnySessionFilter | null | undefined;
  first: number;
  withDeleted: boolean;
}>;


export type AllSessionsQuery = { sessions: { totalCount: number, nodes: Array<{ id: string, name: string | null, kind: SessionKind, status: SessionStatus, isPublic: boolean, isDeleted: boolean, createdAt: string, user: { id: string, email: string } | null, latestRun: { status: RunStatus } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AnyObjectQueryVariables = Exact<{
  id: string | number;
}>;


export type AnyObjectQuery = { node:
    | { __typename: 'AgentEventLog', id: string }
    | { __typename: 'AgentRunMessage', id: string }
    | { __typename: 'AgentRunTask', id: string }
    | { __typename: 'AgentSandbox', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'AppleCredential', id: string }
    | { __typename: 'ApplicationEvent', id: string }
    | { __typename: 'BillingTransaction', id: string }
    | { __typename: 'ChatMessage', id: string }
    | { __typename: 'ChatProviderContainer', id: string }
    | { __typename: 'ChatProviderFile', id: string }
    | { __typename: 'ChatProviderVectorStore', id: string }
    | { __typename: 'ChatRun', id: string }
    | { __typename: 'ChatSummary', id: string }
    | { __typename: 'ComposioProfile', id: string }
    | { __typename: 'Connector', id: string }
    | { __typename: 'CreditBalance', id: string }
    | { __typename: 'CreditTransaction', id: string }
    | { __typename: 'McpSetting', id: string }
    | { __typename: 'MediaTemplate', id: string }
    | { __typename: 'ModelSetting', id: string }
    | { __typename: 'Project', id: string }
    | { __typename: 'ProjectCustomDomain', id: string }
    | { __typename: 'ProjectDatabase', id: string }
    | { __typename: 'ProjectDeployment', id: string }
    | { __typename: 'PurgeDeadLetter', id: string }
    | { __typename: 'RunTask', id: string }
    | { __typename: 'Session', name: string | null, id: string }
    | { __typename: 'SessionAsset', id: string }
    | { __typename: 'SessionPin', id: string }
    | { __typename: 'SessionSummary', id: string }
    | { __typename: 'SessionWishlist', id: string }
    | { __typename: 'Skill', id: string }
    | { __typename: 'SlideContent', id: string }
    | { __typename: 'SlideTemplate', id: string }
    | { __typename: 'SlideVersion', id: string }
    | { __typename: 'Storybook', id: string }
    | { __typename: 'StorybookPage', id: string }
    | { __typename: 'TaskLog', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'UserAgent', id: string }
    | { __typename: 'UserAsset', id: string }
    | { __typename: 'UserMemory', id: string }
    | { __typename: 'WaitlistEntry', id: string }
   | null };

export type DesignStateQueryVariables = Exact<{
  id: string | number;
}>;


export type DesignStateQuery = { session: { version: string, designState: { changes: Array<unknown>, redoChanges: Array<unknown>, updatedAt: string | null } | null } | null };

export type EventDetailsOfAPublicSessionQueryVariables = Exact<{
  id: string | number;
  types?: Array<string> | string | null | undefined;
}>;


export type EventDetailsOfAPublicSessionQuery = { session: { events: { nodes: Array<{ eventType: string, text: string | null, errorCode: string | null, runStatus: RunStatus | null, deploymentUrl: string | null, origin: string | null, agentName: string | null, delegatedFrom: string | null, parentRunDatabaseId: string | null, isOfSubAgent: boolean, isSubAgentResponse: boolean, editorUrl: string | null, milestoneChange: { key: string | null, status: MilestoneStatus } | null, planOptions: { message: string | null, suggestions: Array<{ key: string | null, label: string | null, description: string | null, prompt: string | null }> } | null, citations: Array<{ url: string | null, title: string | null, text: string | null }>, buildLog: { status: string | null, step: string | null, level: string | null, text: string | null } | null, confirmation: { message: string | null, requirements: Array<{ key: string | null, needsConfirmation: boolean, needsUserInput: boolean, needsExternalExecution: boolean, callId: string | null, toolName: string | null, arguments: unknown, inputSchema: Array<{ name: string, type: string | null, description: string | null, value: unknown }>, requestedKeys: Array<{ key: string, description: string | null }> }> } | null }> } | null } | null };

export type EventDetailsQueryVariables = Exact<{
  id: string | number;
  types?: Array<string> | string | null | undefined;
}>;


export type EventDetailsQuery = { session: { events: { nodes: Array<{ eventType: string, strippedAt: string | null, text: string | null, summary: string | null, errorCode: string | null, runStatus: RunStatus | null, deploymentUrl: string | null, compactedSummary: string | null, origin: string | null, agentName: string | null, delegatedFrom: string | null, parentRunDatabaseId: string | null, isOfSubAgent: boolean, isSubAgentResponse: boolean, editorUrl: string | null, milestoneChange: { key: string | null, status: MilestoneStatus } | null, planOptions: { message: string | null, suggestions: Array<{ key: string | null, label: string | null, description: string | null, prompt: string | null }> } | null, citations: Array<{ url: string | null, title: string | null, text: string | null }>, buildLog: { status: string | null, step: string | null, level: string | null, text: string | null } | null, confirmation: { message: string | null, requirements: Array<{ key: string | null, needsConfirmation: boolean, needsUserInput: boolean, needsExternalExecution: boolean, callId: string | null, toolName: string | null, arguments: unknown, inputSchema: Array<{ name: string, type: string | null, description: string | null, value: unknown }>, requestedKeys: Array<{ key: string, description: string | null }> }> } | null }> } | null } | null };

export type EventHistoryQueryVariables = Exact<{
  id: string | number;
  first: number;
  after?: string | null | undefined;
}>;


export type EventHistoryQuery = { session: { databaseId: string, runStatus: RunStatus | null, events: { nodes: Array<{ databaseId: string, eventType: string, groupText: string, content: unknown, createdAt: string, runDatabaseId: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ExportSessionQueryVariables = Exact<{
  id: string | number;
  first: number;
  after?: string | null | undefined;
  presentation?: string | null | undefined;
  fromNumber?: number | null | undefined;
  toNumber?: number | null | undefined;
  withSession?: boolean | null | undefined;
  withMessages?: boolean | null | undefined;
  withEvents?: boolean | null | undefined;
  withRuns?: boolean | null | undefined;
  withTranscripts?: boolean | null | undefined;
  withAssets?: boolean | null | undefined;
  withSlideVersions?: boolean | null | undefined;
  withStorybooks?: boolean | null | undefined;
  withChatSummaries?: boolean | null | undefined;
  withCreditTransactions?: boolean | null | undefined;
  withPresentations?: boolean | null | undefined;
  withSlides?: boolean | null | undefined;
}>;


export type ExportSessionQuery = { session: { databaseId: string, messages?: { nodes: Array<{ databaseId: string, roleText: string, tokens: string | null, model: string | null, fileIds: Array<string>, isFinished: boolean | null, finishReasonText: string | null, createdAt: string, updatedAt: string, parts: Array<
          | { __typename: 'CodePart', key: string | null, code: string, status: string | null, outputs: unknown }
          | { __typename: 'CouncilMemberPart', modelId: string | null, modelName: string | null, errorMessage: string | null, answer: string, memberStatus: string | null }
          | { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string }
          | { __typename: 'FilePart', path: string | null, mediaType: string | null }
          | { __typename: 'FinishPart', reason: string | null, message: string | null, finishedAt: string | null }
          | { __typename: 'ImagePart', url: string, detail: string | null }
          | { __typename: 'ReasoningPart', startedAt: string | null, finishedAt: string | null, thought: string }
          | { __typename: 'TextPart', text: string }
          | { __typename: 'ToolCallPart', callId: string | null, input: unknown, isFinished: boolean | null, isOfProvider: boolean, toolName: string }
          | { __typename: 'ToolResultPart', callId: string | null, costUsd: number | null, creditsCharged: number | null, toolName: string, output:
              | { __typename: 'StorybookOutput', name: string | null, version: number | null, aspectRatio: string | null, resolution: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
              | { __typename: 'StorybookProgressOutput', name: string | null, status: string | null, totalPages: number | null, completedPages: number | null, currentPage: number | null, generatingPages: Array<number>, errorMessage: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
              | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, mediaType: string | null, fileName: string | null }> }
              | { __typename: 'ToolDenial', reason: string | null }
              | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
              | { __typename: 'ToolTextOutput', text: string, isError: boolean }
              | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
             }
          | { __typename: 'UnknownPart', type: string | null, value: unknown }
        >, usage: { inputTokens: string | null, outputTokens: string | null, totalTokens: string | null, cacheReadTokens: string | null, reasoningTokens: string | null, costUsd: number | null, modelName: string | null } | null, tools: Array<{ name: string, isOn: boolean }>, mediaRequest: { type: string | null, modelName: string | null, templateName: string | null, templatePrompt: string | null, language: string | null, references: Array<{ type: string | null, fileId: string | null }> } | null, parent: { databaseId: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, events?: { nodes: Array<{ databaseId: string, eventType: string, groupText: string, content: unknown, createdAt: string, updatedAt: string, runDatabaseId: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, runs?: { nodes: Array<{ databaseId: string, taskType: string, statusText: string, errorMessage: string | null, cost: string, createdAt: string, updatedAt: string, version: string, request: { text: string | null } | null, logs: { nodes: Array<{ databaseId: string, statusText: string, data: unknown, createdAt: string }> } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, transcripts?: { nodes: Array<{ databaseId: string, runId: string, agentName: string | null, modelId: string, statusText: string, input: string | null, createdAt: string, updatedAt: string, messages: Array<{ role: string | null, text: string | null, content: unknown, reasoning: string | null, toolCalls: unknown, toolCallId: string | null, toolName: string | null, isToolError: boolean | null, createdAt: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, assets?: { nodes: Array<{ databaseId: string, fileName: string, contentType: string | null, fileSize: string | null, assetTypeText: string, sourceText: string, uploadStatusText: string, isPublic: boolean, downloadPath: string | null, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, slideVersions?: { nodes: Array<{ databaseId: string, presentationName: string, slideNumber: number | null, version: number | null, imageUrl: string, thumbnailUrl: string | null, editSummary: string | null, isCurrent: boolean, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, storybooks?: { nodes: Array<{ databaseId: string, name: string, version: number | null, aspectRatio: string, resolution: string, characterDescription: string | null, createdAt: string, pages: Array<{ databaseId: string, pageNumber: number | null, textContent: string | null, imageUrl: string | null, audioLink: string | null, imagePrompt: string | null, textPositionText: string | null, textPercentage: number, isTextOnly: boolean }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, chatSummaries?: { nodes: Array<{ databaseId: string, modelId: string, text: string, originalTokens: string, summaryTokens: string, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, creditTransactions?: { nodes: Array<{ databaseId: string, typeText: string, creditTypeText: string, amount: string, balanceAfter: string, modelId: string | null, description: string | null, runDatabaseId: string | null, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, presentations?: Array<{ name: string, slideCount: number, lastUpdatedAt: string, slides: Array<{ slideNumber: number | null }> | null }>, presentation?: { slides: Array<{ databaseId: string, presentationName: string, slideNumber: number | null, slideTitle: string | null, slideContent: string, imageUrl: string | null, createdAt: string, updatedAt: string }> | null } | null } & { name?: string | null, kindText?: string, agentTypeText?: string | null, statusText?: string, isPublic?: boolean, publicUrl?: string | null, version?: string, createdAt?: string, updatedAt?: string, lastMessageAt?: string | null, plan?: { summary: string | null, milestones: Array<{ key: string | null, content: string, status: MilestoneStatus, details: string | null, dependencies: Array<string> }> } | null, todos?: Array<{ key: string | null, content: string, status: TodoStatus, priority: TodoPriority }>, forkInfo?: { forkType: string | null, instruction: string | null, forkedAt: string | null, attachmentIds: Array<string>, attachmentPaths: Array<string> } | null, advancedMode?: { isEnabled: boolean, references: Array<{ type: string | null, file: { databaseId: string, fileName: string } | null }> } | null, designState?: { changes: Array<unknown>, redoChanges: Array<unknown>, updatedAt: string | null } | null, modelSetting?: { databaseId: string, displayName: string | null, provider: ModelProvider } | null, parent?: { databaseId: string, name: string | null } | null, project?: { databaseId: string, name: string | null, framework: string | null, productionUrl: string | null, deployments: { nodes: Array<{ databaseId: string, version: number, statusText: string, deploymentUrl: string | null, createdAt: string }> } | null } | null, summary?: { content: string, topics: Array<string> } | null, sandbox?: { providerText: string, statusText: string, expiredAt: string | null } | null, creditSums?: { spent: string, granted: string, entries: number } | null } | null };

export type ExportedSessionFragment = { name: string | null, kindText: string, agentTypeText: string | null, statusText: string, isPublic: boolean, publicUrl: string | null, version: string, createdAt: string, updatedAt: string, lastMessageAt: string | null, plan: { summary: string | null, milestones: Array<{ key: string | null, content: string, status: MilestoneStatus, details: string | null, dependencies: Array<string> }> } | null, todos: Array<{ key: string | null, content: string, status: TodoStatus, priority: TodoPriority }>, forkInfo: { forkType: string | null, instruction: string | null, forkedAt: string | null, attachmentIds: Array<string>, attachmentPaths: Array<string> } | null, advancedMode: { isEnabled: boolean, references: Array<{ type: string | null, file: { databaseId: string, fileName: string } | null }> } | null, designState: { changes: Array<unknown>, redoChanges: Array<unknown>, updatedAt: string | null } | null, modelSetting: { databaseId: string, displayName: string | null, provider: ModelProvider } | null, parent: { databaseId: string, name: string | null } | null, project: { databaseId: string, name: string | null, framework: string | null, productionUrl: string | null, deployments: { nodes: Array<{ databaseId: string, version: number, statusText: string, deploymentUrl: string | null, createdAt: string }> } | null } | null, summary: { content: string, topics: Array<string> } | null, sandbox: { providerText: string, statusText: string, expiredAt: string | null } | null, creditSums: { spent: string, granted: string, entries: number } | null };

type ExportedPart_CodePart_Fragment = { __typename: 'CodePart', key: string | null, code: string, status: string | null, outputs: unknown };

type ExportedPart_CouncilMemberPart_Fragment = { __typename: 'CouncilMemberPart', modelId: string | null, modelName: string | null, errorMessage: string | null, answer: string, memberStatus: string | null };

type ExportedPart_CouncilSynthesisPart_Fragment = { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string };

type ExportedPart_FilePart_Fragment = { __typename: 'FilePart', path: string | null, mediaType: string | null };

type ExportedPart_FinishPart_Fragment = { __typename: 'FinishPart', reason: string | null, message: string | null, finishedAt: string | null };

type ExportedPart_ImagePart_Fragment = { __typename: 'ImagePart', url: string, detail: string | null };

type ExportedPart_ReasoningPart_Fragment = { __typename: 'ReasoningPart', startedAt: string | null, finishedAt: string | null, thought: string };

type ExportedPart_TextPart_Fragment = { __typename: 'TextPart', text: string };

type ExportedPart_ToolCallPart_Fragment = { __typename: 'ToolCallPart', callId: string | null, input: unknown, isFinished: boolean | null, isOfProvider: boolean, toolName: string };

type ExportedPart_ToolResultPart_Fragment = { __typename: 'ToolResultPart', callId: string | null, costUsd: number | null, creditsCharged: number | null, toolName: string, output:
    | { __typename: 'StorybookOutput', name: string | null, version: number | null, aspectRatio: string | null, resolution: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
    | { __typename: 'StorybookProgressOutput', name: string | null, status: string | null, totalPages: number | null, completedPages: number | null, currentPage: number | null, generatingPages: Array<number>, errorMessage: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> }
    | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, mediaType: string | null, fileName: string | null }> }
    | { __typename: 'ToolDenial', reason: string | null }
    | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
    | { __typename: 'ToolTextOutput', text: string, isError: boolean }
    | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
   };

type ExportedPart_UnknownPart_Fragment = { __typename: 'UnknownPart', type: string | null, value: unknown };

export type ExportedPartFragment =
  | ExportedPart_CodePart_Fragment
  | ExportedPart_CouncilMemberPart_Fragment
  | ExportedPart_CouncilSynthesisPart_Fragment
  | ExportedPart_FilePart_Fragment
  | ExportedPart_FinishPart_Fragment
  | ExportedPart_ImagePart_Fragment
  | ExportedPart_ReasoningPart_Fragment
  | ExportedPart_TextPart_Fragment
  | ExportedPart_ToolCallPart_Fragment
  | ExportedPart_ToolResultPart_Fragment
  | ExportedPart_UnknownPart_Fragment
;

type ExportedOutput_StorybookOutput_Fragment = { __typename: 'StorybookOutput', name: string | null, version: number | null, aspectRatio: string | null, resolution: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> };

type ExportedOutput_StorybookProgressOutput_Fragment = { __typename: 'StorybookProgressOutput', name: string | null, status: string | null, totalPages: number | null, completedPages: number | null, currentPage: number | null, generatingPages: Array<number>, errorMessage: string | null, storybook: { id: string } | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null, textPosition: string | null, textPercentage: number | null }> };

type ExportedOutput_ToolContentOutput_Fragment = { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, mediaType: string | null, fileName: string | null }> };

type ExportedOutput_ToolDenial_Fragment = { __typename: 'ToolDenial', reason: string | null };

type ExportedOutput_ToolJsonOutput_Fragment = { __typename: 'ToolJsonOutput', isError: boolean, data: unknown };

type ExportedOutput_ToolTextOutput_Fragment = { __typename: 'ToolTextOutput', text: string, isError: boolean };

type ExportedOutput_UnknownToolOutput_Fragment = { __typename: 'UnknownToolOutput', type: string | null, value: unknown };

export type ExportedOutputFragment =
  | ExportedOutput_StorybookOutput_Fragment
  | ExportedOutput_StorybookProgressOutput_Fragment
  | ExportedOutput_ToolContentOutput_Fragment
  | ExportedOutput_ToolDenial_Fragment
  | ExportedOutput_ToolJsonOutput_Fragment
  | ExportedOutput_ToolTextOutput_Fragment
  | ExportedOutput_UnknownToolOutput_Fragment
;

export type ForkedSessionQueryVariables = Exact<{
  id: string | number;
}>;


export type ForkedSessionQuery = { session: { id: string, databaseId: string, name: string | null, kind: SessionKind, agentType: AgentType | null, agentTypeText: string | null, status: SessionStatus, isPublic: boolean, publicUrl: string | null, apiVersion: string, isDeleted: boolean, isOwner: boolean, isPinned: boolean, isWishlisted: boolean, isTitlePending: boolean, version: string, lastMessageAt: string | null, createdAt: string, updatedAt: string, user: { id: string, displayName: string } | null, plan: { summary: string | null, milestones: Array<{ key: string | null, content: string, status: MilestoneStatus, details: string | null, dependencies: Array<string> }> } | null, todos: Array<{ key: string | null, content: string, status: TodoStatus, priority: TodoPriority }>, forkInfo: { forkType: string | null, parentAgentType: string | null, instruction: string | null, forkedAt: string | null, attachmentIds: Array<string>, attachmentPaths: Array<string>, attachments: Array<{ fileName: string, downloadPath: string | null }> } | null, advancedMode: { isEnabled: boolean, references: Array<{ type: string | null, file: { id: string, fileName: string } | null }> } | null, modelSetting: { id: string, displayName: string | null, provider: ModelProvider } | null, parent: { id: string, name: string | null } | null, forks: { nodes: Array<{ id: string, name: string | null }> } | null, activeRun: { id: string, status: RunStatus } | null, latestRun: { id: string, status: RunStatus } | null, sandbox: { id: string, provider: SandboxProvider, status: SandboxStatus, expiredAt: string | null } | null, summary: { content: string, topics: Array<string> } | null, project: { id: string, name: string | null } | null } | null };

export type HomeQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type HomeQuery = { viewer: { id: string, displayName: string, pins: { nodes: Array<{ createdAt: string, session: { id: string, databaseId: string, name: string | null, kind: SessionKind, agentTypeText: string | null, createdAt: string, lastMessageAt: string | null } | null }> } | null, wishlist: { nodes: Array<{ createdAt: string, session: { id: string, databaseId: string, name: string | null, lastMessageAt: string | null } | null }> } | null, sessions: { nodes: Array<{ id: string, databaseId: string, name: string | null, kind: SessionKind, agentType: AgentType | null, lastMessageAt: string | null, createdAt: string, updatedAt: string, isPublic: boolean, isPinned: boolean, isWishlisted: boolean, modelSetting: { id: string, displayName: string | null } | null, project: { id: string, name: string | null } | null, lastMessage: { id: string, role: ChatRole, preview: string | null, createdAt: string } | null, lastEvent: { id: string, eventType: string, text: string | null, createdAt: string } | null, activeRun: { id: string, status: RunStatus } | null, latestRun: { id: string, status: RunStatus, createdAt: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type MarkedSessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type MarkedSessionsQuery = { viewer: { pinned: { nodes: Array<{ name: string | null, isPinned: boolean }> } | null, wishlisted: { nodes: Array<{ name: string | null, isWishlisted: boolean }> } | null, forks: { nodes: Array<{ name: string | null, parent: { name: string | null } | null }> } | null } | null };

export type PrivateSessionOfAnotherQueryVariables = Exact<{
  id: string | number;
}>;


export type PrivateSessionOfAnotherQuery = { session: { name: string | null } | null };

export type PublicSessionOfAnotherQueryVariables = Exact<{
  id: string | number;
}>;


export type PublicSessionOfAnotherQuery = { session: { name: string | null, kind: SessionKind, isOwner: boolean, isPinned: boolean, user: { id: string } | null, plan: { summary: string | null } | null, todos: Array<{ content: string }>, forkInfo: { instruction: string | null } | null, modelSetting: { id: string } | null, parent: { name: string | null } | null, runs: { nodes: Array<{ id: string }> } | null, sandbox: { id: string } | null, counts: { runs: number, events: number, messages: number }, lastMessage: { preview: string | null } | null, events: { nodes: Array<{ eventType: string, text: string | null, toolResult: unknown, content: unknown, tool: { name: string, input: unknown } | null }> } | null, messages: { nodes: Array<{ role: ChatRole, parts: Array<
          | { __typename: 'CodePart' }
          | { __typename: 'CouncilMemberPart' }
          | { __typename: 'CouncilSynthesisPart' }
          | { __typename: 'FilePart' }
          | { __typename: 'FinishPart' }
          | { __typename: 'ImagePart' }
          | { __typename: 'ReasoningPart' }
          | { __typename: 'TextPart', text: string }
          | { __typename: 'ToolCallPart', name: string, input: unknown }
          | { __typename: 'ToolResultPart', name: string, output:
              | { __typename: 'StorybookOutput' }
              | { __typename: 'StorybookProgressOutput' }
              | { __typename: 'ToolContentOutput' }
              | { __typename: 'ToolDenial' }
              | { __typename: 'ToolJsonOutput' }
              | { __typename: 'ToolTextOutput', text: string }
              | { __typename: 'UnknownToolOutput', value: unknown }
             }
          | { __typename: 'UnknownPart' }
        > }> } | null, storybooks: { nodes: Array<{ name: string }> } | null, presentations: Array<{ name: string, slideCount: number }>, assets: { nodes: Array<{ id: string }> } | null } | null };

type Parts_CodePart_Fragment = { __typename: 'CodePart' };

type Parts_CouncilMemberPart_Fragment = { __typename: 'CouncilMemberPart' };

type Parts_CouncilSynthesisPart_Fragment = { __typename: 'CouncilSynthesisPart' };

type Parts_FilePart_Fragment = { __typename: 'FilePart' };

type Parts_FinishPart_Fragment = { __typename: 'FinishPart' };

type Parts_ImagePart_Fragment = { __typename: 'ImagePart' };

type Parts_ReasoningPart_Fragment = { __typename: 'ReasoningPart' };

type Parts_TextPart_Fragment = { __typename: 'TextPart', text: string };

type Parts_ToolCallPart_Fragment = { __typename: 'ToolCallPart', name: string, input: unknown };

type Parts_ToolResultPart_Fragment = { __typename: 'ToolResultPart', name: string, output:
    | { __typename: 'StorybookOutput' }
    | { __typename: 'StorybookProgressOutput' }
    | { __typename: 'ToolContentOutput' }
    | { __typename: 'ToolDenial' }
    | { __typename: 'ToolJsonOutput' }
    | { __typename: 'ToolTextOutput', text: string }
    | { __typename: 'UnknownToolOutput', value: unknown }
   };

type Parts_UnknownPart_Fragment = { __typename: 'UnknownPart' };

export type PartsFragment =
  | Parts_CodePart_Fragment
  | Parts_CouncilMemberPart_Fragment
  | Parts_CouncilSynthesisPart_Fragment
  | Parts_FilePart_Fragment
  | Parts_FinishPart_Fragment
  | Parts_ImagePart_Fragment
  | Parts_ReasoningPart_Fragment
  | Parts_TextPart_Fragment
  | Parts_ToolCallPart_Fragment
  | Parts_ToolResultPart_Fragment
  | Parts_UnknownPart_Fragment
;

export type PublicSessionQueryVariables = Exact<{
  id: string | number;
}>;


export type PublicSessionQuery = { session: { name: string | null, kind: SessionKind, isOwner: boolean, isPinned: boolean, user: { id: string } | null, plan: { summary: string | null } | null, todos: Array<{ content: string }>, forkInfo: { instruction: string | null } | null, modelSetting: { id: string } | null, parent: { name: string | null } | null, runs: { nodes: Array<{ id: string }> } | null, sandbox: { id: string } | null, counts: { runs: number, events: number, messages: number }, lastMessage: { preview: string | null } | null, events: { nodes: Array<{ eventType: string, text: string | null, toolResult: unknown, content: unknown, tool: { name: string, input: unknown } | null }> } | null, messages: { nodes: Array<{ role: ChatRole, parts: Array<
          | { __typename: 'CodePart' }
          | { __typename: 'CouncilMemberPart' }
          | { __typename: 'CouncilSynthesisPart' }
          | { __typename: 'FilePart' }
          | { __typename: 'FinishPart' }
          | { __typename: 'ImagePart' }
          | { __typename: 'ReasoningPart' }
          | { __typename: 'TextPart', text: string }
          | { __typename: 'ToolCallPart', name: string, input: unknown }
          | { __typename: 'ToolResultPart', name: string, output:
              | { __typename: 'StorybookOutput' }
              | { __typename: 'StorybookProgressOutput' }
              | { __typename: 'ToolContentOutput' }
              | { __typename: 'ToolDenial' }
              | { __typename: 'ToolJsonOutput' }
              | { __typename: 'ToolTextOutput', text: string }
              | { __typename: 'UnknownToolOutput', value: unknown }
             }
          | { __typename: 'UnknownPart' }
        > }> } | null, storybooks: { nodes: Array<{ name: string }> } | null, presentations: Array<{ name: string, slideCount: number }>, assets: { nodes: Array<{ id: string }> } | null } | null };

export type SearchEventsQueryVariables = Exact<{
  session: string | number;
  text: string;
  first: number;
  after?: string | null | undefined;
}>;


export type SearchEventsQuery = { searchEvents: { nodes: Array<{ id: string, eventType: string, text: string | null, createdAt: string, run: { id: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SessionTotalsQueryVariables = Exact<{
  id: string | number;
}>;


export type SessionTotalsQuery = { session: { counts: { messages: number, events: number, runs: number, assets: number, slides: number, storybooks: number, forks: number } } | null };

export type SessionCustodyQueryVariables = Exact<{
  id: string | number;
}>;


export type SessionCustodyQuery = { session: { custody: { custody: string | null, deleteAfter: string | null, purgeAfter: string | null, purgeStartedAt: string | null, purgeAttempts: number | null, isHeldForInquiry: boolean | null } | null, sandboxes: { nodes: Array<{ pool: { state: string | null, slot: number | null, claimedAt: string | null, retireAt: string | null, timeoutAt: string | null, isMcpConfigured: boolean | null } | null }> } | null } | null };

export type SessionEventsQueryVariables = Exact<{
  id: string | number;
  first: number;
  after?: string | null | undefined;
  filter?: EventFilter | null | undefined;
}>;


export type SessionEventsQuery = { session: { events: { nodes: Array<{ id: string, eventType: string, group: EventGroup, createdAt: string, text: string | null, isOfSubAgent: boolean, agentName: string | null, runStatus: RunStatus | null, toolResult: unknown, tool: { callId: string | null, name: string, displayName: string | null, input: unknown, isError: boolean | null, costUsd: number | null } | null, files: Array<{ fileName: string, url: string | null, downloadPath: string | null }>, plan: { summary: string | null, milestones: Array<{ key: string | null, status: MilestoneStatus }> } | null, run: { id: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type SessionListQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  orderBy: SessionOrder;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type SessionListQuery = { viewer: { sessions: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, databaseId: string, name: string | null, kind: SessionKind, agentType: AgentType | null, agentTypeText: string | null, status: SessionStatus, isPublic: boolean, isTitlePending: boolean, publicUrl: string | null, lastMessageAt: string | null, createdAt: string, updatedAt: string, project: { databaseId: string } | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type SessionPageQueryVariables = Exact<{
  id: string | number;
}>;


export type SessionPageQuery = { session: { id: string, databaseId: string, name: string | null, kind: SessionKind, agentType: AgentType | null, agentTypeText: string | null, status: SessionStatus, isPublic: boolean, publicUrl: string | null, apiVersion: string, isDeleted: boolean, isOwner: boolean, isPinned: boolean, isWishlisted: boolean, isTitlePending: boolean, version: string, lastMessageAt: string | null, createdAt: string, updatedAt: string, user: { id: string, displayName: string } | null, plan: { summary: string | null, milestones: Array<{ key: string | null, content: string, status: MilestoneStatus, details: string | null, dependencies: Array<string> }> } | null, todos: Array<{ key: string | null, content: string, status: TodoStatus, priority: TodoPriority }>, forkInfo: { forkType: string | null, parentAgentType: string | null, instruction: string | null, forkedAt: string | null } | null, advancedMode: { isEnabled: boolean, references: Array<{ type: string | null, fileId: string | null, file: { id: string, fileName: string } | null }> } | null, modelSetting: { id: string, databaseId: string, displayName: string | null, provider: ModelProvider } | null, parent: { id: string, databaseId: string, name: string | null } | null, forks: { nodes: Array<{ id: string, name: string | null }> } | null, activeRun: { id: string, status: RunStatus } | null, latestRun: { id: string, status: RunStatus } | null, sandbox: { id: string, provider: SandboxProvider, status: SandboxStatus, expiredAt: string | null } | null, summary: { content: string, topics: Array<string> } | null, project: { id: string, databaseId: string, name: string | null } | null } | null };

export type SessionsByActivityQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsByActivityQuery = { viewer: { sessions: { nodes: Array<{ name: string | null, lastMessageAt: string | null, updatedAt: string }> } | null } | null };

export type SessionsByNameQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsByNameQuery = { viewer: { sessions: { nodes: Array<{ name: string | null }> } | null } | null };

export type SessionsOfUserQueryVariables = Exact<{
  filter?: AnySessionFilter | null | undefined;
}>;


export type SessionsOfUserQuery = { sessions: { totalCount: number, nodes: Array<{ name: string | null }> } | null };

export type SharePageQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type SharePageQuery = { session: { databaseId: string, name: string | null, kind: SessionKind, agentTypeText: string | null, status: SessionStatus, isPublic: boolean, publicUrl: string | null, createdAt: string, lastMessageAt: string | null, runStatus: RunStatus | null, plan: { summary: string | null, milestones: Array<{ key: string | null, content: string, status: MilestoneStatus, details: string | null, dependencies: Array<string> }> } | null, todos: Array<{ key: string | null, content: string, status: TodoStatus, priority: TodoPriority }>, forkInfo: { forkType: string | null, parentAgentType: string | null, instruction: string | null, forkedAt: string | null, attachmentIds: Array<string>, attachmentPaths: Array<string>, attachments: Array<{ fileName: string, url: string | null }> } | null, events: { nodes: Array<{ databaseId: string, eventType: string, createdAt: string, text: string | null, summary: string | null, errorCode: string | null, runStatus: RunStatus | null, runDatabaseId: string | null, origin: string | null, agentName: string | null, delegatedFrom: string | null, parentRunDatabaseId: string | null, isOfSubAgent: boolean, isSubAgentResponse: boolean, toolResult: unknown, deploymentUrl: string | null, tool: { callId: string | null, name: string, displayName: string | null, input: unknown, isError: boolean | null } | null, plan: { summary: string | null, milestones: Array<{ key: string | null, content: string, status: MilestoneStatus }> } | null, milestoneChange: { key: string | null, status: MilestoneStatus } | null, planOptions: { message: string | null, suggestions: Array<{ key: string | null, label: string | null, description: string | null, prompt: string | null }> } | null, confirmation: { message: string | null, requirements: Array<{ key: string | null, toolName: string | null, needsConfirmation: boolean, needsUserInput: boolean }> } | null, buildLog: { status: string | null, step: string | null, level: string | null, text: string | null } | null, citations: Array<{ url: string | null, title: string | null, text: string | null }>, files: Array<{ fileName: string, url: string | null, downloadPath: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, presentations: Array<{ name: string, slides: Array<{ slideNumber: number | null, slideTitle: string | null, versions: { nodes: Array<{ version: number | null, imageUrl: string, isCurrent: boolean, instructions: Array<{ type: SlideInstructionType }> | null }> } | null }> | null }>, storybooks: { nodes: Array<{ name: string, pageCount: number, isComplete: boolean }> } | null, assets: { nodes: Array<{ databaseId: string, fileName: string, contentType: string | null, fileSize: string | null, url: string | null, urlExpiresAt: string | null, downloadPath: string | null }> } | null, runs: { totalCount: number } | null } | null };

export type MemoriesQueryVariables = Exact<{
  filter?: UserMemoryFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type MemoriesQuery = { viewer: { memories: { totalCount: number, nodes: Array<{ databaseId: string, memoryId: string, agentId: string | null, memory: string | null, topics: Array<string>, input: string | null, createdAt: string | null, updatedAt: string | null }> } | null } | null };

export type ModelsQueryVariables = Exact<{
  includeInactive?: boolean | null | undefined;
}>;


export type ModelsQuery = { availableModels: Array<{ databaseId: string, label: string, modelId: string, displayName: string | null, provider: ModelProvider, configType: ModelConfigType, isDefault: boolean, isActive: boolean, hasApiKey: boolean, hasBaseUrl: boolean, baseUrl: string | null, pricing: { input: string | null, output: string | null, cacheWrite: string | null, cacheRead: string | null, isFallback: boolean } | null, user: { displayName: string } | null }> | null };

export type MyModelsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type MyModelsQuery = { viewer: { modelSettings: { nodes: Array<{ databaseId: string, label: string, modelId: string, displayName: string | null, isDefault: boolean, isActive: boolean, provider: ModelProvider, providerText: string, configTypeText: string, hasApiKey: boolean, hasBaseUrl: boolean, baseUrl: string | null, createdAt: string, updatedAt: string, params: { maxRetries: number | null, maxMessageChars: number | null, temperature: number | null, thinkingTokens: number | null, apiType: ModelApiType | null, apiTypeText: string | null, vertexRegion: string | null, vertexProjectId: string | null, azureEndpoint: string | null, azureApiVersion: string | null, cotModel: boolean | null } | null, pricing: { input: string | null, output: string | null, cacheWrite: string | null, cacheRead: string | null } | null, sessions: { totalCount: number, nodes: Array<{ name: string | null }> } | null }> } | null } | null };

export type MySkillsQueryVariables = Exact<{ [key: string]: never; }>;


export type MySkillsQuery = { viewer: { skills: Array<{ databaseId: string, name: string, source: SkillSource, isEnabled: boolean, content: string | null }>, switchedOffSkills: Array<{ name: string }> } | null };

export type OwnAgentsQueryVariables = Exact<{
  filter?: UserAgentFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type OwnAgentsQuery = { viewer: { agents: { totalCount: number, nodes: Array<{ databaseId: string, name: string | null, tag: string | null, modelId: string | null, systemPrompt: string | null, toolArgs: unknown, skillMode: string | null, skillConfig: unknown, connectorMode: string | null, connectorConfig: unknown, isActive: boolean | null, createdAt: string | null, updatedAt: string | null }> } | null } | null };

export type SkillsQueryVariables = Exact<{ [key: string]: never; }>;


export type SkillsQuery = { availableSkills: Array<{ databaseId: string, name: string, description: string, source: SkillSource, sourceUrl: string | null, isEnabled: boolean, isEnabledByDefault: boolean, allowedTools: Array<string>, license: string | null, compatibility: string | null, createdAt: string, updatedAt: string }> | null };

export type ToolServersQueryVariables = Exact<{ [key: string]: never; }>;


export type ToolServersQuery = { viewer: { mcpSettings: Array<{ databaseId: string, toolType: McpToolType, toolkitName: string | null, isActive: boolean, hasCredentials: boolean, model: string | null, reasoningEffort: string | null, isSearchEnabled: boolean | null, createdAt: string, updatedAt: string, servers: Array<{ name: string, isRemote: boolean, host: string | null }> }> } | null };

export type AddSessionToWishlistMutationVariables = Exact<{
  input: AddSessionToWishlistInput;
}>;


export type AddSessionToWishlistMutation = { addSessionToWishlist:
    | { __typename: 'AddSessionToWishlistSuccess', session: { id: string } | null }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type AddSlideVersionMutationVariables = Exact<{
  input: AddSlideVersionInput;
}>;


export type AddSlideVersionMutation = { addSlideVersion:
    | { __typename: 'AddSlideVersionSuccess', version: { id: string, version: number | null, imageUrl: string } | null, slide: { id: string, imageUrl: string | null } | null }
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type AddToWaitlistMutationVariables = Exact<{
  input: AddToWaitlistInput;
}>;


export type AddToWaitlistMutation = { addToWaitlist:
    | { __typename: 'AddToWaitlistSuccess', entry: { id: string, email: string, createdAt: string } | null }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type AdjustCreditsMutationVariables = Exact<{
  input: AdjustCreditsInput;
}>;


export type AdjustCreditsMutation = { adjustCredits:
    | { __typename: 'AdjustCreditsSuccess', balance: { id: string, credits: string, bonusCredits: string, version: string } | null, transaction: { id: string, type: CreditTransactionType, amount: string, balanceAfter: string } | null }
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
   };

export type AppendMessageMutationVariables = Exact<{
  input: AppendMessageInput;
}>;


export type AppendMessageMutation = { appendMessage:
    | { __typename: 'AppendMessageSuccess', chatMessage: { id: string, databaseId: string, role: ChatRole, createdAt: string } | null, session: { id: string, version: string } | null }
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type AppendRunLogMutationVariables = Exact<{
  input: AppendRunLogInput;
}>;


export type AppendRunLogMutation = { appendRunLog:
    | { __typename: 'AppendRunLogSuccess', log: { id: string, status: RunStatus, createdAt: string } | null, run: { id: string } | null }
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type CancelRunMutationVariables = Exact<{
  input: CancelRunInput;
}>;


export type CancelRunMutation = { cancelRun:
    | { __typename: 'CancelRunSuccess', run: { id: string, status: RunStatus, statusText: string, version: string } | null }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type ClaimRunMutationVariables = Exact<{
  input: ClaimRunInput;
}>;


export type ClaimRunMutation = { claimRun:
    | { __typename: 'ClaimRunSuccess', run: { id: string, status: RunStatus, statusText: string, version: string } | null }
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type ClaimSubdomainMutationVariables = Exact<{
  input: ClaimSubdomainInput;
}>;


export type ClaimSubdomainMutation = { claimSubdomain:
    | { __typename: 'ClaimSubdomainSuccess', domain: { id: string, subdomain: string, fullDomain: string, dnsStatus: DnsStatus } | null, project: { id: string } | null }
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UnavailableError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type ClearMessagesMutationVariables = Exact<{
  input: ClearMessagesInput;
}>;


export type ClearMessagesMutation = { clearMessages:
    | { __typename: 'ClearMessagesSuccess', deletedCount: number, session: { id: string } | null }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'CreateApiKeySuccess', key: string, apiKey: { id: string, hint: string, isActive: boolean, createdAt: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type CreateMcpSettingMutationVariables = Exact<{
  input: CreateMcpSettingInput;
}>;


export type CreateMcpSettingMutation = { createMcpSetting:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'CreateMcpSettingSuccess', mcpSetting: { id: string, isActive: boolean, servers: Array<{ name: string, isRemote: boolean, host: string | null }> } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type CreateMediaTemplateMutationVariables = Exact<{
  input: CreateMediaTemplateInput;
}>;


export type CreateMediaTemplateMutation = { createMediaTemplate:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'CreateMediaTemplateSuccess', template: { id: string, name: string, type: MediaTemplateType | null, prompt: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type CreateModelSettingMutationVariables = Exact<{
  input: CreateModelSettingInput;
}>;


export type CreateModelSettingMutation = { createModelSetting:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'CreateModelSettingSuccess', modelSetting: { id: string, label: string, provider: ModelProvider, isDefault: boolean, isActive: boolean, hasApiKey: boolean } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type CreateSessionMutationVariables = Exact<{
  input: CreateSessionInput;
}>;


export type CreateSessionMutation = { createSession:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'CreateSessionSuccess', session: { id: string, databaseId: string, name: string | null, version: string } | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type CreateSlideTemplateMutationVariables = Exact<{
  input: CreateSlideTemplateInput;
}>;


export type CreateSlideTemplateMutation = { createSlideTemplate:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'CreateSlideTemplateSuccess', template: { id: string, name: string, images: Array<string> } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeactivateAccountMutationVariables = Exact<{
  input: DeactivateAccountInput;
}>;


export type DeactivateAccountMutation = { deactivateAccount:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeactivateAccountSuccess', user: { id: string, isActive: boolean } | null }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeactivateApiKeyMutationVariables = Exact<{
  input: DeactivateApiKeyInput;
}>;


export type DeactivateApiKeyMutation = { deactivateApiKey:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeactivateApiKeySuccess', apiKey: { id: string, hint: string, isActive: boolean } }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteAssetMutationVariables = Exact<{
  input: DeleteAssetInput;
}>;


export type DeleteAssetMutation = { deleteAsset:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteAssetSuccess', deletedId: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteMcpSettingMutationVariables = Exact<{
  input: DeleteMcpSettingInput;
}>;


export type DeleteMcpSettingMutation = { deleteMcpSetting:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteMcpSettingSuccess', deletedId: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteMediaTemplateMutationVariables = Exact<{
  input: DeleteMediaTemplateInput;
}>;


export type DeleteMediaTemplateMutation = { deleteMediaTemplate:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteMediaTemplateSuccess', deletedId: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteMessageMutationVariables = Exact<{
  input: DeleteMessageInput;
}>;


export type DeleteMessageMutation = { deleteMessage:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteMessageSuccess', deletedId: string, session: { id: string } | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteMessagesFromMutationVariables = Exact<{
  input: DeleteMessagesFromInput;
}>;


export type DeleteMessagesFromMutation = { deleteMessagesFrom:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteMessagesFromSuccess', deletedCount: number, session: { id: string } | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteModelSettingMutationVariables = Exact<{
  input: DeleteModelSettingInput;
}>;


export type DeleteModelSettingMutation = { deleteModelSetting:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'DeleteModelSettingSuccess', deletedId: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteProjectMutationVariables = Exact<{
  input: DeleteProjectInput;
}>;


export type DeleteProjectMutation = { deleteProject:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteProjectSuccess', deletedId: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteSessionMutationVariables = Exact<{
  input: DeleteSessionInput;
}>;


export type DeleteSessionMutation = { deleteSession:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteSessionSuccess', deletedId: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string }
   };

export type DeleteSessionsMutationVariables = Exact<{
  input: DeleteSessionsInput;
}>;


export type DeleteSessionsMutation = { deleteSessions:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteSessionsSuccess', deletedIds: Array<string>, failedIds: Array<string> }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteSkillMutationVariables = Exact<{
  input: DeleteSkillInput;
}>;


export type DeleteSkillMutation = { deleteSkill:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteSkillSuccess', deletedId: string }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteSlideTemplateMutationVariables = Exact<{
  input: DeleteSlideTemplateInput;
}>;


export type DeleteSlideTemplateMutation = { deleteSlideTemplate:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteSlideTemplateSuccess', deletedId: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DeleteSlideMutationVariables = Exact<{
  input: DeleteSlideInput;
}>;


export type DeleteSlideMutation = { deleteSlide:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DeleteSlideSuccess', deletedId: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type DisconnectConnectorMutationVariables = Exact<{
  input: DisconnectConnectorInput;
}>;


export type DisconnectConnectorMutation = { disconnectConnector:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'DisconnectConnectorSuccess', deletedId: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type EditStorybookPageMutationVariables = Exact<{
  input: EditStorybookPageInput;
}>;


export type EditStorybookPageMutation = { editStorybookPage:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'EditStorybookPageSuccess', storybook: { id: string, version: number | null, pages: Array<{ id: string, pageNumber: number | null, textContent: string | null, htmlContent: string | null }> } | null }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
   };

export type ForkSessionMutationVariables = Exact<{
  input: ForkSessionInput;
}>;


export type ForkSessionMutation = { forkSession:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'ForkSessionSuccess', session: { id: string, databaseId: string, name: string | null, parent: { id: string } | null } | null }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type GrantCreditsMutationVariables = Exact<{
  input: GrantCreditsInput;
}>;


export type GrantCreditsMutation = { grantCredits:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'GrantCreditsSuccess', balance: { id: string, credits: string, bonusCredits: string, version: string } | null, transaction: { id: string, type: CreditTransactionType, amount: string, balanceAfter: string } | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type LinkAssetMutationVariables = Exact<{
  input: LinkAssetInput;
}>;


export type LinkAssetMutation = { linkAsset:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'LinkAssetSuccess', session: { id: string } | null, asset: { id: string } | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type PinSessionMutationVariables = Exact<{
  input: PinSessionInput;
}>;


export type PinSessionMutation = { pinSession:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'PinSessionSuccess', session: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type ReleaseSubdomainMutationVariables = Exact<{
  input: ReleaseSubdomainInput;
}>;


export type ReleaseSubdomainMutation = { releaseSubdomain:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ReleaseSubdomainSuccess', releasedIds: Array<string>, project: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type RemoveFromWaitlistMutationVariables = Exact<{
  input: RemoveFromWaitlistInput;
}>;


export type RemoveFromWaitlistMutation = { removeFromWaitlist:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RemoveFromWaitlistSuccess', deletedId: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type RemoveSessionFromWishlistMutationVariables = Exact<{
  input: RemoveSessionFromWishlistInput;
}>;


export type RemoveSessionFromWishlistMutation = { removeSessionFromWishlist:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RemoveSessionFromWishlistSuccess', session: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type RenameAssetMutationVariables = Exact<{
  input: RenameAssetInput;
}>;


export type RenameAssetMutation = { renameAsset:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RenameAssetSuccess', asset: { id: string, fileName: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type RenameComposioProfileMutationVariables = Exact<{
  input: RenameComposioProfileInput;
}>;


export type RenameComposioProfileMutation = { renameComposioProfile:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RenameComposioProfileSuccess', profile: { id: string, profileName: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type RenameSessionMutationVariables = Exact<{
  input: RenameSessionInput;
}>;


export type RenameSessionMutation = { renameSession:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RenameSessionSuccess', session: { id: string, name: string | null, isPublic: boolean, version: string, updatedAt: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string }
   };

export type RenameStorybookMutationVariables = Exact<{
  input: RenameStorybookInput;
}>;


export type RenameStorybookMutation = { renameStorybook:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RenameStorybookSuccess', storybook: { id: string, name: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type ReorderSlidesMutationVariables = Exact<{
  input: ReorderSlidesInput;
}>;


export type ReorderSlidesMutation = { reorderSlides:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ReorderSlidesSuccess', session: { id: string, presentations: Array<{ name: string, slides: Array<{ id: string, slideNumber: number | null }> | null }> } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type ReorderStorybookPagesMutationVariables = Exact<{
  input: ReorderStorybookPagesInput;
}>;


export type ReorderStorybookPagesMutation = { reorderStorybookPages:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ReorderStorybookPagesSuccess', storybook: { id: string, version: number | null, pages: Array<{ id: string, pageNumber: number | null }> } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string, current:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
   };

export type RestoreSessionMutationVariables = Exact<{
  input: RestoreSessionInput;
}>;


export type RestoreSessionMutation = { restoreSession:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RestoreSessionSuccess', session: { id: string, name: string | null, isPublic: boolean, version: string, updatedAt: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string }
   };

export type RevertSlideVersionMutationVariables = Exact<{
  input: RevertSlideVersionInput;
}>;


export type RevertSlideVersionMutation = { revertSlideVersion:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RevertSlideVersionSuccess', version: { id: string, version: number | null, imageUrl: string, editSummary: string | null } | null, slide: { id: string, imageUrl: string | null } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type SaveDesignStateMutationVariables = Exact<{
  input: SaveDesignStateInput;
}>;


export type SaveDesignStateMutation = { saveDesignState:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SaveDesignStateSuccess', session: { id: string, version: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string }
   };

export type SetAssetPublicMutationVariables = Exact<{
  input: SetAssetPublicInput;
}>;


export type SetAssetPublicMutation = { setAssetPublic:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetAssetPublicSuccess', asset: { id: string, isPublic: boolean } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type SetBuiltinSkillEnabledMutationVariables = Exact<{
  input: SetBuiltinSkillEnabledInput;
}>;


export type SetBuiltinSkillEnabledMutation = { setBuiltinSkillEnabled:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetBuiltinSkillEnabledSuccess', skill: { id: string, name: string, isEnabledByDefault: boolean } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type SetComposioProfileEnabledMutationVariables = Exact<{
  input: SetComposioProfileEnabledInput;
}>;


export type SetComposioProfileEnabledMutation = { setComposioProfileEnabled:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetComposioProfileEnabledSuccess', profile: { id: string, status: ComposioStatus } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type SetComposioProfileToolsMutationVariables = Exact<{
  input: SetComposioProfileToolsInput;
}>;


export type SetComposioProfileToolsMutation = { setComposioProfileTools:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetComposioProfileToolsSuccess', profile: { id: string, enabledTools: Array<string> } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type SetDefaultComposioProfileMutationVariables = Exact<{
  input: SetDefaultComposioProfileInput;
}>;


export type SetDefaultComposioProfileMutation = { setDefaultComposioProfile:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetDefaultComposioProfileSuccess', profile: { id: string, profileName: string, isDefault: boolean } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type SetDefaultModelSettingMutationVariables = Exact<{
  input: SetDefaultModelSettingInput;
}>;


export type SetDefaultModelSettingMutation = { setDefaultModelSetting:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetDefaultModelSettingSuccess', modelSetting: { id: string, label: string, isDefault: boolean } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type SetMcpSettingActiveMutationVariables = Exact<{
  input: SetMcpSettingActiveInput;
}>;


export type SetMcpSettingActiveMutation = { setMcpSettingActive:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetMcpSettingActiveSuccess', mcpSetting: { id: string, isActive: boolean } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type SetSessionPublicMutationVariables = Exact<{
  input: SetSessionPublicInput;
}>;


export type SetSessionPublicMutation = { setSessionPublic:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetSessionPublicSuccess', session: { id: string, name: string | null, isPublic: boolean, version: string, updatedAt: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string }
   };

export type SetSkillEnabledMutationVariables = Exact<{
  input: SetSkillEnabledInput;
}>;


export type SetSkillEnabledMutation = { setSkillEnabled:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetSkillEnabledSuccess', skill: { id: string, name: string, isEnabled: boolean } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type SetUserActiveMutationVariables = Exact<{
  input: SetUserActiveInput;
}>;


export type SetUserActiveMutation = { setUserActive:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetUserActiveSuccess', user: { id: string, isActive: boolean } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type SetUserRoleMutationVariables = Exact<{
  input: SetUserRoleInput;
}>;


export type SetUserRoleMutation = { setUserRole:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'SetUserRoleSuccess', user: { id: string, role: UserRole } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type UnlinkAssetMutationVariables = Exact<{
  input: UnlinkAssetInput;
}>;


export type UnlinkAssetMutation = { unlinkAsset:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UnlinkAssetSuccess', session: { id: string } | null, asset: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type UnpinSessionMutationVariables = Exact<{
  input: UnpinSessionInput;
}>;


export type UnpinSessionMutation = { unpinSession:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UnpinSessionSuccess', session: { id: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type UpdateAdvancedModeMutationVariables = Exact<{
  input: UpdateAdvancedModeInput;
}>;


export type UpdateAdvancedModeMutation = { updateAdvancedMode:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UpdateAdvancedModeSuccess', session: { id: string, version: string, advancedMode: { isEnabled: boolean } | null } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string }
   };

export type UpdateLanguageMutationVariables = Exact<{
  input: UpdateLanguageInput;
}>;


export type UpdateLanguageMutation = { updateLanguage:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'UpdateLanguageSuccess', user: { id: string, firstName: string | null, lastName: string | null, displayName: string, avatar: string | null, language: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type UpdateMcpSettingMutationVariables = Exact<{
  input: UpdateMcpSettingInput;
}>;


export type UpdateMcpSettingMutation = { updateMcpSetting:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UpdateMcpSettingSuccess', mcpSetting: { id: string, isActive: boolean, servers: Array<{ name: string, isRemote: boolean, host: string | null }> } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type UpdateMediaTemplateMutationVariables = Exact<{
  input: UpdateMediaTemplateInput;
}>;


export type UpdateMediaTemplateMutation = { updateMediaTemplate:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UpdateMediaTemplateSuccess', template: { id: string, name: string, type: MediaTemplateType | null, prompt: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type UpdateModelSettingMutationVariables = Exact<{
  input: UpdateModelSettingInput;
}>;


export type UpdateModelSettingMutation = { updateModelSetting:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UpdateModelSettingSuccess', modelSetting: { id: string, label: string, provider: ModelProvider, isDefault: boolean, isActive: boolean } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type UpdateProfileMutation = { updateProfile:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'UpdateProfileSuccess', user: { id: string, firstName: string | null, lastName: string | null, displayName: string, avatar: string | null, language: string } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type UpdateProjectMutationVariables = Exact<{
  input: UpdateProjectInput;
}>;


export type UpdateProjectMutation = { updateProject:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UpdateProjectSuccess', project: { id: string, name: string | null, description: string | null } }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type UpdateRunStatusMutationVariables = Exact<{
  input: UpdateRunStatusInput;
}>;


export type UpdateRunStatusMutation = { updateRunStatus:
    | { __typename: 'ConflictError', message: string, conflicting:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }
    | { __typename: 'NotAllowedError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UpdateRunStatusSuccess', run: { id: string, status: RunStatus, statusText: string, version: string } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string }
   };

export type UpdateSessionPlanMutationVariables = Exact<{
  input: UpdateSessionPlanInput;
}>;


export type UpdateSessionPlanMutation = { updateSessionPlan:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UpdateSessionPlanSuccess', session: { id: string, version: string, plan: { summary: string | null, milestones: Array<{ key: string | null, content: string, status: MilestoneStatus, dependencies: Array<string> }> } | null } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'VersionConflictError', currentVersion: string, message: string }
   };

export type UpdateSlideTemplateMutationVariables = Exact<{
  input: UpdateSlideTemplateInput;
}>;


export type UpdateSlideTemplateMutation = { updateSlideTemplate:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UpdateSlideTemplateSuccess', template: { id: string, name: string, images: Array<string> } | null }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
   };

export type WriteSlideMutationVariables = Exact<{
  input: WriteSlideInput;
}>;


export type WriteSlideMutation = { writeSlide:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string, issues: Array<{ path: string, message: string }> }
    | { __typename: 'WriteSlideSuccess', slide: { id: string, slideNumber: number | null, slideTitle: string | null, updatedAt: string } | null }
   };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const OutputFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
fragment Output on ToolOutput {
__typename
... on ToolTextOutput {
text
isError
}
... on ToolJsonOutput {
data: value
isError
}
... on ToolDenial {
reason
}
... on ToolContentOutput {
items {
type
text
url
mediaType
fileName
}
}
... on StoryOutput {
name
storybook {
id
}
pages {
pageNumber
imageUrl
text
textPosition
textPercentage
}
}
... on StorybookProgressOutput {
status
totalPages
completedPages
currentPage
generatingPages
errorMessage
}
... on StorybookOutput {
version
aspectRatio
resolution
}
... on UnknownToolOutput {
type
value
}
}
`, {"fragmentName":"Output"}) as unknown as TypedDocumentString<OutputFragment, unknown>;
export const PartFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
fragment Part on ChatMessagePart {
__typename
... on TextPart {
text
}
... on ReasoningPart {
thought: text
startedAt
finishedAt
}
... on ImagePart {
url
detail
}
... on FilePart {
path
mediaType
}
... on ToolCallPart {
callId
toolName: name
input
isFinished
isOfProvider
}
... on ToolResultPart {
callId
toolName: name
costUsd
creditsCharged
output {
...Output
}
}
... on FinishPart {
reason
message
finishedAt
}
... on CodePart {
key
code
status
outputs
}
... on CouncilMemberPart {
modelId
modelName
answer: text
memberStatus: status
errorMessage
}
... on CouncilSynthesisPart {
modelId
answer: text
}
... on UnknownPart {
type
value
}
}
fragment Output on ToolOutput {
__typename
... on ToolTextOutput {
text
isError
}
... on ToolJsonOutput {
data: value
isError
}
... on ToolDenial {
reason
}
... on ToolContentOutput {
items {
type
text
url
mediaType
fileName
}
}
... on StoryOutput {
name
storybook {
id
}
pages {
pageNumber
imageUrl
text
textPosition
textPercentage
}
}
... on StorybookProgressOutput {
status
totalPages
completedPages
currentPage
generatingPages
errorMessage
}
... on StorybookOutput {
version
aspectRatio
resolution
}
... on UnknownToolOutput {
type
value
}
}`, {"fragmentName":"Part"}) as unknown as TypedDocumentString<PartFragment, unknown>;
export const ExportedSessionFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
fragment ExportedSession on Session {
name
kindText
agentTypeText
statusText
isPublic
publicUrl
version
createdAt
updatedAt
lastMessageAt
plan {
summary
milestones {
key
content
status
details
dependencies
}
}
todos {
key
content
status
priority
}
forkInfo {
forkType
instruction
forkedAt
attachmentIds
attachmentPaths
}
advancedMode {
isEnabled
references {
type
file {
databaseId
fileName
}
}
}
designState {
changes
redoChanges
updatedAt
}
modelSetting {
databaseId
displayName
provider
}
parent {
databaseId
name
}
project {
databaseId
name
framework
productionUrl
deployments(first: 50) {
nodes {
databaseId
version
statusText
deploymentUrl
createdAt
}
}
}
summary {
content
topics
}
sandbox {
providerText
statusText
expiredAt
}
creditSums {
spent
granted
entries
}
}
`, {"fragmentName":"ExportedSession"}) as unknown as TypedDocumentString<ExportedSessionFragment, unknown>;
export const ExportedOutputFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
fragment ExportedOutput on ToolOutput {
__typename
... on ToolTextOutput {
text
isError
}
... on ToolJsonOutput {
data: value
isError
}
... on ToolDenial {
reason
}
... on ToolContentOutput {
items {
type
text
url
mediaType
fileName
}
}
... on StoryOutput {
name
storybook {
id
}
pages {
pageNumber
imageUrl
text
textPosition
textPercentage
}
}
... on StorybookProgressOutput {
status
totalPages
completedPages
currentPage
generatingPages
errorMessage
}
... on StorybookOutput {
version
aspectRatio
resolution
}
... on UnknownToolOutput {
type
value
}
}
`, {"fragmentName":"ExportedOutput"}) as unknown as TypedDocumentString<ExportedOutputFragment, unknown>;
export const ExportedPartFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
fragment ExportedPart on ChatMessagePart {
__typename
... on TextPart {
text
}
... on ReasoningPart {
thought: text
startedAt
finishedAt
}
... on ImagePart {
url
detail
}
... on FilePart {
path
mediaType
}
... on ToolCallPart {
callId
toolName: name
input
isFinished
isOfProvider
}
... on ToolResultPart {
callId
toolName: name
costUsd
creditsCharged
output {
...ExportedOutput
}
}
... on FinishPart {
reason
message
finishedAt
}
... on CodePart {
key
code
status
outputs
}
... on CouncilMemberPart {
modelId
modelName
answer: text
memberStatus: status
errorMessage
}
... on CouncilSynthesisPart {
modelId
answer: text
}
... on UnknownPart {
type
value
}
}
fragment ExportedOutput on ToolOutput {
__typename
... on ToolTextOutput {
text
isError
}
... on ToolJsonOutput {
data: value
isError
}
... on ToolDenial {
reason
}
... on ToolContentOutput {
items {
type
text
url
mediaType
fileName
}
}
... on StoryOutput {
name
storybook {
id
}
pages {
pageNumber
imageUrl
text
textPosition
textPercentage
}
}
... on StorybookProgressOutput {
status
totalPages
completedPages
currentPage
generatingPages
errorMessage
}
... on StorybookOutput {
version
aspectRatio
resolution
}
... on UnknownToolOutput {
type
value
}
}`, {"fragmentName":"ExportedPart"}) as unknown as TypedDocumentString<ExportedPartFragment, unknown>;
export const PartsFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
fragment Parts on ChatMessagePart {
__typename
... on TextPart {
text
}
... on ToolCallPart {
name
input
}
... on ToolResultPart {
name
output {
__typename
... on UnknownToolOutput {
value
}
... on ToolTextOutput {
text
}
}
}
}
`, {"fragmentName":"Parts"}) as unknown as TypedDocumentString<PartsFragment, unknown>;
export const ErasuresDocument = /*#__PURE__*/ new TypedDocumentString(`
query Erasures($dead: PurgeDeadLetterFilter, $requests: SubjectAccessRequestFilter, $first: Int) {
purgeDeadLetters(filter: $dead, first: $first) {
totalCount
nodes {
databaseId
provider
resourceKind
resourceId
errorMessage
createdAt
resolvedAt
resolvedBy
resolvedNote
user {
email
isPurging
purgingSince
}
session {
databaseId
}
}
}
subjectAccessRequests(filter: $requests, first: $first) {
totalCount
nodes {
receivedAt
verifiedAt
verificationMethod
requestingAuthority
scope
sessionCountFlagged
retentionExceptionKind
retentionExceptionDetail
closedAt
user {
email
}
}
}
}
`, {"hash":"sha256:5edf530c85fb1af0cf7f4db62de521da2e8b5d9bf85e3bb0528a1ecfa5a8263f"}) as unknown as TypedDocumentString<ErasuresQuery, ErasuresQueryVariables>;
export const LedgerOfAllDocument = /*#__PURE__*/ new TypedDocumentString(`
query LedgerOfAll($filter: CreditTransactionFilter, $first: Int, $after: String) {
creditTransactions(filter: $filter, first: $first, after: $after) {
totalCount
nodes {
type
amount
createdAt
user {
email
}
}
pageInfo {
hasNextPage
endCursor
}
}
billingTransactions(first: 3) {
totalCount
nodes {
amount
status
user {
email
}
}
}
}
`, {"hash":"sha256:9ba48dd5792e039fde0e9a8e60d277d121080e109080e29758c9fa131741806d"}) as unknown as TypedDocumentString<LedgerOfAllQuery, LedgerOfAllQueryVariables>;
export const OrphansDocument = /*#__PURE__*/ new TypedDocumentString(`
query Orphans {
orphans {
table
column
parentTable
count
}
}
`, {"hash":"sha256:b3cdd51a6e15e14b8af603b3a0bf8e4ff5de2682fe9f7277602bddb7c954ff37"}) as unknown as TypedDocumentString<OrphansQuery, OrphansQueryVariables>;
export const SystemSettingsDocument = /*#__PURE__*/ new TypedDocumentString(`
query SystemSettings($first: Int) {
modelSettings(filter: {isSystem: true}, first: $first) {
totalCount
nodes {
label
provider
isActive
isDefault
hasApiKey
}
}
skills(filter: {isBuiltin: true}, first: $first) {
totalCount
nodes {
name
isEnabledByDefault
license
}
}
}
`, {"hash":"sha256:526e99c1c6cce4852c61ab893075017f57db23d3799fbe6027ae0d64988280ad"}) as unknown as TypedDocumentString<SystemSettingsQuery, SystemSettingsQueryVariables>;
export const UsageOfAllDocument = /*#__PURE__*/ new TypedDocumentString(`
query UsageOfAll($from: DateTime, $before: DateTime) {
usage(from: $from, before: $before) {
sums {
spent
granted
entries
}
byModel {
modelId
sums {
spent
}
}
timeline(bucket: MONTH) {
start
sums {
spent
granted
}
byModel {
modelId
sums {
spent
}
}
byType {
type
sums {
spent
granted
}
}
}
bySession(first: 3) {
totalCount
nodes {
spent
session {
name
user {
email
}
}
}
}
}
revenue(from: $from, before: $before, bucket: MONTH) {
start
currency
status
amount
payments
}
}
`, {"hash":"sha256:39ba2329cc7f371be2c4a27c05883bd483f1dcf100eef1dd3be42365fa53dd79"}) as unknown as TypedDocumentString<UsageOfAllQuery, UsageOfAllQueryVariables>;
export const UserSearchDocument = /*#__PURE__*/ new TypedDocumentString(`
query UserSearch($filter: UserFilter!) {
users(filter: $filter, orderBy: EMAIL) {
nodes {
email
displayName
subscriptionPlan
subscriptionPlanText
}
}
}
`, {"hash":"sha256:c7db48797d2727728b2ea06b5fe1fdffd51168e1b1be3732118082aefe5e1dde"}) as unknown as TypedDocumentString<UserSearchQuery, UserSearchQueryVariables>;
export const UserDetailDocument = /*#__PURE__*/ new TypedDocumentString(`
query UserDetail($id: ID!, $from: DateTime, $before: DateTime) {
user(id: $id) {
email
displayName
role
isActive
subscriptionPlan
subscriptionStatus
organization
creditBalance {
credits
bonusCredits
status
statusReason
}
sessions(first: 5) {
totalCount
nodes {
name
createdAt
creditSums {
spent
}
}
}
billingTransactions(first: 5) {
totalCount
nodes {
amount
currency
status
createdAt
}
}
creditTransactions(first: 5) {
totalCount
nodes {
type
amount
createdAt
}
}
usage(from: $from, before: $before) {
sums {
spent
granted
}
}
apiKeys(first: 5) {
totalCount
nodes {
hint
isActive
}
}
connectors {
type
}
}
}
`, {"hash":"sha256:ae32b7ded4edf264bc6a6f1d90eb6b216c65e9ffce297db5ed5e616edf538587"}) as unknown as TypedDocumentString<UserDetailQuery, UserDetailQueryVariables>;
export const UsersDocument = /*#__PURE__*/ new TypedDocumentString(`
query Users($filter: UserFilter, $orderBy: UserOrder, $first: Int, $after: String) {
users(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
totalCount
nodes {
databaseId
email
displayName
role
subscriptionPlan
isActive
loginProvider
lastLoginAt
createdAt
creditBalance {
total
status
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
`, {"hash":"sha256:fcbbc0cfb0bc4caf1baa59e623db13851c6b672dc416d5aaf79ca3bfc6930797"}) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const WaitlistDocument = /*#__PURE__*/ new TypedDocumentString(`
query Waitlist($filter: WaitlistFilter, $orderBy: WaitlistOrder, $first: Int, $after: String) {
waitlist(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
totalCount
nodes {
id
databaseId
email
createdAt
}
pageInfo {
hasNextPage
endCursor
}
}
}
`, {"hash":"sha256:ef5ce29ef9e655a6707cfe62a74f5db105e553ec47f27f54fcb1f002f539e9ca"}) as unknown as TypedDocumentString<WaitlistQuery, WaitlistQueryVariables>;
export const BalanceDocument = /*#__PURE__*/ new TypedDocumentString(`
query Balance {
viewer {
creditBalance {
credits
bonusCredits
total
status
statusText
statusReason
statusUpdatedAt
version
updatedAt
}
}
}
`, {"hash":"sha256:3fdb0e7534589c163c6ef0b391fb449f90a90b9e2c2942b288572cd4e171b97c"}) as unknown as TypedDocumentString<BalanceQuery, BalanceQueryVariables>;
export const CostOfAPublicSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
query CostOfAPublicSession($id: ID!) {
session(id: $id) {
name
creditSums {
spent
}
creditTransactions {
totalCount
nodes {
amount
}
}
}
}
`, {"hash":"sha256:fe9f35c5a411ecbf0e494fc18fc70f1a032ce0670c832dd71f31e891962e7be0"}) as unknown as TypedDocumentString<CostOfAPublicSessionQuery, CostOfAPublicSessionQueryVariables>;
export const GrantsDocument = /*#__PURE__*/ new TypedDocumentString(`
query Grants($first: Int) {
viewer {
creditTransactions(filter: {direction: GRANTED}, orderBy: OLDEST, first: $first) {
nodes {
type
creditType
amount
createdAt
description
billingTransaction {
plan
amount
creditTransactions {
totalCount
}
}
}
}
}
}
`, {"hash":"sha256:9660a53dc2b98774701594e3941411a7e4f3efa58c238b4f534ce56073f0f1f3"}) as unknown as TypedDocumentString<GrantsQuery, GrantsQueryVariables>;
export const LedgerDocument = /*#__PURE__*/ new TypedDocumentString(`
query Ledger($filter: CreditTransactionFilter, $orderBy: CreditTransactionOrder, $first: Int, $after: String) {
viewer {
creditTransactions(
filter: $filter
orderBy: $orderBy
first: $first
after: $after
) {
totalCount
nodes {
databaseId
type
creditType
amount
balanceAfter
modelId
description
createdAt
details {
source
toolName
costUsd
billingBackend
providerReportedCost
premiumRequests
planId
inputTokens
outputTokens
cacheReadTokens
cacheWriteTokens
reasoningTokens
}
session {
name
}
run {
status
}
billingTransaction {
amount
currency
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
}
`, {"hash":"sha256:6dca48b17ce825b40508d95147748f34fc0d51a8a9932b8e2a4489c7a9e8d1f5"}) as unknown as TypedDocumentString<LedgerQuery, LedgerQueryVariables>;
export const PaymentsDocument = /*#__PURE__*/ new TypedDocumentString(`
query Payments($filter: BillingTransactionFilter, $first: Int, $after: String) {
viewer {
billingTransactions(filter: $filter, first: $first, after: $after) {
totalCount
nodes {
databaseId
amount
currency
plan
billingCycle
credits
status
createdAt
}
pageInfo {
hasNextPage
endCursor
}
}
}
}
`, {"hash":"sha256:8fb377e1ee4e34b327693c731b836550e7a2b330d90fec9d2d02074f1de764c8"}) as unknown as TypedDocumentString<PaymentsQuery, PaymentsQueryVariables>;
export const PlansDocument = /*#__PURE__*/ new TypedDocumentString(`
query Plans {
plans {
plan
name
credits
}
}
`, {"hash":"sha256:5fee49797ac1675de753047e1e3fb4ddaf4c6c1767f24ca564a621b1cd4a8daa"}) as unknown as TypedDocumentString<PlansQuery, PlansQueryVariables>;
export const UsageByDayDocument = /*#__PURE__*/ new TypedDocumentString(`
query UsageByDay($from: DateTime, $before: DateTime) {
viewer {
usage(from: $from, before: $before) {
timeline(bucket: DAY) {
start
sums {
spent
granted
entries
}
byType {
type
sums {
spent
}
}
}
}
}
}
`, {"hash":"sha256:a4345abc938323bd42b8d5e8d8a0f6eda3eed0bfb91e775c7c9d054b2ffffccc"}) as unknown as TypedDocumentString<UsageByDayQuery, UsageByDayQueryVariables>;
export const UsageOfOneSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
query UsageOfOneSession($id: ID!, $first: Int, $after: String) {
session(id: $id) {
databaseId
name
creditSums {
spent
spentRegular
spentBonus
granted
entries
tokens {
input
output
cacheRead
cacheWrite
reasoning
}
}
creditTransactions(first: $first, after: $after) {
totalCount
nodes {
databaseId
type
creditType
amount
balanceAfter
modelId
description
createdAt
run {
databaseId
}
details {
source
toolName
costUsd
inputTokens
outputTokens
cacheReadTokens
cacheWriteTokens
reasoningTokens
}
}
}
}
}
`, {"hash":"sha256:03775d551fde178e94b1964a72d7198bcc49f360fed6de424eaf518560e916f7"}) as unknown as TypedDocumentString<UsageOfOneSessionQuery, UsageOfOneSessionQueryVariables>;
export const UsageOfSessionsDocument = /*#__PURE__*/ new TypedDocumentString(`
query UsageOfSessions($from: DateTime, $before: DateTime, $first: Int, $after: String) {
viewer {
usage(from: $from, before: $before) {
bySession(first: $first, after: $after) {
totalCount
edges {
cursor
node {
sessionDatabaseId
lastActivityAt
spent
spentRegular
spentBonus
entries
session {
name
}
}
}
pageInfo {
hasNextPage
hasPreviousPage
endCursor
}
}
}
}
}
`, {"hash":"sha256:1cbd9ece9ed2f1057012c8396f5d7a16a9a67697e7014f4196e63e9f676aa0c9"}) as unknown as TypedDocumentString<UsageOfSessionsQuery, UsageOfSessionsQueryVariables>;
export const UsageTableDocument = /*#__PURE__*/ new TypedDocumentString(`
query UsageTable($from: DateTime, $page: Int, $perPage: Int) {
viewer {
creditSums {
spent
granted
entries
}
usage(from: $from) {
sessionPage(page: $page, perPage: $perPage) {
page
perPage
totalPages
totalCount
nodes {
sessionDatabaseId
lastActivityAt
spent
spentBonus
session {
name
}
}
}
}
}
}
`, {"hash":"sha256:fa16db55b408079eac5a97ad82e3135144d31950ad84f01dd9c160297708b696"}) as unknown as TypedDocumentString<UsageTableQuery, UsageTableQueryVariables>;
export const UsageDocument = /*#__PURE__*/ new TypedDocumentString(`
query Usage($from: DateTime, $before: DateTime, $bucket: UsageBucketSize) {
viewer {
usage(from: $from, before: $before) {
from
before
sums {
spent
spentRegular
spentBonus
granted
entries
tokens {
input
output
cacheRead
cacheWrite
reasoning
}
}
byModel {
modelId
sums {
spent
entries
tokens {
input
output
}
}
}
byType {
type
typeText
sums {
spent
granted
entries
}
}
timeline(bucket: $bucket) {
start
sums {
spent
entries
}
byModel {
modelId
sums {
spent
tokens {
input
}
}
}
}
}
}
}
`, {"hash":"sha256:0536fb922c93419f731f17e23b11803034a8e55cf0e193b6a04477fc33b2a826"}) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;
export const ChatRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
query ChatRuns($id: ID!) {
session(id: $id) {
chatRuns(first: 20) {
nodes {
databaseId
status
statusText
modelId
finishReason
errorCode
startedAt
completedAt
userMessage {
preview
}
answer {
preview
usage {
totalTokens
costUsd
}
}
}
}
}
}
`, {"hash":"sha256:36fb309c53a4e2377dae4167623d93cf376fc8efb680a6f19d63d8ff7662a9be"}) as unknown as TypedDocumentString<ChatRunsQuery, ChatRunsQueryVariables>;
export const ChatDocument = /*#__PURE__*/ new TypedDocumentString(`
query Chat($id: ID!, $last: Int!, $before: String) {
session(id: $id) {
messages(last: $last, before: $before) {
nodes {
id
databaseId
role
roleText
parts {
...Part
}
usage {
inputTokens
outputTokens
totalTokens
cacheReadTokens
reasoningTokens
costUsd
modelName
}
tokens
model
modelSetting {
id
displayName
}
tools {
name
isOn
}
mediaRequest {
type
modelName
provider
aspectRatio
resolution
textPosition
genre
isAdvanced
templateId
pageCount
pageCountText
isEnabled
hasRichDialogue
mangaLayout
templateName
templatePrompt
languageSource
miniTools {
key
name
references {
fileId
}
}
videoSettings
videoFrames {
fileId
type
}
storybookContext
language
hasVoice
references {
type
fileId
file {
id
}
}
}
fileIds
files {
id
databaseId
fileName
contentType
fileSize
url
downloadPath(session: $id)
}
isFinished
finishReason
finishReasonText
createdAt
parent {
id
}
}
pageInfo {
hasPreviousPage
startCursor
}
}
}
}
fragment Part on ChatMessagePart {
__typename
... on TextPart {
text
}
... on ReasoningPart {
thought: text
startedAt
finishedAt
}
... on ImagePart {
url
detail
}
... on FilePart {
path
mediaType
}
... on ToolCallPart {
callId
toolName: name
input
isFinished
isOfProvider
}
... on ToolResultPart {
callId
toolName: name
costUsd
creditsCharged
output {
...Output
}
}
... on FinishPart {
reason
message
finishedAt
}
... on CodePart {
key
code
status
outputs
}
... on CouncilMemberPart {
modelId
modelName
answer: text
memberStatus: status
errorMessage
}
... on CouncilSynthesisPart {
modelId
answer: text
}
... on UnknownPart {
type
value
}
}
fragment Output on ToolOutput {
__typename
... on ToolTextOutput {
text
isError
}
... on ToolJsonOutput {
data: value
isError
}
... on ToolDenial {
reason
}
... on ToolContentOutput {
items {
type
text
url
mediaType
fileName
}
}
... on StoryOutput {
name
storybook {
id
}
pages {
pageNumber
imageUrl
text
textPosition
textPercentage
}
}
... on StorybookProgressOutput {
status
totalPages
completedPages
currentPage
generatingPages
errorMessage
}
... on StorybookOutput {
version
aspectRatio
resolution
}
... on UnknownToolOutput {
type
value
}
}`, {"hash":"sha256:41b4ef9d6bc1f5457880b69937ba9f291994e587d3c683ad846674f588c3c763"}) as unknown as TypedDocumentString<ChatQuery, ChatQueryVariables>;
export const CouncilChatDocument = /*#__PURE__*/ new TypedDocumentString(`
query CouncilChat($id: ID!, $last: Int!, $before: String) {
session(id: $id) {
messages(last: $last, before: $before) {
nodes {
id
role
roleText
parts {
...Part
}
usage {
inputTokens
outputTokens
totalTokens
cacheReadTokens
reasoningTokens
costUsd
modelName
}
tokens
model
modelSetting {
id
displayName
}
tools {
name
isOn
}
mediaRequest {
type
modelName
aspectRatio
pageCount
language
hasVoice
references {
type
file {
id
}
}
}
fileIds
files {
id
fileName
}
isFinished
finishReason
finishReasonText
createdAt
parent {
id
}
}
pageInfo {
hasPreviousPage
startCursor
}
}
}
}
fragment Part on ChatMessagePart {
__typename
... on TextPart {
text
}
... on ReasoningPart {
thought: text
startedAt
finishedAt
}
... on ImagePart {
url
detail
}
... on FilePart {
path
mediaType
}
... on ToolCallPart {
callId
toolName: name
input
isFinished
isOfProvider
}
... on ToolResultPart {
callId
toolName: name
costUsd
creditsCharged
output {
...Output
}
}
... on FinishPart {
reason
message
finishedAt
}
... on CodePart {
key
code
status
outputs
}
... on CouncilMemberPart {
modelId
modelName
answer: text
memberStatus: status
errorMessage
}
... on CouncilSynthesisPart {
modelId
answer: text
}
... on UnknownPart {
type
value
}
}
fragment Output on ToolOutput {
__typename
... on ToolTextOutput {
text
isError
}
... on ToolJsonOutput {
data: value
isError
}
... on ToolDenial {
reason
}
... on ToolContentOutput {
items {
type
text
url
mediaType
fileName
}
}
... on StoryOutput {
name
storybook {
id
}
pages {
pageNumber
imageUrl
text
textPosition
textPercentage
}
}
... on StorybookProgressOutput {
status
totalPages
completedPages
currentPage
generatingPages
errorMessage
}
... on StorybookOutput {
version
aspectRatio
resolution
}
... on UnknownToolOutput {
type
value
}
}`, {"hash":"sha256:f581ace6b5ca452fcc80691feff719f649e0eb2a91d13d25eacf46105860a156"}) as unknown as TypedDocumentString<CouncilChatQuery, CouncilChatQueryVariables>;
export const OlderChatDocument = /*#__PURE__*/ new TypedDocumentString(`
query OlderChat($id: ID!, $last: Int!, $before: String) {
session(id: $id) {
messages(last: $last, before: $before) {
nodes {
id
role
roleText
parts {
...Part
}
usage {
inputTokens
outputTokens
totalTokens
cacheReadTokens
reasoningTokens
costUsd
modelName
}
tokens
model
modelSetting {
id
displayName
}
tools {
name
isOn
}
mediaRequest {
type
modelName
aspectRatio
pageCount
language
hasVoice
references {
type
file {
id
}
}
}
fileIds
files {
id
fileName
}
isFinished
finishReason
finishReasonText
createdAt
parent {
id
}
}
pageInfo {
hasPreviousPage
startCursor
}
}
}
}
fragment Part on ChatMessagePart {
__typename
... on TextPart {
text
}
... on ReasoningPart {
thought: text
startedAt
finishedAt
}
... on ImagePart {
url
detail
}
... on FilePart {
path
mediaType
}
... on ToolCallPart {
callId
toolName: name
input
isFinished
isOfProvider
}
... on ToolResultPart {
callId
toolName: name
costUsd
creditsCharged
output {
...Output
}
}
... on FinishPart {
reason
message
finishedAt
}
... on CodePart {
key
code
status
outputs
}
... on CouncilMemberPart {
modelId
modelName
answer: text
memberStatus: status
errorMessage
}
... on CouncilSynthesisPart {
modelId
answer: text
}
... on UnknownPart {
type
value
}
}
fragment Output on ToolOutput {
__typename
... on ToolTextOutput {
text
isError
}
... on ToolJsonOutput {
data: value
isError
}
... on ToolDenial {
reason
}
... on ToolContentOutput {
items {
type
text
url
mediaType
fileName
}
}
... on StoryOutput {
name
storybook {
id
}
pages {
pageNumber
imageUrl
text
textPosition
textPercentage
}
}
... on StorybookProgressOutput {
status
totalPages
completedPages
currentPage
generatingPages
errorMessage
}
... on StorybookOutput {
version
aspectRatio
resolution
}
... on UnknownToolOutput {
type
value
}
}`, {"hash":"sha256:ed340d56e6bafadc826ec997579ce5498aba2bd7237d515c5ebaf05352182978"}) as unknown as TypedDocumentString<OlderChatQuery, OlderChatQueryVariables>;
export const ProviderRowsDocument = /*#__PURE__*/ new TypedDocumentString(`
query ProviderRows($id: ID!) {
session(id: $id) {
providerContainers(first: 10) {
nodes {
provider
name
status
expiresAt
}
}
providerFiles(first: 10) {
nodes {
provider
expiresAt
file {
fileName
}
}
}
}
viewer {
vectorStores(first: 10) {
nodes {
provider
version
expiresAt
}
}
}
}
`, {"hash":"sha256:d17a596a9543c33171db2e9c84f851c30b38e164794740825afadbbf63ed2cfe"}) as unknown as TypedDocumentString<ProviderRowsQuery, ProviderRowsQueryVariables>;
export const ScrollBackDocument = /*#__PURE__*/ new TypedDocumentString(`
query ScrollBack($id: ID!, $last: Int!, $before: String) {
session(id: $id) {
messages(last: $last, before: $before) {
totalCount
edges {
cursor
node {
id
role
preview
createdAt
}
}
pageInfo {
hasPreviousPage
hasNextPage
startCursor
}
}
}
}
`, {"hash":"sha256:be0c60d342665c6cdc9f67158de1bebdd1046dcd1688d0316f0c731cd61d9d13"}) as unknown as TypedDocumentString<ScrollBackQuery, ScrollBackQueryVariables>;
export const SearchMessagesDocument = /*#__PURE__*/ new TypedDocumentString(`
query SearchMessages($session: ID!, $text: String!, $first: Int!, $after: String) {
searchMessages(session: $session, text: $text, first: $first, after: $after) {
edges {
cursor
node {
id
role
preview
createdAt
}
}
pageInfo {
hasNextPage
hasPreviousPage
endCursor
}
}
}
`, {"hash":"sha256:eca7ad56372caa6430133eeb849c1f114f5fc56ff66b66f96630b5db24b0e9cd"}) as unknown as TypedDocumentString<SearchMessagesQuery, SearchMessagesQueryVariables>;
export const StorybookChatDocument = /*#__PURE__*/ new TypedDocumentString(`
query StorybookChat($id: ID!, $last: Int!, $before: String) {
session(id: $id) {
messages(last: $last, before: $before) {
nodes {
id
role
roleText
parts {
...Part
}
usage {
inputTokens
outputTokens
totalTokens
cacheReadTokens
reasoningTokens
costUsd
modelName
}
tokens
model
modelSetting {
id
displayName
}
tools {
name
isOn
}
mediaRequest {
type
modelName
aspectRatio
pageCount
pageCountText
isEnabled
hasRichDialogue
mangaLayout
templateName
templatePrompt
languageSource
miniTools {
key
name
references {
fileId
}
}
videoSettings
videoFrames {
fileId
type
}
storybookContext
language
hasVoice
references {
type
file {
id
}
}
}
fileIds
files {
id
fileName
}
isFinished
finishReason
finishReasonText
createdAt
parent {
id
}
}
pageInfo {
hasPreviousPage
startCursor
}
}
}
}
fragment Part on ChatMessagePart {
__typename
... on TextPart {
text
}
... on ReasoningPart {
thought: text
startedAt
finishedAt
}
... on ImagePart {
url
detail
}
... on FilePart {
path
mediaType
}
... on ToolCallPart {
callId
toolName: name
input
isFinished
isOfProvider
}
... on ToolResultPart {
callId
toolName: name
costUsd
creditsCharged
output {
...Output
}
}
... on FinishPart {
reason
message
finishedAt
}
... on CodePart {
key
code
status
outputs
}
... on CouncilMemberPart {
modelId
modelName
answer: text
memberStatus: status
errorMessage
}
... on CouncilSynthesisPart {
modelId
answer: text
}
... on UnknownPart {
type
value
}
}
fragment Output on ToolOutput {
__typename
... on ToolTextOutput {
text
isError
}
... on ToolJsonOutput {
data: value
isError
}
... on ToolDenial {
reason
}
... on ToolContentOutput {
items {
type
text
url
mediaType
fileName
}
}
... on StoryOutput {
name
storybook {
id
}
pages {
pageNumber
imageUrl
text
textPosition
textPercentage
}
}
... on StorybookProgressOutput {
status
totalPages
completedPages
currentPage
generatingPages
errorMessage
}
... on StorybookOutput {
version
aspectRatio
resolution
}
... on UnknownToolOutput {
type
value
}
}`, {"hash":"sha256:45fc0a2aee68679fa9b5212776007da0f1d97c21655e756924f1a6338010b711"}) as unknown as TypedDocumentString<StorybookChatQuery, StorybookChatQueryVariables>;
export const ChatSummariesDocument = /*#__PURE__*/ new TypedDocumentString(`
query ChatSummaries($id: ID!) {
session(id: $id) {
chatSummaries(first: 20) {
nodes {
text
modelId
authority
originalTokens
summaryTokens
compressionRatio
createdAt
endMessage {
id
preview
}
previous {
id
}
next {
id
}
}
}
}
}
`, {"hash":"sha256:190633370554e371bbeb5b5ac5eb948540fea8f0bf550e3512d9888f14c888a2"}) as unknown as TypedDocumentString<ChatSummariesQuery, ChatSummariesQueryVariables>;
export const TurnDocument = /*#__PURE__*/ new TypedDocumentString(`
query Turn($id: ID!) {
message(id: $id) {
id
preview
session {
id
name
}
parent {
id
}
children(first: 50) {
nodes {
id
role
preview
createdAt
parent {
id
}
}
}
}
}
`, {"hash":"sha256:0def96e3babd253e3c8376d2f6522917e994db9ee25c4dcbf098667072a637ce"}) as unknown as TypedDocumentString<TurnQuery, TurnQueryVariables>;
export const AllTemplatesDocument = /*#__PURE__*/ new TypedDocumentString(`
query AllTemplates {
slideTemplates(first: 2) {
totalCount
nodes {
databaseId
name
updatedAt
}
}
mediaTemplates(first: 3) {
totalCount
nodes {
databaseId
name
prompt
updatedAt
}
}
}
`, {"hash":"sha256:5cb436ac9fc1caf0992ac20bb6add5fd58d852ce68650272ffed4f81e5bd3730"}) as unknown as TypedDocumentString<AllTemplatesQuery, AllTemplatesQueryVariables>;
export const MediaTemplatesDocument = /*#__PURE__*/ new TypedDocumentString(`
query MediaTemplates($filter: MediaTemplateFilter, $orderBy: MediaTemplateOrder, $first: Int, $after: String) {
mediaTemplates(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
totalCount
nodes {
id
databaseId
name
type
typeText
preview
previewUrl
prompt
createdAt
}
pageInfo {
hasNextPage
endCursor
}
}
}
`, {"hash":"sha256:62ee39316b4d3d1a3fa04ef96b1a5d74efe2d29d0614b9bf700a2556a76f1822"}) as unknown as TypedDocumentString<MediaTemplatesQuery, MediaTemplatesQueryVariables>;
export const PresentationPartDocument = /*#__PURE__*/ new TypedDocumentString(`
query PresentationPart($session: ID!, $name: String!, $slides: SlideFilter!) {
session(id: $session) {
presentation(name: $name) {
slideCount
slides(filter: $slides) {
id
slideNumber
slideContent
}
}
}
}
`, {"hash":"sha256:e33b4fc63882357e842ff4d7acc961d56263069bad504363267091e301014226"}) as unknown as TypedDocumentString<PresentationPartQuery, PresentationPartQueryVariables>;
export const PresentationDocument = /*#__PURE__*/ new TypedDocumentString(`
query Presentation($session: ID!, $name: String!) {
session(id: $session) {
presentation(name: $name) {
name
slides {
id
slideNumber
slideTitle
slideContent
imageUrl
lastTool
lastToolAt
updatedAt
}
}
}
}
`, {"hash":"sha256:32f7bbb2018ef95cbde6c891ac0f183c2345e36f20efaf3584fc3c03734a2691"}) as unknown as TypedDocumentString<PresentationQuery, PresentationQueryVariables>;
export const PresentationsDocument = /*#__PURE__*/ new TypedDocumentString(`
query Presentations($session: ID!) {
session(id: $session) {
presentations {
name
slideCount
lastUpdatedAt
slides {
id
slideNumber
slideTitle
}
}
}
}
`, {"hash":"sha256:9c7d17bcd16c82b9bf28c76520c1d2caea333f2679193dad52552799bae7ae6f"}) as unknown as TypedDocumentString<PresentationsQuery, PresentationsQueryVariables>;
export const PublicStorybookDocument = /*#__PURE__*/ new TypedDocumentString(`
query PublicStorybook($id: ID!) {
storybook(id: $id) {
databaseId
name
version
aspectRatio
resolution
isComplete
characterDescription
style {
languageCode
mangaLayout
}
generation {
status
}
pages {
id
pageNumber
displayPage
imageUrl
htmlContent
textContent
audioLink
textPosition
textPercentage
isTextOnly
imagePrompt
}
session {
databaseId
name
user {
email
}
}
}
}
`, {"hash":"sha256:bee769869cbe15d3336f681b6f14715f41fb57a0b4a1b8d30273384008aa841d"}) as unknown as TypedDocumentString<PublicStorybookQuery, PublicStorybookQueryVariables>;
export const SessionSlidesDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionSlides($session: ID!) {
session(id: $session) {
databaseId
name
agentTypeText
presentations {
name
slideCount
lastUpdatedAt
slides {
databaseId
slideNumber
slideTitle
slideContent
imageUrl
createdAt
updatedAt
}
}
}
}
`, {"hash":"sha256:adc55e30e1c11c462b34fc58ceaa89538ab30135a78e0127ff730cc76c08592c"}) as unknown as TypedDocumentString<SessionSlidesQuery, SessionSlidesQueryVariables>;
export const SessionStorybooksDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionStorybooks($session: ID!, $latestOnly: Boolean!) {
session(id: $session) {
storybooks(filter: {latestOnly: $latestOnly}) {
totalCount
nodes {
id
databaseId
name
version
aspectRatio
resolution
pageCount
createdAt
updatedAt
isComplete
cover {
imageUrl
}
generation {
status
totalPages
completedPages
}
}
}
}
}
`, {"hash":"sha256:86f77e11f4e7bde968f2a890d49c4d19a77c50da8a4417b5bdeb6e153076bdba"}) as unknown as TypedDocumentString<SessionStorybooksQuery, SessionStorybooksQueryVariables>;
export const SlideHistoryDocument = /*#__PURE__*/ new TypedDocumentString(`
query SlideHistory($session: ID!, $last: Int) {
session(id: $session) {
slideVersions(last: $last) {
totalCount
nodes {
presentationName
slideNumber
version
session {
name
}
}
pageInfo {
hasPreviousPage
}
}
}
}
`, {"hash":"sha256:c1fa9135b28d9a5f829205b3841d19b7bee3bdee77acf4357414dd44c49886c8"}) as unknown as TypedDocumentString<SlideHistoryQuery, SlideHistoryQueryVariables>;
export const SlideTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
query SlideTemplate($id: ID!) {
node(id: $id) {
... on SlideTemplate {
name
slideContent
}
}
}
`, {"hash":"sha256:8a946574e6b1a54b2b506b2868880e431b94761e9ed0904648ca31df5e6ee7db"}) as unknown as TypedDocumentString<SlideTemplateQuery, SlideTemplateQueryVariables>;
export const SlideTemplatesDocument = /*#__PURE__*/ new TypedDocumentString(`
query SlideTemplates($filter: SlideTemplateFilter, $first: Int, $after: String) {
slideTemplates(filter: $filter, first: $first, after: $after) {
totalCount
nodes {
id
databaseId
name
images
createdAt
updatedAt
}
pageInfo {
hasNextPage
endCursor
}
}
}
`, {"hash":"sha256:45b1f725587deaeb35fffea184d04bcfb159bea65ffd28b332a5d3452a5a5782"}) as unknown as TypedDocumentString<SlideTemplatesQuery, SlideTemplatesQueryVariables>;
export const SlideVersionsDocument = /*#__PURE__*/ new TypedDocumentString(`
query SlideVersions($session: ID!, $presentation: String!) {
session(id: $session) {
presentation(name: $presentation) {
slides {
slideNumber
imageUrl
versions(first: 10) {
totalCount
nodes {
id
version
isCurrent
imageUrl
thumbnailUrl
editSummary
createdAt
instructions {
type
newText
prompt
askedAt
selection {
type
componentId
spotX
spotY
box {
x
y
width
height
}
}
}
root {
version
}
parent {
version
}
previous {
version
}
newest {
version
}
children {
version
}
slide {
slideTitle
}
}
}
}
}
}
}
`, {"hash":"sha256:01f1b8e36d55bdb9d123bbef0c2e1137f541c26a1e8fde5aa00e2df53a7772df"}) as unknown as TypedDocumentString<SlideVersionsQuery, SlideVersionsQueryVariables>;
export const StorybookPagesHtmlDocument = /*#__PURE__*/ new TypedDocumentString(`
query StorybookPagesHtml($id: ID!) {
storybook(id: $id) {
pages {
pageNumber
displayPage
htmlContent
textPosition
textPositionText
}
pageLinks {
createdAt
page {
pageNumber
}
}
}
}
`, {"hash":"sha256:7185621b14fe4f2509992a80c49181c65f4b3b7cd1dc6c47a9d4825f41ca2693"}) as unknown as TypedDocumentString<StorybookPagesHtmlQuery, StorybookPagesHtmlQueryVariables>;
export const StorybookProgressDocument = /*#__PURE__*/ new TypedDocumentString(`
query StorybookProgress($id: ID!) {
storybook(id: $id) {
databaseId
name
version
aspectRatio
resolution
isComplete
updatedAt
pages {
pageNumber
displayPage
imageUrl
isTextOnly
}
generation {
status
statusText
totalPages
completedPages
generatingPages
errorMessage
isCancelled
}
}
}
`, {"hash":"sha256:03a130921acf1c8ee5c7a7563c06a86f51534ccd734f88e6f28e9d1c0241cfbd"}) as unknown as TypedDocumentString<StorybookProgressQuery, StorybookProgressQueryVariables>;
export const StorybookDocument = /*#__PURE__*/ new TypedDocumentString(`
query Storybook($id: ID!) {
storybook(id: $id) {
databaseId
name
version
createdAt
updatedAt
session {
databaseId
}
aspectRatio
resolution
characterDescription
style {
artStyle
colorPalette
genre
language
languageCode
textPosition
voiceEnabled
mangaLayout
imageModel
}
pages {
id
pageNumber
displayPage
imageUrl
htmlContent
textContent
audioLink
textPosition
textPercentage
isTextOnly
imagePrompt
storybooks {
version
}
}
versions {
totalCount
nodes {
id
databaseId
name
version
pageCount
createdAt
}
}
root {
version
}
parent {
databaseId
version
}
previous {
version
}
newest {
version
}
children {
version
}
}
}
`, {"hash":"sha256:1e94de9d30a70ffae21de5d335e8749be9c5b7e00885600af900c41fb560f300"}) as unknown as TypedDocumentString<StorybookQuery, StorybookQueryVariables>;
export const FileUsesDocument = /*#__PURE__*/ new TypedDocumentString(`
query FileUses($id: ID!) {
node(id: $id) {
... on UserAsset {
fileName
url
urlExpiresAt
downloadPath
sessions(first: 10) {
nodes {
name
}
}
messages(first: 10) {
totalCount
nodes {
createdAt
role
preview
session {
name
}
files {
fileName
}
}
}
}
}
}
`, {"hash":"sha256:0e6da9979df205f99ed567ba2035e8749efaa97fbc4b2c8a467f20bccb59e5fe"}) as unknown as TypedDocumentString<FileUsesQuery, FileUsesQueryVariables>;
export const FilesOfAPublicSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
query FilesOfAPublicSession($session: ID!) {
session(id: $session) {
name
assets {
totalCount
nodes {
fileName
url
downloadPath(session: $session)
user {
email
}
sessions {
totalCount
}
}
}
assetLinks {
totalCount
nodes {
createdAt
asset {
fileName
}
}
}
}
}
`, {"hash":"sha256:9f2164b9d100c478a338790ba0ab81a700b5fde199302b4c134a663686870a48"}) as unknown as TypedDocumentString<FilesOfAPublicSessionQuery, FilesOfAPublicSessionQueryVariables>;
export const MediaLibraryDocument = /*#__PURE__*/ new TypedDocumentString(`
query MediaLibrary($first: Int!, $after: String, $filter: AssetFilter) {
viewer {
assets(first: $first, after: $after, filter: $filter) {
totalCount
nodes {
id
databaseId
fileName
fileSize
source
isPublic
url
downloadPath
createdAt
sessions(first: 3) {
nodes {
id
name
}
}
}
pageInfo {
hasNextPage
hasPreviousPage
endCursor
}
}
}
}
`, {"hash":"sha256:d0f0d8652639d1343734ebdfc9379afcd25ee4fad3ad946c80160f08d168d186"}) as unknown as TypedDocumentString<MediaLibraryQuery, MediaLibraryQueryVariables>;
export const SessionFilesDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionFiles($session: ID!, $filter: SessionAssetFilter, $orderBy: AssetOrder, $first: Int, $after: String) {
session(id: $session) {
assets(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
totalCount
nodes {
id
databaseId
fileName
fileSize
contentType
assetType
source
uploadStatus
createdAt
url
urlExpiresAt
downloadPath
}
pageInfo {
hasNextPage
endCursor
}
}
}
}
`, {"hash":"sha256:c4cdde58ed4e9d33460b07f36ae9c76c197260f237efcdb89e2582b79f474be5"}) as unknown as TypedDocumentString<SessionFilesQuery, SessionFilesQueryVariables>;
export const ApiKeysDocument = /*#__PURE__*/ new TypedDocumentString(`
query ApiKeys($first: Int) {
viewer {
apiKeys(first: $first) {
nodes {
databaseId
hint
isActive
createdAt
}
}
}
}
`, {"hash":"sha256:08c85f66e6128b3f0d33bc15670fcc8ddeca4303a5bc984efdf177925bb0156c"}) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const MeDocument = /*#__PURE__*/ new TypedDocumentString(`
query Me {
viewer {
databaseId
email
firstName
lastName
displayName
avatar
organization
language
role
emailVerified
loginProvider
lastLoginAt
subscriptionPlan
subscriptionStatus
subscriptionBillingCycle
subscriptionCurrentPeriodEnd
createdAt
creditBalance {
credits
bonusCredits
total
status
statusReason
updatedAt
}
}
}
`, {"hash":"sha256:cb8730575d74c1766fad3e7b0a248a85060eb62d3f470bdf831a5d52cf1a82a1"}) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const ServerInfoDocument = /*#__PURE__*/ new TypedDocumentString(`
query ServerInfo {
serverInfo {
schemaRevision
absentTables
}
}
`, {"hash":"sha256:4473679ca2809c07b5a6bb8cdf741a414a101c0bcbdedd9205d9527d0fe994e4"}) as unknown as TypedDocumentString<ServerInfoQuery, ServerInfoQueryVariables>;
export const AppleAccountBegunDocument = /*#__PURE__*/ new TypedDocumentString(`
query AppleAccountBegun {
viewer {
appleCredentials {
appleId
authState
authStateText
hasExpoToken
hasCertificate
}
}
}
`, {"hash":"sha256:450988faa3f7b9cfd713a0bdf9c848e4e2292011bb26be6c949550a8d9d9017e"}) as unknown as TypedDocumentString<AppleAccountBegunQuery, AppleAccountBegunQueryVariables>;
export const AppleAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
query AppleAccounts {
viewer {
appleCredentials {
appleId
authState
teamName
selectedTeamId
availableTeams {
teamId
name
type
status
}
sessionExpiry
iosBundleIdentifier
iosCertificateExpiry
hasSession
hasExpoToken
hasAppSpecificPassword
hasCertificate
hasProvisioningProfile
}
}
}
`, {"hash":"sha256:287b199eece3dc71ca335038d6f3de92252faa6e48f4f0161fe8bc96ff1f31e9"}) as unknown as TypedDocumentString<AppleAccountsQuery, AppleAccountsQueryVariables>;
export const ComposioProfilesDocument = /*#__PURE__*/ new TypedDocumentString(`
query ComposioProfiles($filter: ComposioProfileFilter, $first: Int) {
viewer {
composioProfiles(filter: $filter, first: $first) {
totalCount
nodes {
id
databaseId
profileName
toolkitSlug
toolkitName
status
isDefault
enabledTools
createdAt
updatedAt
}
}
}
}
`, {"hash":"sha256:c3c72f115f5538c9192b86e934a1599b929b6e892b82c4e9c64cd499379bdfd2"}) as unknown as TypedDocumentString<ComposioProfilesQuery, ComposioProfilesQueryVariables>;
export const ConnectionsDocument = /*#__PURE__*/ new TypedDocumentString(`
query Connections {
viewer {
connectors {
databaseId
type
isConnected
isTokenExpired
hasRefreshToken
tokenExpiry
account {
login
name
email
avatarUrl
appType
scopes
}
}
}
}
`, {"hash":"sha256:450ce427e56d8c2f60f4afa9ce8a9f9dc6c881636382452ffe0b07593d2a01ae"}) as unknown as TypedDocumentString<ConnectionsQuery, ConnectionsQueryVariables>;
export const WatchAllEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchAllEvents($after: String, $groups: [EventGroup!], $types: [String!]) {
allEvents(after: $after, groups: $groups, types: $types) {
__typename
... on StreamEntry {
cursor
createdAt
}
... on EventAdded {
event {
id
eventType
group
session {
id
}
}
}
... on StreamGap {
reason
}
}
}
`, {"hash":"sha256:2abdbba0ce61bd9e0f2c53be8afd8b10b8cd229cd4582b3f28715178a8043879"}) as unknown as TypedDocumentString<WatchAllEventsSubscription, WatchAllEventsSubscriptionVariables>;
export const WatchAllRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchAllRuns($statuses: [RunStatus!]) {
runActivity(statuses: $statuses) {
id
taskType
status
session {
id
user {
id
email
}
}
updatedAt
}
}
`, {"hash":"sha256:a008f8b7dc54de8865e67fea3c74025e430cb9aa8a582ac6adfda59035005969"}) as unknown as TypedDocumentString<WatchAllRunsSubscription, WatchAllRunsSubscriptionVariables>;
export const WatchBalanceDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchBalance {
creditBalance {
id
credits
bonusCredits
total
updatedAt
}
}
`, {"hash":"sha256:9579f4ba82e5ca4408214c0f764ca0c9a1719fe25c5fac526c6c2647f1c913ed"}) as unknown as TypedDocumentString<WatchBalanceSubscription, WatchBalanceSubscriptionVariables>;
export const WatchChatEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchChatEvents($session: ID!, $after: String) {
sessionEvents(sessionId: $session, after: $after) {
__typename
... on StreamEntry {
cursor
createdAt
}
... on EventAdded {
event {
databaseId
eventType
groupText
content
createdAt
runDatabaseId
}
}
... on StreamGap {
reason
}
}
}
`, {"hash":"sha256:90b6510ed4c68e4e0e7788ca69f07849c5932c0fe976a8a97a669808f1b74c0c"}) as unknown as TypedDocumentString<WatchChatEventsSubscription, WatchChatEventsSubscriptionVariables>;
export const WatchDeploymentDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchDeployment($project: ID!) {
deploymentStatus(projectId: $project) {
id
name
productionUrl
latestDeployment {
id
databaseId
version
status
statusText
provider
environment
deploymentUrl
errorMessage
}
}
}
`, {"hash":"sha256:97367ac25d6291143104e5e7cb856ca470daa76892006ed0b0cd8a1730b03b50"}) as unknown as TypedDocumentString<WatchDeploymentSubscription, WatchDeploymentSubscriptionVariables>;
export const WatchHomeDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchHome($first: Int!) {
viewerUpdated {
id
sessions(first: $first, orderBy: RECENTLY_ACTIVE) {
nodes {
id
isPinned
name
activeRun {
id
status
}
}
}
}
}
`, {"hash":"sha256:8dcb545279b481e503748a9d42af355bc798922d687de111cdd6dc9f1187bfbe"}) as unknown as TypedDocumentString<WatchHomeSubscription, WatchHomeSubscriptionVariables>;
export const WatchMessagesDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchMessages($session: ID!, $after: String) {
messageAdded(sessionId: $session, after: $after) {
__typename
... on StreamEntry {
cursor
createdAt
}
... on MessageWritten {
message {
id
databaseId
role
isFinished
finishReason
parts {
__typename
... on TextPart {
text
}
... on ReasoningPart {
text
}
... on ToolCallPart {
callId
name
isFinished
}
}
usage {
inputTokens
outputTokens
totalTokens
cacheReadTokens
reasoningTokens
costUsd
modelName
}
tokens
model
modelSetting {
id
displayName
}
tools {
name
isOn
}
mediaRequest {
type
modelName
provider
aspectRatio
resolution
textPosition
genre
isAdvanced
templateId
pageCount
pageCountText
isEnabled
hasRichDialogue
mangaLayout
templateName
templatePrompt
languageSource
miniTools {
key
name
references {
fileId
}
}
videoSettings
videoFrames {
fileId
type
}
storybookContext
language
hasVoice
references {
type
fileId
file {
id
}
}
}
files {
id
databaseId
fileName
contentType
fileSize
url
downloadPath(session: $session)
}
createdAt
}
}
... on StreamGap {
reason
}
}
}
`, {"hash":"sha256:e61dfabf1d0a162341da0cb5e58351430fbfd57b3cfe632aafafaabee121b89a"}) as unknown as TypedDocumentString<WatchMessagesSubscription, WatchMessagesSubscriptionVariables>;
export const WatchRunLogDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchRunLog($run: ID!, $after: String) {
runLog(runId: $run, after: $after) {
__typename
... on StreamEntry {
cursor
createdAt
}
... on RunStatusChanged {
status
statusText
}
... on TaskLogAdded {
log {
id
status
data
}
}
... on EventAdded {
event {
id
eventType
text
}
}
... on RunEnded {
status
statusText
run {
id
errorMessage
}
}
... on StreamGap {
reason
}
}
}
`, {"hash":"sha256:69ca7da48663d602be2ab77486d2930b4c4bc78348322e03d483400a9df3b3b6"}) as unknown as TypedDocumentString<WatchRunLogSubscription, WatchRunLogSubscriptionVariables>;
export const WatchRunDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchRun($run: ID!) {
runUpdated(runId: $run) {
id
status
errorMessage
version
updatedAt
}
}
`, {"hash":"sha256:c07e720d982924eef596b74582e79c16f485f765346ed42bb2465e3cb5e5ce90"}) as unknown as TypedDocumentString<WatchRunSubscription, WatchRunSubscriptionVariables>;
export const WatchSessionDeltasDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchSessionDeltas($session: ID!) {
sessionDeltas(sessionId: $session) {
eventDatabaseId
eventType
groupText
text
content
runDatabaseId
agentName
createdAt
}
}
`, {"hash":"sha256:2dfc4e4e2bc4ca68423d76aebda629b65709ada7a037b763baf82b3187e7b7e9"}) as unknown as TypedDocumentString<WatchSessionDeltasSubscription, WatchSessionDeltasSubscriptionVariables>;
export const WatchSessionEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchSessionEvents($session: ID!, $after: String, $groups: [EventGroup!], $types: [String!]) {
sessionEvents(
sessionId: $session
after: $after
groups: $groups
types: $types
) {
__typename
... on StreamEntry {
cursor
createdAt
}
... on EventAdded {
event {
id
eventType
group
text
tool {
callId
name
isError
}
plan {
summary
}
run {
id
}
}
}
... on StreamGap {
reason
}
}
}
`, {"hash":"sha256:2975180c5a9dca12a4b60b4aef59cc8abf08c4eea8e362db9b8c3ec6236730bb"}) as unknown as TypedDocumentString<WatchSessionEventsSubscription, WatchSessionEventsSubscriptionVariables>;
export const WatchSessionRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchSessionRuns($session: ID!) {
sessionRuns(sessionId: $session) {
id
taskType
status
updatedAt
}
}
`, {"hash":"sha256:eceb9e366a6c4f8d6acb97d2b61627fe89252b490a4c314c9c7c4aca6abff9db"}) as unknown as TypedDocumentString<WatchSessionRunsSubscription, WatchSessionRunsSubscriptionVariables>;
export const WatchSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchSession($session: ID!) {
sessionUpdated(sessionId: $session) {
id
databaseId
name
kind
agentTypeText
status
isTitlePending
isPublic
publicUrl
version
lastMessageAt
plan {
summary
milestones {
key
content
status
}
}
todos {
key
content
status
priority
}
forkInfo {
forkType
parentAgentType
instruction
forkedAt
}
advancedMode {
isEnabled
references {
type
fileId
}
}
modelSetting {
id
databaseId
displayName
}
project {
id
databaseId
name
}
latestRun {
id
status
}
sandbox {
id
status
}
presentations {
name
slideCount
lastUpdatedAt
}
}
}
`, {"hash":"sha256:8327e621677d2398674becef1ccc8627c0691573054230532ed0d63dd101da8e"}) as unknown as TypedDocumentString<WatchSessionSubscription, WatchSessionSubscriptionVariables>;
export const WatchStorybookDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchStorybook($storybook: ID!) {
storybookProgress(storybookId: $storybook) {
id
databaseId
name
version
aspectRatio
resolution
isComplete
generation {
status
totalPages
completedPages
generatingPages
errorMessage
}
pages {
id
pageNumber
displayPage
imageUrl
}
}
}
`, {"hash":"sha256:d8b0c8e3aeba7e3ae082ccc932dd7d69cf7bf20a24d720f08c6af31a7cdf737c"}) as unknown as TypedDocumentString<WatchStorybookSubscription, WatchStorybookSubscriptionVariables>;
export const WatchTaskLogsDocument = /*#__PURE__*/ new TypedDocumentString(`
subscription WatchTaskLogs($run: ID!, $after: String) {
taskLogs(runId: $run, after: $after) {
__typename
... on StreamEntry {
cursor
createdAt
}
... on TaskLogAdded {
log {
id
status
data
}
}
... on RunEnded {
statusText
}
... on StreamGap {
reason
}
}
}
`, {"hash":"sha256:ae3212cd94ec4b5c9f78df21d870e7a233b15f55ff648a4cfbd130044d6a7309"}) as unknown as TypedDocumentString<WatchTaskLogsSubscription, WatchTaskLogsSubscriptionVariables>;
export const AllCustomDomainsDocument = /*#__PURE__*/ new TypedDocumentString(`
query AllCustomDomains($filter: CustomDomainFilter, $first: Int, $after: String) {
customDomains(filter: $filter, first: $first, after: $after) {
totalCount
nodes {
subdomain
dnsStatus
sslStatus
claimedAt
project {
name
user {
email
}
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
`, {"hash":"sha256:d112ed63ed15c6cf6412d3f6c77d1da86a22c7e6cb2bd2d15e9877b5f5882d29"}) as unknown as TypedDocumentString<AllCustomDomainsQuery, AllCustomDomainsQueryVariables>;
export const AllDeploymentsDocument = /*#__PURE__*/ new TypedDocumentString(`
query AllDeployments($filter: DeploymentFilter, $first: Int, $after: String) {
deployments(filter: $filter, first: $first, after: $after) {
totalCount
nodes {
version
status
provider
createdAt
errorPhase
errorMessage
project {
name
user {
email
}
}
deployedBy {
email
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
`, {"hash":"sha256:8b609226b1682820c5359aa71b55c8139ae1fd3c251151dd16b724a3523fbee3"}) as unknown as TypedDocumentString<AllDeploymentsQuery, AllDeploymentsQueryVariables>;
export const AllProjectsDocument = /*#__PURE__*/ new TypedDocumentString(`
query AllProjects($filter: AnyProjectFilter, $first: Int!, $withDeleted: Boolean!) {
projects(filter: $filter, first: $first, withDeleted: $withDeleted) {
totalCount
nodes {
id
name
status
framework
updatedAt
deletedAt
user {
id
email
}
productionDeployment {
deploymentUrl
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
`, {"hash":"sha256:b3e453974203c0b576f982cba192645ce7b53131a36171ff1e8318325d82d1ea"}) as unknown as TypedDocumentString<AllProjectsQuery, AllProjectsQueryVariables>;
export const CustomDomainDocument = /*#__PURE__*/ new TypedDocumentString(`
query CustomDomain($subdomain: String!) {
customDomain(subdomain: $subdomain) {
subdomain
fullDomain
dnsStatus
dnsStatusText
sslStatus
sslStatusText
project {
name
}
}
}
`, {"hash":"sha256:fd3f83493d10445d864a01af7699dc7b54a01e1f79ad24fe935c173bf778744e"}) as unknown as TypedDocumentString<CustomDomainQuery, CustomDomainQueryVariables>;
export const DeletedProjectsDocument = /*#__PURE__*/ new TypedDocumentString(`
query DeletedProjects {
projects(filter: {isDeleted: true}, withDeleted: true) {
nodes {
id
name
deletedAt
}
}
}
`, {"hash":"sha256:1f54c264e71dbccad49ecb93910e5032d4ecdba6f48fb2c72fba25526f093e69"}) as unknown as TypedDocumentString<DeletedProjectsQuery, DeletedProjectsQueryVariables>;
export const DeploymentDocument = /*#__PURE__*/ new TypedDocumentString(`
query Deployment($id: ID!) {
node(id: $id) {
... on ProjectDeployment {
version
environment
status
statusText
provider
providerText
deploymentUrl
snapshotId
startedAt
deployedAt
finishedAt
deployDurationMs
uploadDurationMs
buildDurationMs
errorPhase
errorCode
errorMessage
deployedBy {
displayName
}
customDomains {
subdomain
}
project {
name
}
}
}
}
`, {"hash":"sha256:4db59a6261cd9b8caa7e8aa9ed498656ac930fe170f55f41c9295cc61c0f0b1f"}) as unknown as TypedDocumentString<DeploymentQuery, DeploymentQueryVariables>;
export const MyDeploymentsDocument = /*#__PURE__*/ new TypedDocumentString(`
query MyDeployments($filter: DeploymentFilter, $first: Int) {
viewer {
deployments(filter: $filter, first: $first) {
nodes {
version
status
createdAt
project {
name
}
}
}
}
}
`, {"hash":"sha256:71f36efc75afb4377d910f9c82abbb20a58f2e8cb2976e20fe1e8305ee9a540c"}) as unknown as TypedDocumentString<MyDeploymentsQuery, MyDeploymentsQueryVariables>;
export const MyProjectsDocument = /*#__PURE__*/ new TypedDocumentString(`
query MyProjects($filter: ProjectFilter, $orderBy: ProjectOrder, $first: Int, $after: String) {
viewer {
projects(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
totalCount
nodes {
id
name
status
framework
productionUrl
updatedAt
session {
id
name
}
productionDeployment {
version
deploymentUrl
}
latestDeployment {
version
status
}
customDomain {
fullDomain
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
}
`, {"hash":"sha256:29c261d504b86006198942604ec02bd9e172d1018adae075e5a8419df140673b"}) as unknown as TypedDocumentString<MyProjectsQuery, MyProjectsQueryVariables>;
export const MyPublishedProjectsDocument = /*#__PURE__*/ new TypedDocumentString(`
query MyPublishedProjects($filter: ProjectFilter!) {
viewer {
projects(filter: $filter, orderBy: NAME) {
nodes {
name
framework
status
}
}
}
}
`, {"hash":"sha256:e2046a2fa0bf2a40507f2d363571b0597c3cfd5ff75c3d430b7214053981c07c"}) as unknown as TypedDocumentString<MyPublishedProjectsQuery, MyPublishedProjectsQueryVariables>;
export const ProjectPageDocument = /*#__PURE__*/ new TypedDocumentString(`
query ProjectPage($session: ID!) {
session(id: $session) {
project {
id
databaseId
name
description
status
framework
projectPath
productionUrl
currentBuildStatus
hasSecrets
hasStorage
createdAt
updatedAt
deployments(first: 10) {
totalCount
nodes {
id
version
environment
status
provider
deploymentUrl
startedAt
finishedAt
deployDurationMs
errorPhase
}
}
productionDeployment {
databaseId
version
}
latestDeployment {
databaseId
version
statusText
provider
environment
deploymentUrl
errorPhase
errorMessage
}
customDomain {
subdomain
fullDomain
dnsStatus
sslStatus
claimedAt
deployment {
version
}
claimedBy {
email
}
}
databases {
source
databaseName
branchName
isActive
createdAt
}
database {
databaseName
}
}
databases {
databaseName
project {
name
}
}
}
}
`, {"hash":"sha256:0d5300f0d6aa3a2975bbd8efbb6cc54182b5b46f962f945db72efbc1c4a5ebcf"}) as unknown as TypedDocumentString<ProjectPageQuery, ProjectPageQueryVariables>;
export const ProjectDocument = /*#__PURE__*/ new TypedDocumentString(`
query Project($id: ID!) {
project(id: $id) {
name
user {
displayName
}
session {
name
}
}
}
`, {"hash":"sha256:143f5a3fccdd81e6837402794880124a7584a841d947ad37d23c3a798f4c02c7"}) as unknown as TypedDocumentString<ProjectQuery, ProjectQueryVariables>;
export const SubdomainCheckDocument = /*#__PURE__*/ new TypedDocumentString(`
query SubdomainCheck($name: String!) {
free: subdomainAvailability(name: $name) {
subdomain
isAvailable
verdict
reason
baseDomain
fullDomain
suggestions
}
taken: subdomainAvailability(name: "pho-for-twenty") {
verdict
fullDomain
suggestions
}
reserved: subdomainAvailability(name: "WWW") {
subdomain
verdict
}
malformed: subdomainAvailability(name: "-") {
verdict
}
reservedSubdomains
}
`, {"hash":"sha256:581007956220ec27d4370481bfc1e6a1a622e2b6fe84302c83891312e206030c"}) as unknown as TypedDocumentString<SubdomainCheckQuery, SubdomainCheckQueryVariables>;
export const ActiveRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
query ActiveRuns {
viewer {
activeRuns {
id
status
createdAt
session {
id
name
}
}
}
}
`, {"hash":"sha256:27399feb2240fe2f545427bce92e16a24a45dbeaaecb3ded6bb5050b8f3a6c46"}) as unknown as TypedDocumentString<ActiveRunsQuery, ActiveRunsQueryVariables>;
export const OlderRowsDocument = /*#__PURE__*/ new TypedDocumentString(`
query OlderRows($id: ID!) {
session(id: $id) {
agentRunTasks(first: 10) {
nodes {
databaseId
status
statusText
errorMessage
createdAt
run {
id
}
userMessage {
preview
}
}
}
eventLogs(first: 10) {
nodes {
group
name
payload
createdAt
run {
id
status
}
}
}
}
}
`, {"hash":"sha256:adeb247652801c9a61efe0d9458e981bba40c81d1a188301969cd0dece368004"}) as unknown as TypedDocumentString<OlderRowsQuery, OlderRowsQueryVariables>;
export const RunLogPageDocument = /*#__PURE__*/ new TypedDocumentString(`
query RunLogPage($id: ID!, $last: Int!, $before: String) {
run(id: $id) {
id
status
log(last: $last, before: $before) {
edges {
cursor
node {
__typename
... on StreamEntry {
createdAt
}
... on RunStatusChanged {
status
}
... on TaskLogAdded {
log {
status
data
}
}
... on EventAdded {
event {
eventType
text
}
}
... on RunEnded {
status
}
}
}
pageInfo {
hasPreviousPage
startCursor
endCursor
}
}
}
}
`, {"hash":"sha256:32e2674cd3580eef94bd4e6976a551c999195a572d55c3d3cda71804fb39baff"}) as unknown as TypedDocumentString<RunLogPageQuery, RunLogPageQueryVariables>;
export const RunNumbersDocument = /*#__PURE__*/ new TypedDocumentString(`
query RunNumbers($from: DateTime!, $to: DateTime!) {
runStatistics(from: $from, to: $to, by: DAY) {
start
total
counts {
taskType
status
statusText
count
averageSeconds
}
}
activeRunCounts {
status
count
oldestAt
}
}
`, {"hash":"sha256:f807a715ab8f66d6b7547ed94c9e8c78b64257a4b422d5c00f525381ee58a397"}) as unknown as TypedDocumentString<RunNumbersQuery, RunNumbersQueryVariables>;
export const RunPageDocument = /*#__PURE__*/ new TypedDocumentString(`
query RunPage($id: ID!) {
run(id: $id) {
id
databaseId
taskType
status
statusText
errorMessage
version
createdAt
updatedAt
duration
cost
request {
text
agentType
modelId
provider
buildMode
milestones
files {
id
fileName
}
}
session {
id
name
}
logs(first: 50) {
nodes {
id
status
createdAt
}
}
events(first: 50) {
nodes {
eventType
text
createdAt
tool {
name
isError
}
}
}
transcripts {
id
modelId
agentName
status
metrics {
inputTokens
outputTokens
totalTokens
reasoningTokens
costUsd
duration
timeToFirstToken
}
createdAt
}
subRuns {
runId
agentName
modelId
metrics {
totalTokens
costUsd
}
}
}
}
`, {"hash":"sha256:197d52065c43abc317b7c586da95249be67df8c6a8da2af13763340978c5007e"}) as unknown as TypedDocumentString<RunPageQuery, RunPageQueryVariables>;
export const SandboxesDocument = /*#__PURE__*/ new TypedDocumentString(`
query Sandboxes($id: ID!) {
session(id: $id) {
sandbox {
status
provider
expiredAt
}
sandboxes(first: 10) {
nodes {
status
statusText
provider
createdAt
}
}
}
}
`, {"hash":"sha256:03bfc9ea8f01d7aa7afaa2ac26300c30f84a94568c6adc8ad341e9bc42f1a891"}) as unknown as TypedDocumentString<SandboxesQuery, SandboxesQueryVariables>;
export const SessionRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionRuns($id: ID!, $filter: RunFilter, $first: Int!) {
session(id: $id) {
runs(filter: $filter, first: $first) {
totalCount
nodes {
id
taskType
status
errorMessage
createdAt
duration
}
pageInfo {
hasNextPage
endCursor
}
}
}
}
`, {"hash":"sha256:5e5cc04574d809cb9be104a6223edffa604b043d1767addc7d5569d00b53cbe0"}) as unknown as TypedDocumentString<SessionRunsQuery, SessionRunsQueryVariables>;
export const AgentSummaryDocument = /*#__PURE__*/ new TypedDocumentString(`
query AgentSummary($id: ID!) {
session(id: $id) {
summary {
content
topics
version
metrics {
inputTokens
outputTokens
totalTokens
}
lastTranscript {
databaseId
modelId
}
session {
id
}
}
}
}
`, {"hash":"sha256:48edd52d1fddc286b514a3f8ffab3d0a14dc9205e5441c4200601b98c81053e9"}) as unknown as TypedDocumentString<AgentSummaryQuery, AgentSummaryQueryVariables>;
export const RunStepsDocument = /*#__PURE__*/ new TypedDocumentString(`
query RunSteps($id: ID!, $first: Int, $after: String, $filter: RunStepFilter) {
run(id: $id) {
status
steps(first: $first, after: $after, filter: $filter) {
totalCount
pageInfo {
hasNextPage
endCursor
}
nodes {
id
callId
name
displayName
summary
startedAt
finishedAt
durationMs
isError
costUsd
agentName
isOfSubAgent
parentRunDatabaseId
preview(length: 100)
result {
id
contentSize
}
}
}
}
}
`, {"hash":"sha256:295aed08f61445760528b5fe824eb09c2587bc4230c95c6414ce553d4321ed53"}) as unknown as TypedDocumentString<RunStepsQuery, RunStepsQueryVariables>;
export const StuckRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
query StuckRuns($first: Int!) {
stuck: runs(filter: {isStuck: true}, orderBy: OLDEST, first: $first) {
nodes {
id
status
createdAt
session {
name
user {
email
}
}
}
}
active: runs(filter: {isActive: true}, first: $first) {
totalCount
nodes {
id
status
}
}
failed: runs(filter: {statuses: [FAILED]}, first: $first) {
totalCount
nodes {
id
errorMessage
session {
id
}
}
}
}
`, {"hash":"sha256:596dc1bfa37171383a25bd225533d9a25af7dfd88dd186066b4253a370c08eb3"}) as unknown as TypedDocumentString<StuckRunsQuery, StuckRunsQueryVariables>;
export const SubRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
query SubRuns($id: ID!) {
session(id: $id) {
transcripts(first: 20) {
nodes {
runId
agentName
modelId
run {
id
}
parentRun {
id
}
subRuns {
runId
agentName
}
}
}
}
}
`, {"hash":"sha256:16e6034fb787d4aac4410482b0ce4e577a8c1e67553fc8cf9ede88902da86997"}) as unknown as TypedDocumentString<SubRunsQuery, SubRunsQueryVariables>;
export const RunRecordDocument = /*#__PURE__*/ new TypedDocumentString(`
query RunRecord($id: ID!, $first: Int!, $after: String) {
run(id: $id) {
logs(first: $first, after: $after) {
edges {
cursor
node {
databaseId
status
statusText
data
createdAt
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
}
`, {"hash":"sha256:ff7025d198a1b81193710473d0938b65d3d9a08f78e0d7bb4e69a80b789996e4"}) as unknown as TypedDocumentString<RunRecordQuery, RunRecordQueryVariables>;
export const TranscriptDocument = /*#__PURE__*/ new TypedDocumentString(`
query Transcript($id: ID!) {
run(id: $id) {
transcripts {
input
messages {
role
text
content
reasoning
toolCalls
toolCallId
toolName
isToolError
metrics {
inputTokens
outputTokens
}
createdAt
}
tools {
callId
name
displayName
input
result
isError
needsConfirmation
isConfirmed
}
}
}
}
`, {"hash":"sha256:7b2efbfa8838fb8cea14ce2cfbb447a73fd51a07a826e620ae56498c535bcf70"}) as unknown as TypedDocumentString<TranscriptQuery, TranscriptQueryVariables>;
export const SearchDocument = /*#__PURE__*/ new TypedDocumentString(`
query Search($text: String!, $kinds: [SearchKind!], $first: Int, $after: String) {
search(text: $text, kinds: $kinds, first: $first, after: $after) {
edges {
cursor
node {
kind
text
highlights {
start
length
}
createdAt
node {
__typename
... on Node {
id
}
}
session {
id
name
}
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
`, {"hash":"sha256:04a066778671cf2ee88fd2260f26e0672c0acfcfd130225c95564c0a64aead9c"}) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const AccountEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
query AccountEvents {
viewer {
events(first: 10) {
nodes {
eventType
group
text
createdAt
session {
id
}
}
}
}
}
`, {"hash":"sha256:a0b23ac19530de80f13df6ae9743f83609733caa48e7e55e42024b301f1d6b84"}) as unknown as TypedDocumentString<AccountEventsQuery, AccountEventsQueryVariables>;
export const AllEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
query AllEvents($filter: AnyEventFilter, $first: Int!) {
events(filter: $filter, first: $first) {
nodes {
eventType
group
createdAt
session {
name
}
user {
email
}
text
}
pageInfo {
hasNextPage
}
}
}
`, {"hash":"sha256:e570736d5db15477776479b6df34a6adf77f4418e8fe0f600323643e081434ab"}) as unknown as TypedDocumentString<AllEventsQuery, AllEventsQueryVariables>;
export const AllSessionEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
query AllSessionEvents($id: ID!) {
session(id: $id) {
events(last: 60) {
totalCount
nodes {
eventType
groupText
content
contentSize
}
}
}
}
`, {"hash":"sha256:91904263ec8543dc8c00aff69aa2d685e8bbe871e894c7cad19b04c7d4e402a7"}) as unknown as TypedDocumentString<AllSessionEventsQuery, AllSessionEventsQueryVariables>;
export const AllSessionsDocument = /*#__PURE__*/ new TypedDocumentString(`
query AllSessions($filter: AnySessionFilter, $first: Int!, $withDeleted: Boolean!) {
sessions(filter: $filter, first: $first, withDeleted: $withDeleted) {
totalCount
nodes {
id
name
kind
status
isPublic
isDeleted
createdAt
user {
id
email
}
latestRun {
status
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
`, {"hash":"sha256:07dc241b932e7e1a613e2408547a248b1d1c55d6c9c7b4675cbed77030940d85"}) as unknown as TypedDocumentString<AllSessionsQuery, AllSessionsQueryVariables>;
export const AnyObjectDocument = /*#__PURE__*/ new TypedDocumentString(`
query AnyObject($id: ID!) {
node(id: $id) {
__typename
id
... on Session {
name
}
}
}
`, {"hash":"sha256:ee8ef2c3ba85f725093ae0752bc74820943b122f1f27cf954837e18a4668a160"}) as unknown as TypedDocumentString<AnyObjectQuery, AnyObjectQueryVariables>;
export const DesignStateDocument = /*#__PURE__*/ new TypedDocumentString(`
query DesignState($id: ID!) {
session(id: $id) {
version
designState {
changes
redoChanges
updatedAt
}
}
}
`, {"hash":"sha256:53aa5dd8b660fc170e67803a10c07b7916b91c7bade9da0435ae463df7e8c0cf"}) as unknown as TypedDocumentString<DesignStateQuery, DesignStateQueryVariables>;
export const EventDetailsOfAPublicSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
query EventDetailsOfAPublicSession($id: ID!, $types: [String!]) {
session(id: $id) {
events(first: 50, filter: {types: $types}) {
nodes {
eventType
text
errorCode
runStatus
milestoneChange {
key
status
}
planOptions {
message
suggestions {
key
label
description
prompt
}
}
citations {
url
title
text
}
deploymentUrl
buildLog {
status
step
level
text
}
origin
agentName
delegatedFrom
parentRunDatabaseId
isOfSubAgent
isSubAgentResponse
editorUrl
confirmation {
message
requirements {
key
needsConfirmation
needsUserInput
needsExternalExecution
callId
toolName
arguments
inputSchema {
name
type
description
value
}
requestedKeys {
key
description
}
}
}
}
}
}
}
`, {"hash":"sha256:ddb55526dc8530f0344bc1d530917ce5c7ea23192eb1d0272d2989aed5a272b5"}) as unknown as TypedDocumentString<EventDetailsOfAPublicSessionQuery, EventDetailsOfAPublicSessionQueryVariables>;
export const EventDetailsDocument = /*#__PURE__*/ new TypedDocumentString(`
query EventDetails($id: ID!, $types: [String!]) {
session(id: $id) {
events(first: 50, filter: {types: $types}) {
nodes {
eventType
strippedAt
text
summary
errorCode
runStatus
milestoneChange {
key
status
}
planOptions {
message
suggestions {
key
label
description
prompt
}
}
citations {
url
title
text
}
deploymentUrl
compactedSummary
buildLog {
status
step
level
text
}
origin
agentName
delegatedFrom
parentRunDatabaseId
isOfSubAgent
isSubAgentResponse
editorUrl
confirmation {
message
requirements {
key
needsConfirmation
needsUserInput
needsExternalExecution
callId
toolName
arguments
inputSchema {
name
type
description
value
}
requestedKeys {
key
description
}
}
}
}
}
}
}
`, {"hash":"sha256:c3adbe95fb8d9fe618f4d6c888bc6580fd52512d94f0154ed07e6f7d55beb3c0"}) as unknown as TypedDocumentString<EventDetailsQuery, EventDetailsQueryVariables>;
export const EventHistoryDocument = /*#__PURE__*/ new TypedDocumentString(`
query EventHistory($id: ID!, $first: Int!, $after: String) {
session(id: $id) {
databaseId
runStatus
events(first: $first, after: $after, filter: {withoutNoise: true}) {
nodes {
databaseId
eventType
groupText
content
createdAt
runDatabaseId
}
pageInfo {
hasNextPage
endCursor
}
}
}
}
`, {"hash":"sha256:091d097918bee1e6a0042b30a23836c0affc1f301c5d3d992b0f8a0fa30a358d"}) as unknown as TypedDocumentString<EventHistoryQuery, EventHistoryQueryVariables>;
export const ExportSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
query ExportSession($id: ID!, $first: Int!, $after: String, $presentation: String = "", $fromNumber: Int, $toNumber: Int, $withSession: Boolean = false, $withMessages: Boolean = false, $withEvents: Boolean = false, $withRuns: Boolean = false, $withTranscripts: Boolean = false, $withAssets: Boolean = false, $withSlideVersions: Boolean = false, $withStorybooks: Boolean = false, $withChatSummaries: Boolean = false, $withCreditTransactions: Boolean = false, $withPresentations: Boolean = false, $withSlides: Boolean = false) {
session(id: $id) {
databaseId
...ExportedSession @include(if: $withSession)
messages(first: $first, after: $after) @include(if: $withMessages) {
nodes {
databaseId
roleText
parts {
...ExportedPart
}
usage {
inputTokens
outputTokens
totalTokens
cacheReadTokens
reasoningTokens
costUsd
modelName
}
tokens
model
tools {
name
isOn
}
mediaRequest {
type
modelName
templateName
templatePrompt
language
references {
type
fileId
}
}
fileIds
isFinished
finishReasonText
createdAt
updatedAt
parent {
databaseId
}
}
pageInfo {
hasNextPage
endCursor
}
}
events(first: $first, after: $after) @include(if: $withEvents) {
nodes {
databaseId
eventType
groupText
content
createdAt
updatedAt
runDatabaseId
}
pageInfo {
hasNextPage
endCursor
}
}
runs(first: $first, after: $after) @include(if: $withRuns) {
nodes {
databaseId
taskType
statusText
errorMessage
cost
createdAt
updatedAt
version
request {
text
}
logs(first: 50) {
nodes {
databaseId
statusText
data
createdAt
}
}
}
pageInfo {
hasNextPage
endCursor
}
}
transcripts(first: $first, after: $after) @include(if: $withTranscripts) {
nodes {
databaseId
runId
agentName
modelId
statusText
input
messages {
role
text
content
reasoning
toolCalls
toolCallId
toolName
isToolError
createdAt
}
createdAt
updatedAt
}
pageInfo {
hasNextPage
endCursor
}
}
assets(first: $first, after: $after) @include(if: $withAssets) {
nodes {
databaseId
fileName
contentType
fileSize
assetTypeText
sourceText
uploadStatusText
isPublic
downloadPath
createdAt
}
pageInfo {
hasNextPage
endCursor
}
}
slideVersions(first: $first, after: $after) @include(if: $withSlideVersions) {
nodes {
databaseId
presentationName
slideNumber
version
imageUrl
thumbnailUrl
editSummary
isCurrent
createdAt
}
pageInfo {
hasNextPage
endCursor
}
}
storybooks(first: $first, after: $after) @include(if: $withStorybooks) {
nodes {
databaseId
name
version
aspectRatio
resolution
characterDescription
pages {
databaseId
pageNumber
textContent
imageUrl
audioLink
imagePrompt
textPositionText
textPercentage
isTextOnly
}
createdAt
}
pageInfo {
hasNextPage
endCursor
}
}
chatSummaries(first: $first, after: $after) @include(if: $withChatSummaries) {
nodes {
databaseId
modelId
text
originalTokens
summaryTokens
createdAt
}
pageInfo {
hasNextPage
endCursor
}
}
creditTransactions(first: $first, after: $after) @include(if: $withCreditTransactions) {
nodes {
databaseId
typeText
creditTypeText
amount
balanceAfter
modelId
description
runDatabaseId
createdAt
}
pageInfo {
hasNextPage
endCursor
}
}
presentations @include(if: $withPresentations) {
name
slideCount
lastUpdatedAt
slides {
slideNumber
}
}
presentation(name: $presentation) @include(if: $withSlides) {
slides(filter: {fromNumber: $fromNumber, toNumber: $toNumber}) {
databaseId
presentationName
slideNumber
slideTitle
slideContent
imageUrl
createdAt
updatedAt
}
}
}
}
fragment ExportedSession on Session {
name
kindText
agentTypeText
statusText
isPublic
publicUrl
version
createdAt
updatedAt
lastMessageAt
plan {
summary
milestones {
key
content
status
details
dependencies
}
}
todos {
key
content
status
priority
}
forkInfo {
forkType
instruction
forkedAt
attachmentIds
attachmentPaths
}
advancedMode {
isEnabled
references {
type
file {
databaseId
fileName
}
}
}
designState {
changes
redoChanges
updatedAt
}
modelSetting {
databaseId
displayName
provider
}
parent {
databaseId
name
}
project {
databaseId
name
framework
productionUrl
deployments(first: 50) {
nodes {
databaseId
version
statusText
deploymentUrl
createdAt
}
}
}
summary {
content
topics
}
sandbox {
providerText
statusText
expiredAt
}
creditSums {
spent
granted
entries
}
}
fragment ExportedPart on ChatMessagePart {
__typename
... on TextPart {
text
}
... on ReasoningPart {
thought: text
startedAt
finishedAt
}
... on ImagePart {
url
detail
}
... on FilePart {
path
mediaType
}
... on ToolCallPart {
callId
toolName: name
input
isFinished
isOfProvider
}
... on ToolResultPart {
callId
toolName: name
costUsd
creditsCharged
output {
...ExportedOutput
}
}
... on FinishPart {
reason
message
finishedAt
}
... on CodePart {
key
code
status
outputs
}
... on CouncilMemberPart {
modelId
modelName
answer: text
memberStatus: status
errorMessage
}
... on CouncilSynthesisPart {
modelId
answer: text
}
... on UnknownPart {
type
value
}
}
fragment ExportedOutput on ToolOutput {
__typename
... on ToolTextOutput {
text
isError
}
... on ToolJsonOutput {
data: value
isError
}
... on ToolDenial {
reason
}
... on ToolContentOutput {
items {
type
text
url
mediaType
fileName
}
}
... on StoryOutput {
name
storybook {
id
}
pages {
pageNumber
imageUrl
text
textPosition
textPercentage
}
}
... on StorybookProgressOutput {
status
totalPages
completedPages
currentPage
generatingPages
errorMessage
}
... on StorybookOutput {
version
aspectRatio
resolution
}
... on UnknownToolOutput {
type
value
}
}`, {"hash":"sha256:ac3056229e32db1f62380a9366c3670451c80271ae13995ad1b6eb136600da0f"}) as unknown as TypedDocumentString<ExportSessionQuery, ExportSessionQueryVariables>;
export const ForkedSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
query ForkedSession($id: ID!) {
session(id: $id) {
id
databaseId
name
kind
agentType
agentTypeText
status
isPublic
publicUrl
apiVersion
isDeleted
isOwner
isPinned
isWishlisted
isTitlePending
version
lastMessageAt
createdAt
updatedAt
user {
id
displayName
}
plan {
summary
milestones {
key
content
status
details
dependencies
}
}
todos {
key
content
status
priority
}
forkInfo {
forkType
parentAgentType
instruction
forkedAt
attachmentIds
attachmentPaths
attachments {
fileName
downloadPath
}
}
advancedMode {
isEnabled
references {
type
file {
id
fileName
}
}
}
modelSetting {
id
displayName
provider
}
parent {
id
name
}
forks(first: 5) {
nodes {
id
name
}
}
activeRun {
id
status
}
latestRun {
id
status
}
sandbox {
id
provider
status
expiredAt
}
summary {
content
topics
}
project {
id
name
}
}
}
`, {"hash":"sha256:aacbebac445ec1d20f7559801ec6a4913025047d4c59d3450ec91dc097fcb1b0"}) as unknown as TypedDocumentString<ForkedSessionQuery, ForkedSessionQueryVariables>;
export const HomeDocument = /*#__PURE__*/ new TypedDocumentString(`
query Home($first: Int!, $after: String) {
viewer {
id
displayName
pins(first: 20) {
nodes {
createdAt
session {
id
databaseId
name
kind
agentTypeText
createdAt
lastMessageAt
}
}
}
wishlist(first: 20) {
nodes {
createdAt
session {
id
databaseId
name
lastMessageAt
}
}
}
sessions(first: $first, after: $after) {
nodes {
id
databaseId
name
kind
agentType
lastMessageAt
createdAt
updatedAt
isPublic
isPinned
isWishlisted
modelSetting {
id
displayName
}
project {
id
name
}
lastMessage {
id
role
preview
createdAt
}
lastEvent {
id
eventType
text
createdAt
}
activeRun {
id
status
}
latestRun {
id
status
createdAt
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
}
`, {"hash":"sha256:6ef43e63dbcb47c48570db018d41bdc5b36f9b60baf582e0367c010b300fb9c7"}) as unknown as TypedDocumentString<HomeQuery, HomeQueryVariables>;
export const MarkedSessionsDocument = /*#__PURE__*/ new TypedDocumentString(`
query MarkedSessions {
viewer {
pinned: sessions(filter: {isPinned: true}) {
nodes {
name
isPinned
}
}
wishlisted: sessions(filter: {isWishlisted: true}) {
nodes {
name
isWishlisted
}
}
forks: sessions(filter: {isFork: true}) {
nodes {
name
parent {
name
}
}
}
}
}
`, {"hash":"sha256:51153267e60bce872b56e77729dc60385d1de4945438d7a68f06ed108f2d74ae"}) as unknown as TypedDocumentString<MarkedSessionsQuery, MarkedSessionsQueryVariables>;
export const PrivateSessionOfAnotherDocument = /*#__PURE__*/ new TypedDocumentString(`
query PrivateSessionOfAnother($id: ID!) {
session(id: $id) {
name
}
}
`, {"hash":"sha256:f4b57c8375b0f187dd5073e1facb74336a206a32f59066ea3e26524a80aba118"}) as unknown as TypedDocumentString<PrivateSessionOfAnotherQuery, PrivateSessionOfAnotherQueryVariables>;
export const PublicSessionOfAnotherDocument = /*#__PURE__*/ new TypedDocumentString(`
query PublicSessionOfAnother($id: ID!) {
session(id: $id) {
name
kind
isOwner
isPinned
user {
id
}
plan {
summary
}
todos {
content
}
forkInfo {
instruction
}
modelSetting {
id
}
parent {
name
}
runs(first: 1) {
nodes {
id
}
}
sandbox {
id
}
counts {
runs
events
messages
}
lastMessage {
preview
}
events(first: 50) {
nodes {
eventType
text
tool {
name
input
}
toolResult
content
}
}
messages(first: 50) {
nodes {
role
parts {
__typename
...Parts
}
}
}
storybooks(first: 10) {
nodes {
name
}
}
presentations {
name
slideCount
}
assets(first: 10) {
nodes {
id
}
}
}
}
fragment Parts on ChatMessagePart {
__typename
... on TextPart {
text
}
... on ToolCallPart {
name
input
}
... on ToolResultPart {
name
output {
__typename
... on UnknownToolOutput {
value
}
... on ToolTextOutput {
text
}
}
}
}`, {"hash":"sha256:5f4cd92de5e52ba8982d479d9a44bd4bf57ce4dfa981e65e433d6432c5071f54"}) as unknown as TypedDocumentString<PublicSessionOfAnotherQuery, PublicSessionOfAnotherQueryVariables>;
export const PublicSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
query PublicSession($id: ID!) {
session(id: $id) {
name
kind
isOwner
isPinned
user {
id
}
plan {
summary
}
todos {
content
}
forkInfo {
instruction
}
modelSetting {
id
}
parent {
name
}
runs(first: 1) {
nodes {
id
}
}
sandbox {
id
}
counts {
runs
events
messages
}
lastMessage {
preview
}
events(first: 50) {
nodes {
eventType
text
tool {
name
input
}
toolResult
content
}
}
messages(first: 50) {
nodes {
role
parts {
__typename
...Parts
}
}
}
storybooks(first: 10) {
nodes {
name
}
}
presentations {
name
slideCount
}
assets(first: 10) {
nodes {
id
}
}
}
}
fragment Parts on ChatMessagePart {
__typename
... on TextPart {
text
}
... on ToolCallPart {
name
input
}
... on ToolResultPart {
name
output {
__typename
... on UnknownToolOutput {
value
}
... on ToolTextOutput {
text
}
}
}
}`, {"hash":"sha256:13a312d182d319813c10d2c5536adf719cb0b42ce3af418990de339d91d94349"}) as unknown as TypedDocumentString<PublicSessionQuery, PublicSessionQueryVariables>;
export const SearchEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
query SearchEvents($session: ID!, $text: String!, $first: Int!, $after: String) {
searchEvents(session: $session, text: $text, first: $first, after: $after) {
nodes {
id
eventType
text
createdAt
run {
id
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
`, {"hash":"sha256:3b18d132d5f1db4e9c4db0e79211217fda1dc5f364d0cceb132a0b8ed0712a01"}) as unknown as TypedDocumentString<SearchEventsQuery, SearchEventsQueryVariables>;
export const SessionTotalsDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionTotals($id: ID!) {
session(id: $id) {
counts {
messages
events
runs
assets
slides
storybooks
forks
}
}
}
`, {"hash":"sha256:8ffdde08955c83ac843d37375bd202c922477a5cafacbb4eefb5294407de7389"}) as unknown as TypedDocumentString<SessionTotalsQuery, SessionTotalsQueryVariables>;
export const SessionCustodyDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionCustody($id: ID!) {
session(id: $id) {
custody {
custody
deleteAfter
purgeAfter
purgeStartedAt
purgeAttempts
isHeldForInquiry
}
sandboxes(first: 2) {
nodes {
pool {
state
slot
claimedAt
retireAt
timeoutAt
isMcpConfigured
}
}
}
}
}
`, {"hash":"sha256:56d332656978f1285da6e1792aca4df71a7b6537ce6d28af6aeb7a955113838c"}) as unknown as TypedDocumentString<SessionCustodyQuery, SessionCustodyQueryVariables>;
export const SessionEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionEvents($id: ID!, $first: Int!, $after: String, $filter: EventFilter) {
session(id: $id) {
events(first: $first, after: $after, filter: $filter) {
nodes {
id
eventType
group
createdAt
text
isOfSubAgent
agentName
runStatus
tool {
callId
name
displayName
input
isError
costUsd
}
toolResult
files {
fileName
url
downloadPath
}
plan {
summary
milestones {
key
status
}
}
run {
id
}
}
pageInfo {
hasNextPage
endCursor
}
}
}
}
`, {"hash":"sha256:a53a0199f13c4412cab5c9137b6c0381e5f0121a1125685a9eb94eef8d18a977"}) as unknown as TypedDocumentString<SessionEventsQuery, SessionEventsQueryVariables>;
export const SessionListDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionList($filter: SessionFilter, $orderBy: SessionOrder!, $first: Int, $after: String, $last: Int, $before: String) {
viewer {
sessions(
filter: $filter
orderBy: $orderBy
first: $first
after: $after
last: $last
before: $before
) {
totalCount
edges {
cursor
node {
id
databaseId
name
kind
agentType
agentTypeText
status
isPublic
isTitlePending
publicUrl
lastMessageAt
createdAt
updatedAt
project {
databaseId
}
}
}
pageInfo {
hasNextPage
hasPreviousPage
startCursor
endCursor
}
}
}
}
`, {"hash":"sha256:600fe4760e8723ce039a66070b0fe8d980eb6ed18ea5ad886eea9f55749cf4b4"}) as unknown as TypedDocumentString<SessionListQuery, SessionListQueryVariables>;
export const SessionPageDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionPage($id: ID!) {
session(id: $id) {
id
databaseId
name
kind
agentType
agentTypeText
status
isPublic
publicUrl
apiVersion
isDeleted
isOwner
isPinned
isWishlisted
isTitlePending
version
lastMessageAt
createdAt
updatedAt
user {
id
displayName
}
plan {
summary
milestones {
key
content
status
details
dependencies
}
}
todos {
key
content
status
priority
}
forkInfo {
forkType
parentAgentType
instruction
forkedAt
}
advancedMode {
isEnabled
references {
type
fileId
file {
id
fileName
}
}
}
modelSetting {
id
databaseId
displayName
provider
}
parent {
id
databaseId
name
}
forks(first: 5) {
nodes {
id
name
}
}
activeRun {
id
status
}
latestRun {
id
status
}
sandbox {
id
provider
status
expiredAt
}
summary {
content
topics
}
project {
id
databaseId
name
}
}
}
`, {"hash":"sha256:101f72226829e1fbd01b9d906c005d8c44f02a8c7f9529640c57b0dd4ef90a0f"}) as unknown as TypedDocumentString<SessionPageQuery, SessionPageQueryVariables>;
export const SessionsByActivityDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionsByActivity {
viewer {
sessions(orderBy: RECENTLY_ACTIVE, filter: {hasProject: true}, first: 5) {
nodes {
name
lastMessageAt
updatedAt
}
}
}
}
`, {"hash":"sha256:d9f35c72cfac89d3b626c6fd6bbcd9c70188aa6904d76a12ff14ec61ad984625"}) as unknown as TypedDocumentString<SessionsByActivityQuery, SessionsByActivityQueryVariables>;
export const SessionsByNameDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionsByName {
viewer {
sessions(orderBy: NAME, first: 8) {
nodes {
name
}
}
}
}
`, {"hash":"sha256:c15a656b9f9cf0a379e6004a83cdaa1b207dc8a668cd9dadfed47e10e9fef8a4"}) as unknown as TypedDocumentString<SessionsByNameQuery, SessionsByNameQueryVariables>;
export const SessionsOfUserDocument = /*#__PURE__*/ new TypedDocumentString(`
query SessionsOfUser($filter: AnySessionFilter) {
sessions(filter: $filter) {
totalCount
nodes {
name
}
}
}
`, {"hash":"sha256:38f7f395e6ef3b57d81ad146eb90b14285b98873e07e9749ff1f929c85f4f60e"}) as unknown as TypedDocumentString<SessionsOfUserQuery, SessionsOfUserQueryVariables>;
export const SharePageDocument = /*#__PURE__*/ new TypedDocumentString(`
query SharePage($id: ID!, $after: String) {
session(id: $id) {
databaseId
name
kind
agentTypeText
status
isPublic
publicUrl
createdAt
lastMessageAt
runStatus
plan {
summary
milestones {
key
content
status
details
dependencies
}
}
todos {
key
content
status
priority
}
forkInfo {
forkType
parentAgentType
instruction
forkedAt
attachmentIds
attachmentPaths
attachments {
fileName
url
}
}
events(first: 50, after: $after, filter: {withoutNoise: true}) {
nodes {
databaseId
eventType
createdAt
text
summary
errorCode
runStatus
runDatabaseId
origin
agentName
delegatedFrom
parentRunDatabaseId
isOfSubAgent
isSubAgentResponse
tool {
callId
name
displayName
input
isError
}
toolResult
plan {
summary
milestones {
key
content
status
}
}
milestoneChange {
key
status
}
planOptions {
message
suggestions {
key
label
description
prompt
}
}
confirmation {
message
requirements {
key
toolName
needsConfirmation
needsUserInput
}
}
deploymentUrl
buildLog {
status
step
level
text
}
citations {
url
title
text
}
files {
fileName
url
downloadPath(session: $id)
}
}
pageInfo {
hasNextPage
endCursor
}
}
presentations {
name
slides {
slideNumber
slideTitle
versions(first: 5) {
nodes {
version
imageUrl
isCurrent
instructions {
type
}
}
}
}
}
storybooks(first: 10, filter: {latestOnly: true}) {
nodes {
name
pageCount
isComplete
}
}
assets(first: 50) {
nodes {
databaseId
fileName
contentType
fileSize
url
urlExpiresAt
downloadPath(session: $id)
}
}
runs(first: 1) {
totalCount
}
}
}
`, {"hash":"sha256:1ce4302a09998574a4bdf4ef5811e4f4ca39abc0d238da9cfcf7ec5584fe93f8"}) as unknown as TypedDocumentString<SharePageQuery, SharePageQueryVariables>;
export const MemoriesDocument = /*#__PURE__*/ new TypedDocumentString(`
query Memories($filter: UserMemoryFilter, $first: Int) {
viewer {
memories(filter: $filter, first: $first) {
totalCount
nodes {
databaseId
memoryId
agentId
memory
topics
input
createdAt
updatedAt
}
}
}
}
`, {"hash":"sha256:1789c1f8caf47d201160a434ec9a5f11853a5eb87ef4a7f5ac97a1e132752915"}) as unknown as TypedDocumentString<MemoriesQuery, MemoriesQueryVariables>;
export const ModelsDocument = /*#__PURE__*/ new TypedDocumentString(`
query Models($includeInactive: Boolean) {
availableModels(includeInactive: $includeInactive) {
databaseId
label
modelId
displayName
provider
configType
isDefault
isActive
hasApiKey
hasBaseUrl
baseUrl
pricing {
input
output
cacheWrite
cacheRead
isFallback
}
user {
displayName
}
}
}
`, {"hash":"sha256:d412fc9ecadabe93b1416a807bbcf892b776fd2dfd69f2102f03a5cb5f152688"}) as unknown as TypedDocumentString<ModelsQuery, ModelsQueryVariables>;
export const MyModelsDocument = /*#__PURE__*/ new TypedDocumentString(`
query MyModels($first: Int) {
viewer {
modelSettings(first: $first) {
nodes {
databaseId
label
modelId
displayName
isDefault
isActive
provider
providerText
configTypeText
hasApiKey
hasBaseUrl
baseUrl
params {
maxRetries
maxMessageChars
temperature
thinkingTokens
apiType
apiTypeText
vertexRegion
vertexProjectId
azureEndpoint
azureApiVersion
cotModel
}
pricing {
input
output
cacheWrite
cacheRead
}
createdAt
updatedAt
sessions(first: 3) {
totalCount
nodes {
name
}
}
}
}
}
}
`, {"hash":"sha256:7b29f00001872c72cc02dba3136f7bab8dd70e2da601f4c85685b29f8f435363"}) as unknown as TypedDocumentString<MyModelsQuery, MyModelsQueryVariables>;
export const MySkillsDocument = /*#__PURE__*/ new TypedDocumentString(`
query MySkills {
viewer {
skills {
databaseId
name
source
isEnabled
content
}
switchedOffSkills {
name
}
}
}
`, {"hash":"sha256:2a59d5d10ac4690e9a42897c257c2e8cc483ca9855f796dfa4e54adec19d896c"}) as unknown as TypedDocumentString<MySkillsQuery, MySkillsQueryVariables>;
export const OwnAgentsDocument = /*#__PURE__*/ new TypedDocumentString(`
query OwnAgents($filter: UserAgentFilter, $first: Int) {
viewer {
agents(filter: $filter, first: $first) {
totalCount
nodes {
databaseId
name
tag
modelId
systemPrompt
toolArgs
skillMode
skillConfig
connectorMode
connectorConfig
isActive
createdAt
updatedAt
}
}
}
}
`, {"hash":"sha256:aefc4fd70f605b89776386ee57a0172f392d31600340774cb697b86d79d14ba4"}) as unknown as TypedDocumentString<OwnAgentsQuery, OwnAgentsQueryVariables>;
export const SkillsDocument = /*#__PURE__*/ new TypedDocumentString(`
query Skills {
availableSkills {
databaseId
name
description
source
sourceUrl
isEnabled
isEnabledByDefault
allowedTools
license
compatibility
createdAt
updatedAt
}
}
`, {"hash":"sha256:6514831ea17742a3ced9cd758c403dd6a5a45ce77014e86f1a288a30883ae562"}) as unknown as TypedDocumentString<SkillsQuery, SkillsQueryVariables>;
export const ToolServersDocument = /*#__PURE__*/ new TypedDocumentString(`
query ToolServers {
viewer {
mcpSettings {
databaseId
toolType
toolkitName
isActive
hasCredentials
model
reasoningEffort
isSearchEnabled
createdAt
updatedAt
servers {
name
isRemote
host
}
}
}
}
`, {"hash":"sha256:ed22b383a99128f60cb9cb1dd8b8b31b257e30dfaf1e9d7cee211026aaa14940"}) as unknown as TypedDocumentString<ToolServersQuery, ToolServersQueryVariables>;
export const AddSessionToWishlistDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation AddSessionToWishlist($input: AddSessionToWishlistInput!) {
addSessionToWishlist(input: $input) {
__typename
... on AddSessionToWishlistSuccess {
session {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:331a4effe8248e430124674abf4c3f1f1a96139523ef5a2c417c25ba496389ce"}) as unknown as TypedDocumentString<AddSessionToWishlistMutation, AddSessionToWishlistMutationVariables>;
export const AddSlideVersionDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation AddSlideVersion($input: AddSlideVersionInput!) {
addSlideVersion(input: $input) {
__typename
... on AddSlideVersionSuccess {
version {
id
version
imageUrl
}
slide {
id
imageUrl
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:df68a2712e8385c45865c2be0f9c059e2f303c1521fe4d9c7ace22d8b1a967e8"}) as unknown as TypedDocumentString<AddSlideVersionMutation, AddSlideVersionMutationVariables>;
export const AddToWaitlistDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation AddToWaitlist($input: AddToWaitlistInput!) {
addToWaitlist(input: $input) {
__typename
... on AddToWaitlistSuccess {
entry {
id
email
createdAt
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:7aebde38ccf32c6b93902e5221e860dded179785c47a2dd7cfb3254e7074c3aa"}) as unknown as TypedDocumentString<AddToWaitlistMutation, AddToWaitlistMutationVariables>;
export const AdjustCreditsDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation AdjustCredits($input: AdjustCreditsInput!) {
adjustCredits(input: $input) {
__typename
... on AdjustCreditsSuccess {
balance {
id
credits
bonusCredits
version
}
transaction {
id
type
amount
balanceAfter
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
current {
id
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:44146bd2c565984bf1f4b9f9148a7923d571941fd69d3dbe0639f89f49c510f1"}) as unknown as TypedDocumentString<AdjustCreditsMutation, AdjustCreditsMutationVariables>;
export const AppendMessageDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation AppendMessage($input: AppendMessageInput!) {
appendMessage(input: $input) {
__typename
... on AppendMessageSuccess {
chatMessage {
id
databaseId
role
createdAt
}
session {
id
version
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:580b9a5e53f0dee486bc7261fc1d7f19a5c9a1fd38deaa3d8fa6ff94dedc1cdc"}) as unknown as TypedDocumentString<AppendMessageMutation, AppendMessageMutationVariables>;
export const AppendRunLogDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation AppendRunLog($input: AppendRunLogInput!) {
appendRunLog(input: $input) {
__typename
... on AppendRunLogSuccess {
log {
id
status
createdAt
}
run {
id
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:233162c2f718704d0af7648dfb422558ae9481bda6896f546a9c8b6d6f954e2e"}) as unknown as TypedDocumentString<AppendRunLogMutation, AppendRunLogMutationVariables>;
export const CancelRunDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation CancelRun($input: CancelRunInput!) {
cancelRun(input: $input) {
__typename
... on CancelRunSuccess {
run {
id
status
statusText
version
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:dfb78b10df9ba11960c05bf3a75e3cd613f7e38bdc13b1b20aafcb8a31787c5c"}) as unknown as TypedDocumentString<CancelRunMutation, CancelRunMutationVariables>;
export const ClaimRunDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation ClaimRun($input: ClaimRunInput!) {
claimRun(input: $input) {
__typename
... on ClaimRunSuccess {
run {
id
status
statusText
version
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:6256d04944eba528abd6ac4b4b92fc6b6f52af155d085c4ff10bd282e8920fee"}) as unknown as TypedDocumentString<ClaimRunMutation, ClaimRunMutationVariables>;
export const ClaimSubdomainDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation ClaimSubdomain($input: ClaimSubdomainInput!) {
claimSubdomain(input: $input) {
__typename
... on ClaimSubdomainSuccess {
domain {
id
subdomain
fullDomain
dnsStatus
}
project {
id
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:3262973ffc06feea364114f408f17386c9c92d7b35772a015e39bc9d48778802"}) as unknown as TypedDocumentString<ClaimSubdomainMutation, ClaimSubdomainMutationVariables>;
export const ClearMessagesDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation ClearMessages($input: ClearMessagesInput!) {
clearMessages(input: $input) {
__typename
... on ClearMessagesSuccess {
deletedCount
session {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:91580b5f4e85060d7fef10c6654f83634354fa79e05b53370ac8f202d961c079"}) as unknown as TypedDocumentString<ClearMessagesMutation, ClearMessagesMutationVariables>;
export const CreateApiKeyDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation CreateApiKey($input: CreateApiKeyInput!) {
createApiKey(input: $input) {
__typename
... on CreateApiKeySuccess {
key
apiKey {
id
hint
isActive
createdAt
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:5b173998fefa2b51bb03bae40e72fdcf8b5c691864ac24467bab1619086ddc3d"}) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const CreateMcpSettingDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation CreateMcpSetting($input: CreateMcpSettingInput!) {
createMcpSetting(input: $input) {
__typename
... on CreateMcpSettingSuccess {
mcpSetting {
id
isActive
servers {
name
isRemote
host
}
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:b5cb2b6f0cfc8bba4f05ed4fee06b072ab47897b0908dcbb759416e3eeb38336"}) as unknown as TypedDocumentString<CreateMcpSettingMutation, CreateMcpSettingMutationVariables>;
export const CreateMediaTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation CreateMediaTemplate($input: CreateMediaTemplateInput!) {
createMediaTemplate(input: $input) {
__typename
... on CreateMediaTemplateSuccess {
template {
id
name
type
prompt
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:6b0930c8dbea320b3377ef807f80b8bde24eb1c7fc11fbbc594d7413da87558b"}) as unknown as TypedDocumentString<CreateMediaTemplateMutation, CreateMediaTemplateMutationVariables>;
export const CreateModelSettingDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation CreateModelSetting($input: CreateModelSettingInput!) {
createModelSetting(input: $input) {
__typename
... on CreateModelSettingSuccess {
modelSetting {
id
label
provider
isDefault
isActive
hasApiKey
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:83b9fec396876c0a24eca41ba91d8712190d4e14c0f9d8be200b5dbe7ef76ed9"}) as unknown as TypedDocumentString<CreateModelSettingMutation, CreateModelSettingMutationVariables>;
export const CreateSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation CreateSession($input: CreateSessionInput!) {
createSession(input: $input) {
__typename
... on CreateSessionSuccess {
session {
id
databaseId
name
version
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:2b8d6332706da9744d1e7c0c4eec7bbb5bea6a5a530e566fc8872e2027cd0f4e"}) as unknown as TypedDocumentString<CreateSessionMutation, CreateSessionMutationVariables>;
export const CreateSlideTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation CreateSlideTemplate($input: CreateSlideTemplateInput!) {
createSlideTemplate(input: $input) {
__typename
... on CreateSlideTemplateSuccess {
template {
id
name
images
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:bb6fa7bec1b3533d2fcf76f61f7657a71f4ac5d350f69053632866b9f67367b8"}) as unknown as TypedDocumentString<CreateSlideTemplateMutation, CreateSlideTemplateMutationVariables>;
export const DeactivateAccountDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeactivateAccount($input: DeactivateAccountInput!) {
deactivateAccount(input: $input) {
__typename
... on DeactivateAccountSuccess {
user {
id
isActive
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:aa81eb9a526cca229cbd607ed8d3450c7a448be18dd06a4d86b8db0136eb3a56"}) as unknown as TypedDocumentString<DeactivateAccountMutation, DeactivateAccountMutationVariables>;
export const DeactivateApiKeyDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeactivateApiKey($input: DeactivateApiKeyInput!) {
deactivateApiKey(input: $input) {
__typename
... on DeactivateApiKeySuccess {
apiKey {
id
hint
isActive
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:b20e317e09c3ee047c7894911112454328fc427eac16f72cf5a9eb86f6d399c1"}) as unknown as TypedDocumentString<DeactivateApiKeyMutation, DeactivateApiKeyMutationVariables>;
export const DeleteAssetDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteAsset($input: DeleteAssetInput!) {
deleteAsset(input: $input) {
__typename
... on DeleteAssetSuccess {
deletedId
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:8551c2981d16427db190951baa60b9d6c27b1bead988591fad15084335769bb5"}) as unknown as TypedDocumentString<DeleteAssetMutation, DeleteAssetMutationVariables>;
export const DeleteMcpSettingDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteMcpSetting($input: DeleteMcpSettingInput!) {
deleteMcpSetting(input: $input) {
__typename
... on DeleteMcpSettingSuccess {
deletedId
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:dafeaf396cb740d4753e75c2c1a83592932739c4114d9f69c510d379bb424456"}) as unknown as TypedDocumentString<DeleteMcpSettingMutation, DeleteMcpSettingMutationVariables>;
export const DeleteMediaTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteMediaTemplate($input: DeleteMediaTemplateInput!) {
deleteMediaTemplate(input: $input) {
__typename
... on DeleteMediaTemplateSuccess {
deletedId
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:c61d95590ad428538ac13e648df6a13b6c71e6985f6cf03c198c6248ff48a676"}) as unknown as TypedDocumentString<DeleteMediaTemplateMutation, DeleteMediaTemplateMutationVariables>;
export const DeleteMessageDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteMessage($input: DeleteMessageInput!) {
deleteMessage(input: $input) {
__typename
... on DeleteMessageSuccess {
deletedId
session {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:30b25d73c467c9080ea4048f9faf63d80b3565eb6255b661d6dce4753956773e"}) as unknown as TypedDocumentString<DeleteMessageMutation, DeleteMessageMutationVariables>;
export const DeleteMessagesFromDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteMessagesFrom($input: DeleteMessagesFromInput!) {
deleteMessagesFrom(input: $input) {
__typename
... on DeleteMessagesFromSuccess {
deletedCount
session {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:1486e263d0d96f1e0c619ad5609d14d07c88b8e9b7d0734549578c7935b1942c"}) as unknown as TypedDocumentString<DeleteMessagesFromMutation, DeleteMessagesFromMutationVariables>;
export const DeleteModelSettingDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteModelSetting($input: DeleteModelSettingInput!) {
deleteModelSetting(input: $input) {
__typename
... on DeleteModelSettingSuccess {
deletedId
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:14d490ee0ee3d3686e909304c43e9ea40e5a05d2aac1e1ea8207969fbfec95bd"}) as unknown as TypedDocumentString<DeleteModelSettingMutation, DeleteModelSettingMutationVariables>;
export const DeleteProjectDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteProject($input: DeleteProjectInput!) {
deleteProject(input: $input) {
__typename
... on DeleteProjectSuccess {
deletedId
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:ab2deb342c4e081fea2ced3e7091fa7506493a18cd7c91b54fb1e430e0ef95b8"}) as unknown as TypedDocumentString<DeleteProjectMutation, DeleteProjectMutationVariables>;
export const DeleteSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteSession($input: DeleteSessionInput!) {
deleteSession(input: $input) {
__typename
... on DeleteSessionSuccess {
deletedId
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
}
... on Error {
message
}
}
}
`, {"hash":"sha256:c26d3d8eeb1bd0b4283b154db0769dc2df284503cf64f633a8876a16253c139f"}) as unknown as TypedDocumentString<DeleteSessionMutation, DeleteSessionMutationVariables>;
export const DeleteSessionsDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteSessions($input: DeleteSessionsInput!) {
deleteSessions(input: $input) {
__typename
... on DeleteSessionsSuccess {
deletedIds
failedIds
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:dac93355ddadece8d4caf7dead9fb44bebffe5640473ed11994e7be28f46fbd2"}) as unknown as TypedDocumentString<DeleteSessionsMutation, DeleteSessionsMutationVariables>;
export const DeleteSkillDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteSkill($input: DeleteSkillInput!) {
deleteSkill(input: $input) {
__typename
... on DeleteSkillSuccess {
deletedId
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:518be25f42e247e512beeb21d3c7fd5d5e4c6f43e4368723fa4a12ae92c2cf27"}) as unknown as TypedDocumentString<DeleteSkillMutation, DeleteSkillMutationVariables>;
export const DeleteSlideTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteSlideTemplate($input: DeleteSlideTemplateInput!) {
deleteSlideTemplate(input: $input) {
__typename
... on DeleteSlideTemplateSuccess {
deletedId
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:3592e9946389038d0891d05fd8ca0a649a943dafd09339efa37e16c2d9dd4c91"}) as unknown as TypedDocumentString<DeleteSlideTemplateMutation, DeleteSlideTemplateMutationVariables>;
export const DeleteSlideDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DeleteSlide($input: DeleteSlideInput!) {
deleteSlide(input: $input) {
__typename
... on DeleteSlideSuccess {
deletedId
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:25622ac82787cc93d101efe15fd15b45a139c2a1a786a69b4cae5384855643d5"}) as unknown as TypedDocumentString<DeleteSlideMutation, DeleteSlideMutationVariables>;
export const DisconnectConnectorDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation DisconnectConnector($input: DisconnectConnectorInput!) {
disconnectConnector(input: $input) {
__typename
... on DisconnectConnectorSuccess {
deletedId
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:1b91af7b4bff5fb8b7b4e078584d4ab8dc1c11aa08200d439b844fe6fffbcaba"}) as unknown as TypedDocumentString<DisconnectConnectorMutation, DisconnectConnectorMutationVariables>;
export const EditStorybookPageDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation EditStorybookPage($input: EditStorybookPageInput!) {
editStorybookPage(input: $input) {
__typename
... on EditStorybookPageSuccess {
storybook {
id
version
pages {
id
pageNumber
textContent
htmlContent
}
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
current {
id
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:b227b68a5bb40bcd251aa4b01b3b51cb2541e2fd7b1d64f7308827510d3fad4c"}) as unknown as TypedDocumentString<EditStorybookPageMutation, EditStorybookPageMutationVariables>;
export const ForkSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation ForkSession($input: ForkSessionInput!) {
forkSession(input: $input) {
__typename
... on ForkSessionSuccess {
session {
id
databaseId
name
parent {
id
}
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:7e440fb053c484cae142fbb79cdc9b9222b66ac2d574d11f1bdb9252e032bae0"}) as unknown as TypedDocumentString<ForkSessionMutation, ForkSessionMutationVariables>;
export const GrantCreditsDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation GrantCredits($input: GrantCreditsInput!) {
grantCredits(input: $input) {
__typename
... on GrantCreditsSuccess {
balance {
id
credits
bonusCredits
version
}
transaction {
id
type
amount
balanceAfter
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:45a24a2486f63aeb0d11777b59836e4582921f0e9d465744f650adfdbae5f607"}) as unknown as TypedDocumentString<GrantCreditsMutation, GrantCreditsMutationVariables>;
export const LinkAssetDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation LinkAsset($input: LinkAssetInput!) {
linkAsset(input: $input) {
__typename
... on LinkAssetSuccess {
session {
id
}
asset {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:22235a56a26a6587484c37c5c5ebf3b3e6cf4d29e6ac82c20b3f06c4c94a3b06"}) as unknown as TypedDocumentString<LinkAssetMutation, LinkAssetMutationVariables>;
export const PinSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation PinSession($input: PinSessionInput!) {
pinSession(input: $input) {
__typename
... on PinSessionSuccess {
session {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:de1dd8dacc2fc58ffe07d338d6f70eef0968c25a135f333a295abe761857b69b"}) as unknown as TypedDocumentString<PinSessionMutation, PinSessionMutationVariables>;
export const ReleaseSubdomainDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation ReleaseSubdomain($input: ReleaseSubdomainInput!) {
releaseSubdomain(input: $input) {
__typename
... on ReleaseSubdomainSuccess {
releasedIds
project {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:93e37c72148685018d85d7b5ac17a0adbcc38513e9597634c2b02daf6cc45f0b"}) as unknown as TypedDocumentString<ReleaseSubdomainMutation, ReleaseSubdomainMutationVariables>;
export const RemoveFromWaitlistDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation RemoveFromWaitlist($input: RemoveFromWaitlistInput!) {
removeFromWaitlist(input: $input) {
__typename
... on RemoveFromWaitlistSuccess {
deletedId
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:edd405d74265effc25270ee76e42ce244823c27dd477345e1c7a5a3031d600f5"}) as unknown as TypedDocumentString<RemoveFromWaitlistMutation, RemoveFromWaitlistMutationVariables>;
export const RemoveSessionFromWishlistDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation RemoveSessionFromWishlist($input: RemoveSessionFromWishlistInput!) {
removeSessionFromWishlist(input: $input) {
__typename
... on RemoveSessionFromWishlistSuccess {
session {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:ecfb4de1d71ca52ddf321dc2039fad39c324b435973e0b1b5ec7dd171f3c29ae"}) as unknown as TypedDocumentString<RemoveSessionFromWishlistMutation, RemoveSessionFromWishlistMutationVariables>;
export const RenameAssetDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation RenameAsset($input: RenameAssetInput!) {
renameAsset(input: $input) {
__typename
... on RenameAssetSuccess {
asset {
id
fileName
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:35cbec33e1576f7cd1301631190c1dee4046076e2e93771b53d48256d986905b"}) as unknown as TypedDocumentString<RenameAssetMutation, RenameAssetMutationVariables>;
export const RenameComposioProfileDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation RenameComposioProfile($input: RenameComposioProfileInput!) {
renameComposioProfile(input: $input) {
__typename
... on RenameComposioProfileSuccess {
profile {
id
profileName
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:4f8726d48b4af673563d47651e9fee2b2544c436d9a65a9537fa6ef2872fcc27"}) as unknown as TypedDocumentString<RenameComposioProfileMutation, RenameComposioProfileMutationVariables>;
export const RenameSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation RenameSession($input: RenameSessionInput!) {
renameSession(input: $input) {
__typename
... on RenameSessionSuccess {
session {
id
name
isPublic
version
updatedAt
}
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
}
... on Error {
message
}
}
}
`, {"hash":"sha256:8bb0a7a280e58046dc40f83a7860a82e2aa9d59628f1a39bce77fcffc893f202"}) as unknown as TypedDocumentString<RenameSessionMutation, RenameSessionMutationVariables>;
export const RenameStorybookDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation RenameStorybook($input: RenameStorybookInput!) {
renameStorybook(input: $input) {
__typename
... on RenameStorybookSuccess {
storybook {
id
name
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:a057234d21b3d19fa4b84add813c9d411026bd90ca0fcda5a28dd9b23e1e5d89"}) as unknown as TypedDocumentString<RenameStorybookMutation, RenameStorybookMutationVariables>;
export const ReorderSlidesDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation ReorderSlides($input: ReorderSlidesInput!) {
reorderSlides(input: $input) {
__typename
... on ReorderSlidesSuccess {
session {
id
presentations {
name
slides {
id
slideNumber
}
}
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:2654a47879ca6027f34c90e6d44eb59d9349d162a82741547f7d4e4202fa01e8"}) as unknown as TypedDocumentString<ReorderSlidesMutation, ReorderSlidesMutationVariables>;
export const ReorderStorybookPagesDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation ReorderStorybookPages($input: ReorderStorybookPagesInput!) {
reorderStorybookPages(input: $input) {
__typename
... on ReorderStorybookPagesSuccess {
storybook {
id
version
pages {
id
pageNumber
}
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
current {
id
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:c4d473bda492dcd4cec362f879609b259ace466122dece06a97cd89b0a2e93dc"}) as unknown as TypedDocumentString<ReorderStorybookPagesMutation, ReorderStorybookPagesMutationVariables>;
export const RestoreSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation RestoreSession($input: RestoreSessionInput!) {
restoreSession(input: $input) {
__typename
... on RestoreSessionSuccess {
session {
id
name
isPublic
version
updatedAt
}
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
}
... on Error {
message
}
}
}
`, {"hash":"sha256:953cf647efdbae74640af95f41a39d3e9c995d3ef16649f992a081f96cdaa831"}) as unknown as TypedDocumentString<RestoreSessionMutation, RestoreSessionMutationVariables>;
export const RevertSlideVersionDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation RevertSlideVersion($input: RevertSlideVersionInput!) {
revertSlideVersion(input: $input) {
__typename
... on RevertSlideVersionSuccess {
version {
id
version
imageUrl
editSummary
}
slide {
id
imageUrl
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:0f7a133e6faab4a389afafe2374cb6a0d7bdf5c57ebdda615b77caa4b45b435d"}) as unknown as TypedDocumentString<RevertSlideVersionMutation, RevertSlideVersionMutationVariables>;
export const SaveDesignStateDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SaveDesignState($input: SaveDesignStateInput!) {
saveDesignState(input: $input) {
__typename
... on SaveDesignStateSuccess {
session {
id
version
}
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
}
... on Error {
message
}
}
}
`, {"hash":"sha256:a02403f619b44d9ee2cba8326317877485bc6e94d3e99b9fe41656fa32de03cf"}) as unknown as TypedDocumentString<SaveDesignStateMutation, SaveDesignStateMutationVariables>;
export const SetAssetPublicDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetAssetPublic($input: SetAssetPublicInput!) {
setAssetPublic(input: $input) {
__typename
... on SetAssetPublicSuccess {
asset {
id
isPublic
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:deb9d52c3b23aa97f73771d3feeb99b22ccfb3b98f841c3637c144c4ce79e1c0"}) as unknown as TypedDocumentString<SetAssetPublicMutation, SetAssetPublicMutationVariables>;
export const SetBuiltinSkillEnabledDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetBuiltinSkillEnabled($input: SetBuiltinSkillEnabledInput!) {
setBuiltinSkillEnabled(input: $input) {
__typename
... on SetBuiltinSkillEnabledSuccess {
skill {
id
name
isEnabledByDefault
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:b2f843e0a9a7f90c398b0ccdd4279b7eb7748d143f9c3624982df1ace84bf968"}) as unknown as TypedDocumentString<SetBuiltinSkillEnabledMutation, SetBuiltinSkillEnabledMutationVariables>;
export const SetComposioProfileEnabledDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetComposioProfileEnabled($input: SetComposioProfileEnabledInput!) {
setComposioProfileEnabled(input: $input) {
__typename
... on SetComposioProfileEnabledSuccess {
profile {
id
status
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:eff3864ddad059613f3cf9782dcd3bc2b0656549049ce01e085b7ae1ff2680c5"}) as unknown as TypedDocumentString<SetComposioProfileEnabledMutation, SetComposioProfileEnabledMutationVariables>;
export const SetComposioProfileToolsDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetComposioProfileTools($input: SetComposioProfileToolsInput!) {
setComposioProfileTools(input: $input) {
__typename
... on SetComposioProfileToolsSuccess {
profile {
id
enabledTools
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:9417dc6a357934730795cad978f4e165cd04fdeb137a66f48e60000d407c380a"}) as unknown as TypedDocumentString<SetComposioProfileToolsMutation, SetComposioProfileToolsMutationVariables>;
export const SetDefaultComposioProfileDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetDefaultComposioProfile($input: SetDefaultComposioProfileInput!) {
setDefaultComposioProfile(input: $input) {
__typename
... on SetDefaultComposioProfileSuccess {
profile {
id
profileName
isDefault
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:e59a4b38b56a5cd51e08954791e0bc8bc5c6952a269742341e982ce511c0b744"}) as unknown as TypedDocumentString<SetDefaultComposioProfileMutation, SetDefaultComposioProfileMutationVariables>;
export const SetDefaultModelSettingDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetDefaultModelSetting($input: SetDefaultModelSettingInput!) {
setDefaultModelSetting(input: $input) {
__typename
... on SetDefaultModelSettingSuccess {
modelSetting {
id
label
isDefault
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:1b42ddd272e9a5025528db046436737f5a59e0399177d76184f8e2ad2bcda1f3"}) as unknown as TypedDocumentString<SetDefaultModelSettingMutation, SetDefaultModelSettingMutationVariables>;
export const SetMcpSettingActiveDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetMcpSettingActive($input: SetMcpSettingActiveInput!) {
setMcpSettingActive(input: $input) {
__typename
... on SetMcpSettingActiveSuccess {
mcpSetting {
id
isActive
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:637745d40ed7adb66fb7fd06bbe9c91b2eeb6ddfd124c2d54d6deb391a2747f9"}) as unknown as TypedDocumentString<SetMcpSettingActiveMutation, SetMcpSettingActiveMutationVariables>;
export const SetSessionPublicDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetSessionPublic($input: SetSessionPublicInput!) {
setSessionPublic(input: $input) {
__typename
... on SetSessionPublicSuccess {
session {
id
name
isPublic
version
updatedAt
}
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
}
... on Error {
message
}
}
}
`, {"hash":"sha256:d031a1f5a5e8f78161f1b5a594f83c4a648b26f9910bd1c696634365311dfd4a"}) as unknown as TypedDocumentString<SetSessionPublicMutation, SetSessionPublicMutationVariables>;
export const SetSkillEnabledDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetSkillEnabled($input: SetSkillEnabledInput!) {
setSkillEnabled(input: $input) {
__typename
... on SetSkillEnabledSuccess {
skill {
id
name
isEnabled
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:34b63faffa71e2f61d4d05cfa4d5b28071b39e4a3130194cf7f17a01bb3a3d4b"}) as unknown as TypedDocumentString<SetSkillEnabledMutation, SetSkillEnabledMutationVariables>;
export const SetUserActiveDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetUserActive($input: SetUserActiveInput!) {
setUserActive(input: $input) {
__typename
... on SetUserActiveSuccess {
user {
id
isActive
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:e32fa946c0c82e59669b4fa6cb229fe776cee90094bb8d75d3c064d5aaf14c50"}) as unknown as TypedDocumentString<SetUserActiveMutation, SetUserActiveMutationVariables>;
export const SetUserRoleDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation SetUserRole($input: SetUserRoleInput!) {
setUserRole(input: $input) {
__typename
... on SetUserRoleSuccess {
user {
id
role
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:5212d37f9f4d272a1189184c6a284ef9730b0e09b733f7d21fe3b5af0e94ff3f"}) as unknown as TypedDocumentString<SetUserRoleMutation, SetUserRoleMutationVariables>;
export const UnlinkAssetDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UnlinkAsset($input: UnlinkAssetInput!) {
unlinkAsset(input: $input) {
__typename
... on UnlinkAssetSuccess {
session {
id
}
asset {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:983d68d2d79e9ddd0214a8df8a1a9118a0861f747b6e7a5aceb8cfe08fbfc234"}) as unknown as TypedDocumentString<UnlinkAssetMutation, UnlinkAssetMutationVariables>;
export const UnpinSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UnpinSession($input: UnpinSessionInput!) {
unpinSession(input: $input) {
__typename
... on UnpinSessionSuccess {
session {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:f57960941198f330bfd55fae069e3c075c902537c3177bb8f1613a8a24a70599"}) as unknown as TypedDocumentString<UnpinSessionMutation, UnpinSessionMutationVariables>;
export const UpdateAdvancedModeDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UpdateAdvancedMode($input: UpdateAdvancedModeInput!) {
updateAdvancedMode(input: $input) {
__typename
... on UpdateAdvancedModeSuccess {
session {
id
version
advancedMode {
isEnabled
}
}
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
}
... on Error {
message
}
}
}
`, {"hash":"sha256:6eec79d90a43b0570876677016bffe7b7c5641967e68a86c33b9095c70bfaba5"}) as unknown as TypedDocumentString<UpdateAdvancedModeMutation, UpdateAdvancedModeMutationVariables>;
export const UpdateLanguageDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UpdateLanguage($input: UpdateLanguageInput!) {
updateLanguage(input: $input) {
__typename
... on UpdateLanguageSuccess {
user {
id
firstName
lastName
displayName
avatar
language
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:ba7754a280eda880c5aa97c5c380a194e76652fa4f73b5fe65c517c8afe7a044"}) as unknown as TypedDocumentString<UpdateLanguageMutation, UpdateLanguageMutationVariables>;
export const UpdateMcpSettingDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UpdateMcpSetting($input: UpdateMcpSettingInput!) {
updateMcpSetting(input: $input) {
__typename
... on UpdateMcpSettingSuccess {
mcpSetting {
id
isActive
servers {
name
isRemote
host
}
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:1e267859a922d2a659b6f52e97b40019fa56ee83cd759d5a1ed684c97b678988"}) as unknown as TypedDocumentString<UpdateMcpSettingMutation, UpdateMcpSettingMutationVariables>;
export const UpdateMediaTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UpdateMediaTemplate($input: UpdateMediaTemplateInput!) {
updateMediaTemplate(input: $input) {
__typename
... on UpdateMediaTemplateSuccess {
template {
id
name
type
prompt
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:b036304f536b06173279c8359d10bcee7de51a476701eb01b53f858472bba238"}) as unknown as TypedDocumentString<UpdateMediaTemplateMutation, UpdateMediaTemplateMutationVariables>;
export const UpdateModelSettingDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UpdateModelSetting($input: UpdateModelSettingInput!) {
updateModelSetting(input: $input) {
__typename
... on UpdateModelSettingSuccess {
modelSetting {
id
label
provider
isDefault
isActive
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:0c298756079aa804501c8d8760769f299ec58dec23a8ebf37b7e99eded4ee8d2"}) as unknown as TypedDocumentString<UpdateModelSettingMutation, UpdateModelSettingMutationVariables>;
export const UpdateProfileDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UpdateProfile($input: UpdateProfileInput!) {
updateProfile(input: $input) {
__typename
... on UpdateProfileSuccess {
user {
id
firstName
lastName
displayName
avatar
language
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:e05c4a79185be693c91698f79c48aac2a6c82c804f2dfbc5639cec171a67f605"}) as unknown as TypedDocumentString<UpdateProfileMutation, UpdateProfileMutationVariables>;
export const UpdateProjectDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UpdateProject($input: UpdateProjectInput!) {
updateProject(input: $input) {
__typename
... on UpdateProjectSuccess {
project {
id
name
description
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:eb593a1db638ccf80a08fe732f75290b144611435bb09b2a45fbd7bf45f59a04"}) as unknown as TypedDocumentString<UpdateProjectMutation, UpdateProjectMutationVariables>;
export const UpdateRunStatusDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UpdateRunStatus($input: UpdateRunStatusInput!) {
updateRunStatus(input: $input) {
__typename
... on UpdateRunStatusSuccess {
run {
id
status
statusText
version
}
}
... on ConflictError {
conflicting {
id
}
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
}
... on Error {
message
}
}
}
`, {"hash":"sha256:8e5226bd5e39ae8275d03f97d526f5a45374ba2e5039bd6b7416ba3013b4e8c4"}) as unknown as TypedDocumentString<UpdateRunStatusMutation, UpdateRunStatusMutationVariables>;
export const UpdateSessionPlanDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UpdateSessionPlan($input: UpdateSessionPlanInput!) {
updateSessionPlan(input: $input) {
__typename
... on UpdateSessionPlanSuccess {
session {
id
version
plan {
summary
milestones {
key
content
status
dependencies
}
}
}
}
... on ValidationError {
issues {
path
message
}
}
... on VersionConflictError {
currentVersion
}
... on Error {
message
}
}
}
`, {"hash":"sha256:f36d0242a304ecc5103bd1ee0369da50d49aec09ea37f3362d0a20b9c92e62d8"}) as unknown as TypedDocumentString<UpdateSessionPlanMutation, UpdateSessionPlanMutationVariables>;
export const UpdateSlideTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation UpdateSlideTemplate($input: UpdateSlideTemplateInput!) {
updateSlideTemplate(input: $input) {
__typename
... on UpdateSlideTemplateSuccess {
template {
id
name
images
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:a47beb56a0956ea3e29459528d8f16747655b4b065afa395c2f4d4fd642f9706"}) as unknown as TypedDocumentString<UpdateSlideTemplateMutation, UpdateSlideTemplateMutationVariables>;
export const WriteSlideDocument = /*#__PURE__*/ new TypedDocumentString(`
mutation WriteSlide($input: WriteSlideInput!) {
writeSlide(input: $input) {
__typename
... on WriteSlideSuccess {
slide {
id
slideNumber
slideTitle
updatedAt
}
}
... on ValidationError {
issues {
path
message
}
}
... on Error {
message
}
}
}
`, {"hash":"sha256:a1d33869b4ac2c19e1f4efd64eac856d601b3870a9648825e7d2763634258b70"}) as unknown as TypedDocumentString<WriteSlideMutation, WriteSlideMutationVariables>;