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

/** The input of `pinSession`. */
export type PinSessionInput = {
  /** Returned unchanged in `PinSessionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The session to which `pinSession` applies: its global id or uuid. */
  id: string | number;
};

/** The input of `removeSessionFromWishlist`. */
export type RemoveSessionFromWishlistInput = {
  /** Returned unchanged in `RemoveSessionFromWishlistSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The session to which `removeSessionFromWishlist` applies: its global id or uuid. */
  id: string | number;
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

/** Why a stream could not be resumed from a cursor. */
export type StreamGapReason =
  /** The database is another than before, or its history is: a failover, a restored backup, or a crash that took back rows which had been delivered. The whole log follows. */
  | 'OTHER_DATABASE'
  /** The row that the cursor stands on was removed, and others after it may have been. What is there follows. */
  | 'ROWS_REMOVED';

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

/** The input of `unpinSession`. */
export type UnpinSessionInput = {
  /** Returned unchanged in `UnpinSessionSuccess`, to match it with the call; at most 200 characters. */
  clientMutationId?: string | null | undefined;
  /** The session to which `unpinSession` applies: its global id or uuid. */
  id: string | number;
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

/** The role of a user. */
export type UserRole =
  /** Reads everything except secrets, and administers the platform. */
  | 'ADMIN'
  /** A value of `UserRole` that this gateway does not know; a text field has the stored value. */
  | 'UNKNOWN'
  /** Reads and changes the user’s own data. */
  | 'USER';

export type BoardRunFragment = { id: string, databaseId: string, status: RunStatus, taskType: string, createdAt: string, updatedAt: string, session: { id: string, name: string | null, user: { id: string, email: string } | null } | null };

export type ConsoleBoardSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ConsoleBoardSubscription = { viewerUpdated: { id: string, activeRuns: Array<{ id: string, databaseId: string, status: RunStatus, taskType: string, createdAt: string, updatedAt: string, session: { id: string, name: string | null, user: { id: string, email: string } | null } | null }> } };

export type ConsoleBoardOfAllSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ConsoleBoardOfAllSubscription = { runActivity: { id: string, databaseId: string, status: RunStatus, taskType: string, createdAt: string, updatedAt: string, session: { id: string, name: string | null, user: { id: string, email: string } | null } | null } };

export type LastEventsFragment = { totalCount: number, nodes: Array<{ id: string, eventType: string, text: string | null, summary: string | null, createdAt: string, tool: { name: string, displayName: string | null } | null }> };

export type ConsoleLastEventsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type ConsoleLastEventsQuery = { nodes: Array<
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, events: { totalCount: number, nodes: Array<{ id: string, eventType: string, text: string | null, summary: string | null, createdAt: string, tool: { name: string, displayName: string | null } | null }> } | null }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null> | null };

export type ConsoleRunHistoryQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type ConsoleRunHistoryQuery = { runStatistics: Array<{ start: string, total: number, counts: Array<{ status: RunStatus, count: number }> }> | null };

export type ConsoleSiblingRunsQueryVariables = Exact<{
  id: string | number;
}>;


export type ConsoleSiblingRunsQuery = { run: { id: string, session: { id: string, name: string | null, runs: { nodes: Array<{ id: string, databaseId: string, status: RunStatus, createdAt: string, duration: number | null }> } | null } | null } | null };

export type ConsoleCompareRunsQueryVariables = Exact<{
  one: string | number;
  other: string | number;
}>;


export type ConsoleCompareRunsQuery = { one: { id: string, databaseId: string, status: RunStatus, createdAt: string, updatedAt: string, duration: number | null, cost: string, session: { id: string, name: string | null } | null, transcripts: Array<{ id: string, metrics: { inputTokens: string | null, outputTokens: string | null, costUsd: number | null } | null }> } | null, other: { id: string, databaseId: string, status: RunStatus, createdAt: string, updatedAt: string, duration: number | null, cost: string, session: { id: string, name: string | null } | null, transcripts: Array<{ id: string, metrics: { inputTokens: string | null, outputTokens: string | null, costUsd: number | null } | null }> } | null };

export type ComparedRunFragment = { id: string, databaseId: string, status: RunStatus, createdAt: string, updatedAt: string, duration: number | null, cost: string, session: { id: string, name: string | null } | null, transcripts: Array<{ id: string, metrics: { inputTokens: string | null, outputTokens: string | null, costUsd: number | null } | null }> };

export type ConsoleStorybooksQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ConsoleStorybooksQuery = { viewer: { id: string, sessions: { nodes: Array<{ id: string, databaseId: string, name: string | null, storybooks: { nodes: Array<{ id: string, databaseId: string, name: string, version: number | null, pageCount: number, isComplete: boolean, updatedAt: string }> } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ConsoleStorybookSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type ConsoleStorybookSubscription = { storybookProgress: { id: string, databaseId: string, name: string, version: number | null, isComplete: boolean, createdAt: string, session: { id: string, databaseId: string, name: string | null } | null, generation: { completedPages: number | null, totalPages: number | null, errorMessage: string | null, isCancelled: boolean } | null, pages: Array<{ id: string, displayPage: number, imageUrl: string | null, textContent: string | null, audioLink: string | null }>, versions: { nodes: Array<{ id: string, databaseId: string, version: number | null, createdAt: string }> } | null } };

export type ConsolePresentationsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ConsolePresentationsQuery = { viewer: { id: string, sessions: { nodes: Array<{ id: string, databaseId: string, name: string | null, presentations: Array<{ name: string, slideCount: number, lastUpdatedAt: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ConsolePresentationChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ConsolePresentationChangesSubscription = { viewerUpdated: { id: string, sessions: { nodes: Array<{ id: string, presentations: Array<{ name: string, slideCount: number, lastUpdatedAt: string }> }> } | null } };

export type ConsolePresentationQueryVariables = Exact<{
  session: string | number;
  name: string;
}>;


export type ConsolePresentationQuery = { session: { id: string, databaseId: string, name: string | null, presentation: { name: string, slideCount: number, lastUpdatedAt: string, slides: Array<{ id: string, slideNumber: number | null, slideTitle: string | null }> | null } | null } | null };

export type ConsoleSlideQueryVariables = Exact<{
  id: string | number;
}>;


export type ConsoleSlideQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { slideTitle: string | null, slideContent: string, imageUrl: string | null, updatedAt: string, id: string, versions: { nodes: Array<{ id: string, version: number | null, imageUrl: string, editSummary: string | null, createdAt: string }> } | null }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type ConsoleFilesQueryVariables = Exact<{
  filter?: AssetFilter | null | undefined;
  orderBy: AssetOrder;
  after?: string | null | undefined;
}>;


export type ConsoleFilesQuery = { viewer: { id: string, assets: { totalCount: number, nodes: Array<{ id: string, fileName: string, fileSize: string | null, assetType: AssetType, contentType: string | null, source: AssetSource, uploadStatus: UploadStatus, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type FileRowFragment = { id: string, fileName: string, fileSize: string | null, assetType: AssetType, contentType: string | null, source: AssetSource, uploadStatus: UploadStatus, createdAt: string };

export type ConsoleFileQueryVariables = Exact<{
  id: string | number;
}>;


export type ConsoleFileQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { isPublic: boolean, url: string | null, urlExpiresAt: string | null, id: string, fileName: string, fileSize: string | null, assetType: AssetType, contentType: string | null, source: AssetSource, uploadStatus: UploadStatus, createdAt: string, sessions: { totalCount: number, nodes: Array<{ id: string, databaseId: string, name: string | null }> } | null }
    | { id: string }
    | { id: string }
   | null };

export type ConsoleProjectsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ConsoleProjectsQuery = { viewer: { id: string, projects: { totalCount: number, nodes: Array<{ id: string, databaseId: string, name: string | null, framework: string | null, updatedAt: string, latestDeployment: { id: string, status: DeploymentStatus, createdAt: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ConsoleProjectChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ConsoleProjectChangesSubscription = { viewerUpdated: { id: string, projects: { totalCount: number, nodes: Array<{ id: string, updatedAt: string, latestDeployment: { id: string, status: DeploymentStatus } | null }> } | null } };

export type ConsoleProjectSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type ConsoleProjectSubscription = { deploymentStatus: { id: string, name: string | null, description: string | null, framework: string | null, createdAt: string, productionUrl: string | null, session: { id: string, databaseId: string, name: string | null } | null, deployments: { totalCount: number, nodes: Array<{ id: string, version: number, status: DeploymentStatus, createdAt: string, environment: string, provider: DeploymentProvider, deploymentUrl: string | null, deployDurationMs: number | null, errorPhase: string | null, errorMessage: string | null }> } | null } };

type ConsoleEntry_EventAdded_Fragment = { __typename: 'EventAdded', cursor: string, createdAt: string, event: { id: string, eventType: string, group: EventGroup, text: string | null, summary: string | null, agentName: string | null, isOfSubAgent: boolean, contentSize: number, tool: { callId: string | null, name: string, displayName: string | null, input: unknown, isError: boolean | null, costUsd: number | null } | null } };

type ConsoleEntry_RunEnded_Fragment = { __typename: 'RunEnded', cursor: string, createdAt: string, status: RunStatus, statusText: string, run: { id: string, errorMessage: string | null } | null };

type ConsoleEntry_RunStatusChanged_Fragment = { __typename: 'RunStatusChanged', cursor: string, createdAt: string, status: RunStatus, statusText: string };

type ConsoleEntry_StreamGap_Fragment = { __typename: 'StreamGap', cursor: string, createdAt: string, reason: StreamGapReason };

type ConsoleEntry_TaskLogAdded_Fragment = { __typename: 'TaskLogAdded', cursor: string, createdAt: string, log: { id: string, status: RunStatus, statusText: string } | null };

export type ConsoleEntryFragment =
  | ConsoleEntry_EventAdded_Fragment
  | ConsoleEntry_RunEnded_Fragment
  | ConsoleEntry_RunStatusChanged_Fragment
  | ConsoleEntry_StreamGap_Fragment
  | ConsoleEntry_TaskLogAdded_Fragment
;

export type ConsoleRunStateFragment = { id: string, databaseId: string, status: RunStatus, taskType: string, createdAt: string, updatedAt: string, duration: number | null, cost: string, errorMessage: string | null, request: { text: string | null } | null, session: { id: string, databaseId: string, name: string | null } | null, transcripts: Array<{ id: string, modelId: string, agentName: string | null, metrics: { inputTokens: string | null, outputTokens: string | null, costUsd: number | null } | null }> };

export type ConsoleRunQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
  withState?: boolean | null | undefined;
}>;


export type ConsoleRunQuery = { run: { id: string, log: { edges: Array<{ cursor: string, node:
          | { __typename: 'EventAdded', cursor: string, createdAt: string, event: { id: string, eventType: string, group: EventGroup, text: string | null, summary: string | null, agentName: string | null, isOfSubAgent: boolean, contentSize: number, tool: { callId: string | null, name: string, displayName: string | null, input: unknown, isError: boolean | null, costUsd: number | null } | null } }
          | { __typename: 'RunEnded', cursor: string, createdAt: string, status: RunStatus, statusText: string, run: { id: string, errorMessage: string | null } | null }
          | { __typename: 'RunStatusChanged', cursor: string, createdAt: string, status: RunStatus, statusText: string }
          | { __typename: 'StreamGap', cursor: string, createdAt: string, reason: StreamGapReason }
          | { __typename: 'TaskLogAdded', cursor: string, createdAt: string, log: { id: string, status: RunStatus, statusText: string } | null }
         }>, pageInfo: { hasPreviousPage: boolean, hasNextPage: boolean, endCursor: string | null } } | null } | null, state?: { id: string, databaseId: string, status: RunStatus, taskType: string, createdAt: string, updatedAt: string, duration: number | null, cost: string, errorMessage: string | null, request: { text: string | null } | null, session: { id: string, databaseId: string, name: string | null } | null, transcripts: Array<{ id: string, modelId: string, agentName: string | null, metrics: { inputTokens: string | null, outputTokens: string | null, costUsd: number | null } | null }> } | null };

export type ConsoleEntriesBeforeQueryVariables = Exact<{
  id: string | number;
  moment: string;
}>;


export type ConsoleEntriesBeforeQuery = { run: { id: string, events: { totalCount: number } | null } | null };

export type ConsoleRunLogSubscriptionVariables = Exact<{
  run: string | number;
  after?: string | null | undefined;
}>;


export type ConsoleRunLogSubscription = { runLog:
    | { __typename: 'EventAdded', cursor: string, createdAt: string, event: { id: string, eventType: string, group: EventGroup, text: string | null, summary: string | null, agentName: string | null, isOfSubAgent: boolean, contentSize: number, tool: { callId: string | null, name: string, displayName: string | null, input: unknown, isError: boolean | null, costUsd: number | null } | null } }
    | { __typename: 'RunEnded', cursor: string, createdAt: string, status: RunStatus, statusText: string, run: { id: string, errorMessage: string | null } | null }
    | { __typename: 'RunStatusChanged', cursor: string, createdAt: string, status: RunStatus, statusText: string }
    | { __typename: 'StreamGap', cursor: string, createdAt: string, reason: StreamGapReason }
    | { __typename: 'TaskLogAdded', cursor: string, createdAt: string, log: { id: string, status: RunStatus, statusText: string } | null }
   };

export type ConsoleRunStateSubscriptionVariables = Exact<{
  run: string | number;
}>;


export type ConsoleRunStateSubscription = { runUpdated: { id: string, databaseId: string, status: RunStatus, taskType: string, createdAt: string, updatedAt: string, duration: number | null, cost: string, errorMessage: string | null, request: { text: string | null } | null, session: { id: string, databaseId: string, name: string | null } | null, transcripts: Array<{ id: string, modelId: string, agentName: string | null, metrics: { inputTokens: string | null, outputTokens: string | null, costUsd: number | null } | null }> } };

export type ConsoleRunChargesQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type ConsoleRunChargesQuery = { run: { id: string, creditTransactions: { nodes: Array<{ id: string, createdAt: string, amount: string, modelId: string | null, typeText: string, details: { inputTokens: string | null, outputTokens: string | null, toolName: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ConsoleEventQueryVariables = Exact<{
  id: string | number;
}>;


export type ConsoleEventQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { databaseId: string, eventType: string, text: string | null, content: unknown, createdAt: string, agentName: string | null, toolResult: unknown, id: string, tool: { callId: string | null, name: string, displayName: string | null, input: unknown, isError: boolean | null, costUsd: number | null } | null }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { databaseId: string, status: RunStatus, data: unknown, createdAt: string, id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type ConsoleSearchEventsQueryVariables = Exact<{
  session: string | number;
  text: string;
  after?: string | null | undefined;
}>;


export type ConsoleSearchEventsQuery = { searchEvents: { nodes: Array<{ id: string, runDatabaseId: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ConsoleSessionSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type ConsoleSessionSubscription = { sessionUpdated: { id: string, name: string | null, kind: SessionKind, createdAt: string, isOwner: boolean, creditSums: { spent: string, tokens: { input: string, output: string } } | null, plan: { summary: string | null, milestones: Array<{ key: string | null, content: string, status: MilestoneStatus }> } | null, todos: Array<{ key: string | null, content: string, status: TodoStatus }>, assets: { totalCount: number, nodes: Array<{ id: string, fileName: string, fileSize: string | null, contentType: string | null }> } | null, storybooks: { nodes: Array<{ id: string, databaseId: string, name: string }> } | null, presentations: Array<{ name: string, slideCount: number }>, project: { id: string, databaseId: string, name: string | null } | null, runs: { totalCount: number, nodes: Array<{ id: string, databaseId: string, status: RunStatus, createdAt: string, duration: number | null, cost: string, errorMessage: string | null }> } | null, messages: { nodes: Array<{ id: string, role: ChatRole, createdAt: string, isFinished: boolean | null, model: string | null, modelSetting: { id: string, label: string } | null, files: Array<{ id: string, fileName: string }>, usage: { totalTokens: string | null } | null, parts: Array<
          | { __typename: 'CodePart', code: string, outputs: unknown }
          | { __typename: 'CouncilMemberPart', modelName: string | null, modelId: string | null, errorMessage: string | null, answer: string }
          | { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string }
          | { __typename: 'FilePart', path: string | null, mediaType: string | null }
          | { __typename: 'FinishPart', reason: string | null, message: string | null }
          | { __typename: 'ImagePart', url: string }
          | { __typename: 'ReasoningPart', thought: string }
          | { __typename: 'TextPart', text: string }
          | { __typename: 'ToolCallPart', name: string, input: unknown }
          | { __typename: 'ToolResultPart', name: string, output:
              | { __typename: 'StorybookOutput', title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> }
              | { __typename: 'StorybookProgressOutput', status: string | null, totalPages: number | null, completedPages: number | null, errorMessage: string | null, title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> }
              | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, fileName: string | null }> }
              | { __typename: 'ToolDenial', reason: string | null }
              | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
              | { __typename: 'ToolTextOutput', text: string, isError: boolean }
              | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
             }
          | { __typename: 'UnknownPart', type: string | null, value: unknown }
        > }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } | null } };

export type ConsoleOlderMessagesQueryVariables = Exact<{
  id: string | number;
  before?: string | null | undefined;
}>;


export type ConsoleOlderMessagesQuery = { session: { id: string, messages: { nodes: Array<{ id: string, role: ChatRole, createdAt: string, isFinished: boolean | null, model: string | null, modelSetting: { id: string, label: string } | null, files: Array<{ id: string, fileName: string }>, usage: { totalTokens: string | null } | null, parts: Array<
          | { __typename: 'CodePart', code: string, outputs: unknown }
          | { __typename: 'CouncilMemberPart', modelName: string | null, modelId: string | null, errorMessage: string | null, answer: string }
          | { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string }
          | { __typename: 'FilePart', path: string | null, mediaType: string | null }
          | { __typename: 'FinishPart', reason: string | null, message: string | null }
          | { __typename: 'ImagePart', url: string }
          | { __typename: 'ReasoningPart', thought: string }
          | { __typename: 'TextPart', text: string }
          | { __typename: 'ToolCallPart', name: string, input: unknown }
          | { __typename: 'ToolResultPart', name: string, output:
              | { __typename: 'StorybookOutput', title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> }
              | { __typename: 'StorybookProgressOutput', status: string | null, totalPages: number | null, completedPages: number | null, errorMessage: string | null, title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> }
              | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, fileName: string | null }> }
              | { __typename: 'ToolDenial', reason: string | null }
              | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
              | { __typename: 'ToolTextOutput', text: string, isError: boolean }
              | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
             }
          | { __typename: 'UnknownPart', type: string | null, value: unknown }
        > }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } | null } | null };

export type MessagePageFragment = { nodes: Array<{ id: string, role: ChatRole, createdAt: string, isFinished: boolean | null, model: string | null, modelSetting: { id: string, label: string } | null, files: Array<{ id: string, fileName: string }>, usage: { totalTokens: string | null } | null, parts: Array<
      | { __typename: 'CodePart', code: string, outputs: unknown }
      | { __typename: 'CouncilMemberPart', modelName: string | null, modelId: string | null, errorMessage: string | null, answer: string }
      | { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string }
      | { __typename: 'FilePart', path: string | null, mediaType: string | null }
      | { __typename: 'FinishPart', reason: string | null, message: string | null }
      | { __typename: 'ImagePart', url: string }
      | { __typename: 'ReasoningPart', thought: string }
      | { __typename: 'TextPart', text: string }
      | { __typename: 'ToolCallPart', name: string, input: unknown }
      | { __typename: 'ToolResultPart', name: string, output:
          | { __typename: 'StorybookOutput', title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> }
          | { __typename: 'StorybookProgressOutput', status: string | null, totalPages: number | null, completedPages: number | null, errorMessage: string | null, title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> }
          | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, fileName: string | null }> }
          | { __typename: 'ToolDenial', reason: string | null }
          | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
          | { __typename: 'ToolTextOutput', text: string, isError: boolean }
          | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
         }
      | { __typename: 'UnknownPart', type: string | null, value: unknown }
    > }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } };

export type MessageFragment = { id: string, role: ChatRole, createdAt: string, isFinished: boolean | null, model: string | null, modelSetting: { id: string, label: string } | null, files: Array<{ id: string, fileName: string }>, usage: { totalTokens: string | null } | null, parts: Array<
    | { __typename: 'CodePart', code: string, outputs: unknown }
    | { __typename: 'CouncilMemberPart', modelName: string | null, modelId: string | null, errorMessage: string | null, answer: string }
    | { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string }
    | { __typename: 'FilePart', path: string | null, mediaType: string | null }
    | { __typename: 'FinishPart', reason: string | null, message: string | null }
    | { __typename: 'ImagePart', url: string }
    | { __typename: 'ReasoningPart', thought: string }
    | { __typename: 'TextPart', text: string }
    | { __typename: 'ToolCallPart', name: string, input: unknown }
    | { __typename: 'ToolResultPart', name: string, output:
        | { __typename: 'StorybookOutput', title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> }
        | { __typename: 'StorybookProgressOutput', status: string | null, totalPages: number | null, completedPages: number | null, errorMessage: string | null, title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> }
        | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, fileName: string | null }> }
        | { __typename: 'ToolDenial', reason: string | null }
        | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
        | { __typename: 'ToolTextOutput', text: string, isError: boolean }
        | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
       }
    | { __typename: 'UnknownPart', type: string | null, value: unknown }
  > };

type MessagePart_CodePart_Fragment = { __typename: 'CodePart', code: string, outputs: unknown };

type MessagePart_CouncilMemberPart_Fragment = { __typename: 'CouncilMemberPart', modelName: string | null, modelId: string | null, errorMessage: string | null, answer: string };

type MessagePart_CouncilSynthesisPart_Fragment = { __typename: 'CouncilSynthesisPart', modelId: string | null, answer: string };

type MessagePart_FilePart_Fragment = { __typename: 'FilePart', path: string | null, mediaType: string | null };

type MessagePart_FinishPart_Fragment = { __typename: 'FinishPart', reason: string | null, message: string | null };

type MessagePart_ImagePart_Fragment = { __typename: 'ImagePart', url: string };

type MessagePart_ReasoningPart_Fragment = { __typename: 'ReasoningPart', thought: string };

type MessagePart_TextPart_Fragment = { __typename: 'TextPart', text: string };

type MessagePart_ToolCallPart_Fragment = { __typename: 'ToolCallPart', name: string, input: unknown };

type MessagePart_ToolResultPart_Fragment = { __typename: 'ToolResultPart', name: string, output:
    | { __typename: 'StorybookOutput', title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> }
    | { __typename: 'StorybookProgressOutput', status: string | null, totalPages: number | null, completedPages: number | null, errorMessage: string | null, title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> }
    | { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, fileName: string | null }> }
    | { __typename: 'ToolDenial', reason: string | null }
    | { __typename: 'ToolJsonOutput', isError: boolean, data: unknown }
    | { __typename: 'ToolTextOutput', text: string, isError: boolean }
    | { __typename: 'UnknownToolOutput', type: string | null, value: unknown }
   };

type MessagePart_UnknownPart_Fragment = { __typename: 'UnknownPart', type: string | null, value: unknown };

export type MessagePartFragment =
  | MessagePart_CodePart_Fragment
  | MessagePart_CouncilMemberPart_Fragment
  | MessagePart_CouncilSynthesisPart_Fragment
  | MessagePart_FilePart_Fragment
  | MessagePart_FinishPart_Fragment
  | MessagePart_ImagePart_Fragment
  | MessagePart_ReasoningPart_Fragment
  | MessagePart_TextPart_Fragment
  | MessagePart_ToolCallPart_Fragment
  | MessagePart_ToolResultPart_Fragment
  | MessagePart_UnknownPart_Fragment
;

type MessageOutput_StorybookOutput_Fragment = { __typename: 'StorybookOutput', title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> };

type MessageOutput_StorybookProgressOutput_Fragment = { __typename: 'StorybookProgressOutput', status: string | null, totalPages: number | null, completedPages: number | null, errorMessage: string | null, title: string | null, pages: Array<{ pageNumber: number | null, imageUrl: string | null, text: string | null }> };

type MessageOutput_ToolContentOutput_Fragment = { __typename: 'ToolContentOutput', items: Array<{ type: string, text: string | null, url: string | null, fileName: string | null }> };

type MessageOutput_ToolDenial_Fragment = { __typename: 'ToolDenial', reason: string | null };

type MessageOutput_ToolJsonOutput_Fragment = { __typename: 'ToolJsonOutput', isError: boolean, data: unknown };

type MessageOutput_ToolTextOutput_Fragment = { __typename: 'ToolTextOutput', text: string, isError: boolean };

type MessageOutput_UnknownToolOutput_Fragment = { __typename: 'UnknownToolOutput', type: string | null, value: unknown };

export type MessageOutputFragment =
  | MessageOutput_StorybookOutput_Fragment
  | MessageOutput_StorybookProgressOutput_Fragment
  | MessageOutput_ToolContentOutput_Fragment
  | MessageOutput_ToolDenial_Fragment
  | MessageOutput_ToolJsonOutput_Fragment
  | MessageOutput_ToolTextOutput_Fragment
  | MessageOutput_UnknownToolOutput_Fragment
;

export type ConsoleTranscriptsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type ConsoleTranscriptsQuery = { session: { id: string, transcripts: { totalCount: number, nodes: Array<{ id: string, agentName: string | null, modelId: string, status: RunStatus, createdAt: string, input: string | null, metrics: { totalTokens: string | null, duration: number | null } | null, messages: Array<{ role: string | null, text: string | null, reasoning: string | null, toolName: string | null, toolCalls: unknown, isToolError: boolean | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type TranscriptFragment = { id: string, agentName: string | null, modelId: string, status: RunStatus, createdAt: string, input: string | null, metrics: { totalTokens: string | null, duration: number | null } | null, messages: Array<{ role: string | null, text: string | null, reasoning: string | null, toolName: string | null, toolCalls: unknown, isToolError: boolean | null }> };

export type ConsoleSessionsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  orderBy: SessionOrder;
  after?: string | null | undefined;
}>;


export type ConsoleSessionsQuery = { viewer: { id: string, sessions: { totalCount: number, nodes: Array<{ id: string, databaseId: string, name: string | null, kind: SessionKind, isPinned: boolean, isWishlisted: boolean, isPublic: boolean, updatedAt: string, latestRun: { id: string, databaseId: string, status: RunStatus, createdAt: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type SessionRowFragment = { id: string, databaseId: string, name: string | null, kind: SessionKind, isPinned: boolean, isWishlisted: boolean, isPublic: boolean, updatedAt: string, latestRun: { id: string, databaseId: string, status: RunStatus, createdAt: string } | null };

export type ConsoleSessionChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ConsoleSessionChangesSubscription = { viewerUpdated: { id: string, activeRuns: Array<{ id: string, databaseId: string, status: RunStatus, createdAt: string, session: { id: string, databaseId: string, name: string | null } | null }>, sessions: { totalCount: number, nodes: Array<{ id: string, databaseId: string, name: string | null, kind: SessionKind, isPinned: boolean, isWishlisted: boolean, isPublic: boolean, updatedAt: string, latestRun: { id: string, databaseId: string, status: RunStatus, createdAt: string } | null }> } | null, pins: { totalCount: number } | null, wishlist: { totalCount: number } | null } };

export type ActiveRunFragment = { id: string, databaseId: string, status: RunStatus, createdAt: string, session: { id: string, databaseId: string, name: string | null } | null };

export type ConsolePinMutationVariables = Exact<{
  input: PinSessionInput;
}>;


export type ConsolePinMutation = { pinSession:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'PinSessionSuccess' }
    | { __typename: 'ValidationError', message: string }
   };

export type ConsoleUnpinMutationVariables = Exact<{
  input: UnpinSessionInput;
}>;


export type ConsoleUnpinMutation = { unpinSession:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'UnpinSessionSuccess' }
    | { __typename: 'ValidationError', message: string }
   };

export type ConsoleAddFavouriteMutationVariables = Exact<{
  input: AddSessionToWishlistInput;
}>;


export type ConsoleAddFavouriteMutation = { addSessionToWishlist:
    | { __typename: 'AddSessionToWishlistSuccess' }
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'ValidationError', message: string }
   };

export type ConsoleRemoveFavouriteMutationVariables = Exact<{
  input: RemoveSessionFromWishlistInput;
}>;


export type ConsoleRemoveFavouriteMutation = { removeSessionFromWishlist:
    | { __typename: 'ConflictError', message: string }
    | { __typename: 'NotFoundError', message: string }
    | { __typename: 'RemoveSessionFromWishlistSuccess' }
    | { __typename: 'ValidationError', message: string }
   };

export type ConsoleUsageQueryVariables = Exact<{
  from: string;
  before: string;
  ofAll: boolean;
}>;


export type ConsoleUsageQuery = { viewer: { id: string, creditBalance: { id: string, credits: string, bonusCredits: string, total: string } | null, usage?: { sums: { spent: string, granted: string, entries: number, tokens: { input: string, output: string } }, timeline: Array<{ start: string, sums: { spent: string, granted: string, entries: number } }> | null, byModel: Array<{ modelId: string | null, sums: { spent: string, entries: number } }>, byType: Array<{ typeText: string | null, sums: { spent: string, entries: number } }>, bySession: { totalCount: number, nodes: Array<{ spent: string, session: { id: string, databaseId: string, name: string | null } | null }> } | null } | null } | null, usage?: { sums: { spent: string, granted: string, entries: number, tokens: { input: string, output: string } }, timeline: Array<{ start: string, sums: { spent: string, granted: string, entries: number } }> | null, byModel: Array<{ modelId: string | null, sums: { spent: string, entries: number } }>, byType: Array<{ typeText: string | null, sums: { spent: string, entries: number } }>, bySession: { totalCount: number, nodes: Array<{ spent: string, session: { id: string, databaseId: string, name: string | null } | null }> } | null } | null, revenue?: Array<{ start: string, currency: string, status: string | null, amount: string, payments: number }> | null };

export type UsageOfPeriodFragment = { sums: { spent: string, granted: string, entries: number, tokens: { input: string, output: string } }, timeline: Array<{ start: string, sums: { spent: string, granted: string, entries: number } }> | null, byModel: Array<{ modelId: string | null, sums: { spent: string, entries: number } }>, byType: Array<{ typeText: string | null, sums: { spent: string, entries: number } }>, bySession: { totalCount: number, nodes: Array<{ spent: string, session: { id: string, databaseId: string, name: string | null } | null }> } | null };

export type ConsoleLedgerQueryVariables = Exact<{
  filter?: CreditTransactionFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ConsoleLedgerQuery = { viewer: { id: string, creditTransactions: { totalCount: number, nodes: Array<{ id: string, createdAt: string, typeText: string, creditTypeText: string, amount: string, balanceAfter: string, modelId: string | null, description: string | null, details: { toolName: string | null, inputTokens: string | null, outputTokens: string | null } | null, session: { id: string, name: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type LedgerRowFragment = { id: string, createdAt: string, typeText: string, creditTypeText: string, amount: string, balanceAfter: string, modelId: string | null, description: string | null, details: { toolName: string | null, inputTokens: string | null, outputTokens: string | null } | null, session: { id: string, name: string | null } | null };

export type ConsoleAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type ConsoleAccountQuery = { viewer: { id: string, displayName: string, email: string, role: UserRole } | null };

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
export const BoardRunFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment BoardRun on RunTask {
  id
  databaseId
  status
  taskType
  createdAt
  updatedAt
  session {
    id
    name
    user {
      id
      email
    }
  }
}
    `, {"fragmentName":"BoardRun"}) as unknown as TypedDocumentString<BoardRunFragment, unknown>;
export const LastEventsFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment LastEvents on ApplicationEventConnection {
  totalCount
  nodes {
    id
    eventType
    text
    summary
    createdAt
    tool {
      name
      displayName
    }
  }
}
    `, {"fragmentName":"LastEvents"}) as unknown as TypedDocumentString<LastEventsFragment, unknown>;
export const ComparedRunFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment ComparedRun on RunTask {
  id
  databaseId
  status
  createdAt
  updatedAt
  duration
  cost
  session {
    id
    name
  }
  transcripts {
    id
    metrics {
      inputTokens
      outputTokens
      costUsd
    }
  }
}
    `, {"fragmentName":"ComparedRun"}) as unknown as TypedDocumentString<ComparedRunFragment, unknown>;
export const FileRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment FileRow on UserAsset {
  id
  fileName
  fileSize
  assetType
  contentType
  source
  uploadStatus
  createdAt
}
    `, {"fragmentName":"FileRow"}) as unknown as TypedDocumentString<FileRowFragment, unknown>;
export const ConsoleEntryFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment ConsoleEntry on RunLogEntry {
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
      statusText
    }
  }
  ... on EventAdded {
    event {
      id
      eventType
      group
      text
      summary
      agentName
      isOfSubAgent
      contentSize
      tool {
        callId
        name
        displayName
        input
        isError
        costUsd
      }
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
    `, {"fragmentName":"ConsoleEntry"}) as unknown as TypedDocumentString<ConsoleEntryFragment, unknown>;
export const ConsoleRunStateFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment ConsoleRunState on RunTask {
  id
  databaseId
  status
  taskType
  createdAt
  updatedAt
  duration
  cost
  errorMessage
  request {
    text
  }
  session {
    id
    databaseId
    name
  }
  transcripts {
    id
    modelId
    agentName
    metrics {
      inputTokens
      outputTokens
      costUsd
    }
  }
}
    `, {"fragmentName":"ConsoleRunState"}) as unknown as TypedDocumentString<ConsoleRunStateFragment, unknown>;
export const MessageOutputFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment MessageOutput on ToolOutput {
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
      fileName
    }
  }
  ... on StoryOutput {
    title: name
    pages {
      pageNumber
      imageUrl
      text
    }
  }
  ... on StorybookProgressOutput {
    status
    totalPages
    completedPages
    errorMessage
  }
  ... on UnknownToolOutput {
    type
    value
  }
}
    `, {"fragmentName":"MessageOutput"}) as unknown as TypedDocumentString<MessageOutputFragment, unknown>;
export const MessagePartFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment MessagePart on ChatMessagePart {
  __typename
  ... on TextPart {
    text
  }
  ... on ReasoningPart {
    thought: text
  }
  ... on ImagePart {
    url
  }
  ... on FilePart {
    path
    mediaType
  }
  ... on CodePart {
    code
    outputs
  }
  ... on FinishPart {
    reason
    message
  }
  ... on CouncilMemberPart {
    modelName
    modelId
    answer: text
    errorMessage
  }
  ... on CouncilSynthesisPart {
    modelId
    answer: text
  }
  ... on ToolCallPart {
    name
    input
  }
  ... on ToolResultPart {
    name
    output {
      ...MessageOutput
    }
  }
  ... on UnknownPart {
    type
    value
  }
}
    fragment MessageOutput on ToolOutput {
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
      fileName
    }
  }
  ... on StoryOutput {
    title: name
    pages {
      pageNumber
      imageUrl
      text
    }
  }
  ... on StorybookProgressOutput {
    status
    totalPages
    completedPages
    errorMessage
  }
  ... on UnknownToolOutput {
    type
    value
  }
}`, {"fragmentName":"MessagePart"}) as unknown as TypedDocumentString<MessagePartFragment, unknown>;
export const MessageFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Message on ChatMessage {
  id
  role
  createdAt
  isFinished
  model
  modelSetting {
    id
    label
  }
  files {
    id
    fileName
  }
  usage {
    totalTokens
  }
  parts {
    ...MessagePart
  }
}
    fragment MessagePart on ChatMessagePart {
  __typename
  ... on TextPart {
    text
  }
  ... on ReasoningPart {
    thought: text
  }
  ... on ImagePart {
    url
  }
  ... on FilePart {
    path
    mediaType
  }
  ... on CodePart {
    code
    outputs
  }
  ... on FinishPart {
    reason
    message
  }
  ... on CouncilMemberPart {
    modelName
    modelId
    answer: text
    errorMessage
  }
  ... on CouncilSynthesisPart {
    modelId
    answer: text
  }
  ... on ToolCallPart {
    name
    input
  }
  ... on ToolResultPart {
    name
    output {
      ...MessageOutput
    }
  }
  ... on UnknownPart {
    type
    value
  }
}
fragment MessageOutput on ToolOutput {
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
      fileName
    }
  }
  ... on StoryOutput {
    title: name
    pages {
      pageNumber
      imageUrl
      text
    }
  }
  ... on StorybookProgressOutput {
    status
    totalPages
    completedPages
    errorMessage
  }
  ... on UnknownToolOutput {
    type
    value
  }
}`, {"fragmentName":"Message"}) as unknown as TypedDocumentString<MessageFragment, unknown>;
export const MessagePageFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment MessagePage on ChatMessageConnection {
  nodes {
    ...Message
  }
  pageInfo {
    hasPreviousPage
    startCursor
  }
}
    fragment Message on ChatMessage {
  id
  role
  createdAt
  isFinished
  model
  modelSetting {
    id
    label
  }
  files {
    id
    fileName
  }
  usage {
    totalTokens
  }
  parts {
    ...MessagePart
  }
}
fragment MessagePart on ChatMessagePart {
  __typename
  ... on TextPart {
    text
  }
  ... on ReasoningPart {
    thought: text
  }
  ... on ImagePart {
    url
  }
  ... on FilePart {
    path
    mediaType
  }
  ... on CodePart {
    code
    outputs
  }
  ... on FinishPart {
    reason
    message
  }
  ... on CouncilMemberPart {
    modelName
    modelId
    answer: text
    errorMessage
  }
  ... on CouncilSynthesisPart {
    modelId
    answer: text
  }
  ... on ToolCallPart {
    name
    input
  }
  ... on ToolResultPart {
    name
    output {
      ...MessageOutput
    }
  }
  ... on UnknownPart {
    type
    value
  }
}
fragment MessageOutput on ToolOutput {
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
      fileName
    }
  }
  ... on StoryOutput {
    title: name
    pages {
      pageNumber
      imageUrl
      text
    }
  }
  ... on StorybookProgressOutput {
    status
    totalPages
    completedPages
    errorMessage
  }
  ... on UnknownToolOutput {
    type
    value
  }
}`, {"fragmentName":"MessagePage"}) as unknown as TypedDocumentString<MessagePageFragment, unknown>;
export const TranscriptFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment Transcript on AgentRunMessage {
  id
  agentName
  modelId
  status
  createdAt
  input
  metrics {
    totalTokens
    duration
  }
  messages {
    role
    text
    reasoning
    toolName
    toolCalls
    isToolError
  }
}
    `, {"fragmentName":"Transcript"}) as unknown as TypedDocumentString<TranscriptFragment, unknown>;
export const SessionRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SessionRow on Session {
  id
  databaseId
  name
  kind
  isPinned
  isWishlisted
  isPublic
  updatedAt
  latestRun {
    id
    databaseId
    status
    createdAt
  }
}
    `, {"fragmentName":"SessionRow"}) as unknown as TypedDocumentString<SessionRowFragment, unknown>;
export const ActiveRunFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment ActiveRun on RunTask {
  id
  databaseId
  status
  createdAt
  session {
    id
    databaseId
    name
  }
}
    `, {"fragmentName":"ActiveRun"}) as unknown as TypedDocumentString<ActiveRunFragment, unknown>;
export const UsageOfPeriodFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment UsageOfPeriod on Usage {
  sums {
    spent
    granted
    entries
    tokens {
      input
      output
    }
  }
  timeline(bucket: DAY) {
    start
    sums {
      spent
      granted
      entries
    }
  }
  byModel {
    modelId
    sums {
      spent
      entries
    }
  }
  byType {
    typeText
    sums {
      spent
      entries
    }
  }
  bySession(first: 20) {
    totalCount
    nodes {
      spent
      session {
        id
        databaseId
        name
      }
    }
  }
}
    `, {"fragmentName":"UsageOfPeriod"}) as unknown as TypedDocumentString<UsageOfPeriodFragment, unknown>;
export const LedgerRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment LedgerRow on CreditTransaction {
  id
  createdAt
  typeText
  creditTypeText
  amount
  balanceAfter
  modelId
  description
  details {
    toolName
    inputTokens
    outputTokens
  }
  session {
    id
    name
  }
}
    `, {"fragmentName":"LedgerRow"}) as unknown as TypedDocumentString<LedgerRowFragment, unknown>;
export const ConsoleBoardDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ConsoleBoard {
  viewerUpdated {
    id
    activeRuns {
      ...BoardRun
    }
  }
}
    fragment BoardRun on RunTask {
  id
  databaseId
  status
  taskType
  createdAt
  updatedAt
  session {
    id
    name
    user {
      id
      email
    }
  }
}`) as unknown as TypedDocumentString<ConsoleBoardSubscription, ConsoleBoardSubscriptionVariables>;
export const ConsoleBoardOfAllDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ConsoleBoardOfAll {
  runActivity {
    ...BoardRun
  }
}
    fragment BoardRun on RunTask {
  id
  databaseId
  status
  taskType
  createdAt
  updatedAt
  session {
    id
    name
    user {
      id
      email
    }
  }
}`) as unknown as TypedDocumentString<ConsoleBoardOfAllSubscription, ConsoleBoardOfAllSubscriptionVariables>;
export const ConsoleLastEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleLastEvents($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on RunTask {
      events(last: 1) {
        ...LastEvents
      }
    }
  }
}
    fragment LastEvents on ApplicationEventConnection {
  totalCount
  nodes {
    id
    eventType
    text
    summary
    createdAt
    tool {
      name
      displayName
    }
  }
}`) as unknown as TypedDocumentString<ConsoleLastEventsQuery, ConsoleLastEventsQueryVariables>;
export const ConsoleRunHistoryDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleRunHistory($from: DateTime!, $to: DateTime!) {
  runStatistics(from: $from, to: $to, by: HOUR) {
    start
    total
    counts {
      status
      count
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleRunHistoryQuery, ConsoleRunHistoryQueryVariables>;
export const ConsoleSiblingRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleSiblingRuns($id: ID!) {
  run(id: $id) {
    id
    session {
      id
      name
      runs(first: 50) {
        nodes {
          id
          databaseId
          status
          createdAt
          duration
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleSiblingRunsQuery, ConsoleSiblingRunsQueryVariables>;
export const ConsoleCompareRunsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleCompareRuns($one: ID!, $other: ID!) {
  one: run(id: $one) {
    ...ComparedRun
  }
  other: run(id: $other) {
    ...ComparedRun
  }
}
    fragment ComparedRun on RunTask {
  id
  databaseId
  status
  createdAt
  updatedAt
  duration
  cost
  session {
    id
    name
  }
  transcripts {
    id
    metrics {
      inputTokens
      outputTokens
      costUsd
    }
  }
}`) as unknown as TypedDocumentString<ConsoleCompareRunsQuery, ConsoleCompareRunsQueryVariables>;
export const ConsoleStorybooksDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleStorybooks($after: String) {
  viewer {
    id
    sessions(orderBy: RECENTLY_ACTIVE, first: 50, after: $after) {
      nodes {
        id
        databaseId
        name
        storybooks(filter: {latestOnly: true}, first: 100) {
          nodes {
            id
            databaseId
            name
            version
            pageCount
            isComplete
            updatedAt
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleStorybooksQuery, ConsoleStorybooksQueryVariables>;
export const ConsoleStorybookDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ConsoleStorybook($id: ID!) {
  storybookProgress(storybookId: $id) {
    id
    databaseId
    name
    version
    isComplete
    createdAt
    session {
      id
      databaseId
      name
    }
    generation {
      completedPages
      totalPages
      errorMessage
      isCancelled
    }
    pages {
      id
      displayPage
      imageUrl
      textContent
      audioLink
    }
    versions(first: 50) {
      nodes {
        id
        databaseId
        version
        createdAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleStorybookSubscription, ConsoleStorybookSubscriptionVariables>;
export const ConsolePresentationsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsolePresentations($after: String) {
  viewer {
    id
    sessions(orderBy: RECENTLY_ACTIVE, first: 50, after: $after) {
      nodes {
        id
        databaseId
        name
        presentations {
          name
          slideCount
          lastUpdatedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsolePresentationsQuery, ConsolePresentationsQueryVariables>;
export const ConsolePresentationChangesDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ConsolePresentationChanges {
  viewerUpdated {
    id
    sessions(orderBy: RECENTLY_ACTIVE, first: 20) {
      nodes {
        id
        presentations {
          name
          slideCount
          lastUpdatedAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsolePresentationChangesSubscription, ConsolePresentationChangesSubscriptionVariables>;
export const ConsolePresentationDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsolePresentation($session: ID!, $name: String!) {
  session(id: $session) {
    id
    databaseId
    name
    presentation(name: $name) {
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
    `) as unknown as TypedDocumentString<ConsolePresentationQuery, ConsolePresentationQueryVariables>;
export const ConsoleSlideDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleSlide($id: ID!) {
  node(id: $id) {
    id
    ... on SlideContent {
      slideTitle
      slideContent
      imageUrl
      updatedAt
      versions(first: 50) {
        nodes {
          id
          version
          imageUrl
          editSummary
          createdAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleSlideQuery, ConsoleSlideQueryVariables>;
export const ConsoleFilesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleFiles($filter: AssetFilter, $orderBy: AssetOrder!, $after: String) {
  viewer {
    id
    assets(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      totalCount
      nodes {
        ...FileRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment FileRow on UserAsset {
  id
  fileName
  fileSize
  assetType
  contentType
  source
  uploadStatus
  createdAt
}`) as unknown as TypedDocumentString<ConsoleFilesQuery, ConsoleFilesQueryVariables>;
export const ConsoleFileDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleFile($id: ID!) {
  node(id: $id) {
    id
    ... on UserAsset {
      ...FileRow
      isPublic
      url
      urlExpiresAt
      sessions(first: 50) {
        totalCount
        nodes {
          id
          databaseId
          name
        }
      }
    }
  }
}
    fragment FileRow on UserAsset {
  id
  fileName
  fileSize
  assetType
  contentType
  source
  uploadStatus
  createdAt
}`) as unknown as TypedDocumentString<ConsoleFileQuery, ConsoleFileQueryVariables>;
export const ConsoleProjectsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleProjects($after: String) {
  viewer {
    id
    projects(first: 50, after: $after) {
      totalCount
      nodes {
        id
        databaseId
        name
        framework
        updatedAt
        latestDeployment {
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
    `) as unknown as TypedDocumentString<ConsoleProjectsQuery, ConsoleProjectsQueryVariables>;
export const ConsoleProjectChangesDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ConsoleProjectChanges {
  viewerUpdated {
    id
    projects(first: 100) {
      totalCount
      nodes {
        id
        updatedAt
        latestDeployment {
          id
          status
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleProjectChangesSubscription, ConsoleProjectChangesSubscriptionVariables>;
export const ConsoleProjectDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ConsoleProject($id: ID!) {
  deploymentStatus(projectId: $id) {
    id
    name
    description
    framework
    createdAt
    productionUrl
    session {
      id
      databaseId
      name
    }
    deployments(first: 50) {
      totalCount
      nodes {
        id
        version
        status
        createdAt
        environment
        provider
        deploymentUrl
        deployDurationMs
        errorPhase
        errorMessage
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleProjectSubscription, ConsoleProjectSubscriptionVariables>;
export const ConsoleRunDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleRun($id: ID!, $first: Int, $last: Int, $after: String, $before: String, $withState: Boolean = false) {
  run(id: $id) {
    id
    log(first: $first, last: $last, after: $after, before: $before) {
      edges {
        cursor
        node {
          ...ConsoleEntry
        }
      }
      pageInfo {
        hasPreviousPage
        hasNextPage
        endCursor
      }
    }
  }
  state: run(id: $id) @include(if: $withState) {
    ...ConsoleRunState
  }
}
    fragment ConsoleEntry on RunLogEntry {
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
      statusText
    }
  }
  ... on EventAdded {
    event {
      id
      eventType
      group
      text
      summary
      agentName
      isOfSubAgent
      contentSize
      tool {
        callId
        name
        displayName
        input
        isError
        costUsd
      }
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
fragment ConsoleRunState on RunTask {
  id
  databaseId
  status
  taskType
  createdAt
  updatedAt
  duration
  cost
  errorMessage
  request {
    text
  }
  session {
    id
    databaseId
    name
  }
  transcripts {
    id
    modelId
    agentName
    metrics {
      inputTokens
      outputTokens
      costUsd
    }
  }
}`) as unknown as TypedDocumentString<ConsoleRunQuery, ConsoleRunQueryVariables>;
export const ConsoleEntriesBeforeDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleEntriesBefore($id: ID!, $moment: DateTime!) {
  run(id: $id) {
    id
    events(first: 0, filter: {createdBefore: $moment}) {
      totalCount
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleEntriesBeforeQuery, ConsoleEntriesBeforeQueryVariables>;
export const ConsoleRunLogDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ConsoleRunLog($run: ID!, $after: String) {
  runLog(runId: $run, after: $after) {
    ...ConsoleEntry
  }
}
    fragment ConsoleEntry on RunLogEntry {
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
      statusText
    }
  }
  ... on EventAdded {
    event {
      id
      eventType
      group
      text
      summary
      agentName
      isOfSubAgent
      contentSize
      tool {
        callId
        name
        displayName
        input
        isError
        costUsd
      }
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
}`) as unknown as TypedDocumentString<ConsoleRunLogSubscription, ConsoleRunLogSubscriptionVariables>;
export const ConsoleRunStateDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ConsoleRunState($run: ID!) {
  runUpdated(runId: $run) {
    ...ConsoleRunState
  }
}
    fragment ConsoleRunState on RunTask {
  id
  databaseId
  status
  taskType
  createdAt
  updatedAt
  duration
  cost
  errorMessage
  request {
    text
  }
  session {
    id
    databaseId
    name
  }
  transcripts {
    id
    modelId
    agentName
    metrics {
      inputTokens
      outputTokens
      costUsd
    }
  }
}`) as unknown as TypedDocumentString<ConsoleRunStateSubscription, ConsoleRunStateSubscriptionVariables>;
export const ConsoleRunChargesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleRunCharges($id: ID!, $after: String) {
  run(id: $id) {
    id
    creditTransactions(first: 100, after: $after, orderBy: OLDEST) {
      nodes {
        id
        createdAt
        amount
        modelId
        typeText
        details {
          inputTokens
          outputTokens
          toolName
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleRunChargesQuery, ConsoleRunChargesQueryVariables>;
export const ConsoleEventDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleEvent($id: ID!) {
  node(id: $id) {
    id
    ... on ApplicationEvent {
      databaseId
      eventType
      text
      content
      createdAt
      agentName
      tool {
        callId
        name
        displayName
        input
        isError
        costUsd
      }
      toolResult
    }
    ... on TaskLog {
      databaseId
      status
      data
      createdAt
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleEventQuery, ConsoleEventQueryVariables>;
export const ConsoleSearchEventsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleSearchEvents($session: ID!, $text: String!, $after: String) {
  searchEvents(session: $session, text: $text, first: 100, after: $after) {
    nodes {
      id
      runDatabaseId
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleSearchEventsQuery, ConsoleSearchEventsQueryVariables>;
export const ConsoleSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ConsoleSession($id: ID!) {
  sessionUpdated(sessionId: $id) {
    id
    name
    kind
    createdAt
    isOwner
    creditSums {
      spent
      tokens {
        input
        output
      }
    }
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
    }
    assets(first: 20) {
      totalCount
      nodes {
        id
        fileName
        fileSize
        contentType
      }
    }
    storybooks(filter: {latestOnly: true}, first: 20) {
      nodes {
        id
        databaseId
        name
      }
    }
    presentations {
      name
      slideCount
    }
    project {
      id
      databaseId
      name
    }
    runs(first: 20) {
      totalCount
      nodes {
        id
        databaseId
        status
        createdAt
        duration
        cost
        errorMessage
      }
    }
    messages(last: 30) {
      ...MessagePage
    }
  }
}
    fragment MessagePage on ChatMessageConnection {
  nodes {
    ...Message
  }
  pageInfo {
    hasPreviousPage
    startCursor
  }
}
fragment Message on ChatMessage {
  id
  role
  createdAt
  isFinished
  model
  modelSetting {
    id
    label
  }
  files {
    id
    fileName
  }
  usage {
    totalTokens
  }
  parts {
    ...MessagePart
  }
}
fragment MessagePart on ChatMessagePart {
  __typename
  ... on TextPart {
    text
  }
  ... on ReasoningPart {
    thought: text
  }
  ... on ImagePart {
    url
  }
  ... on FilePart {
    path
    mediaType
  }
  ... on CodePart {
    code
    outputs
  }
  ... on FinishPart {
    reason
    message
  }
  ... on CouncilMemberPart {
    modelName
    modelId
    answer: text
    errorMessage
  }
  ... on CouncilSynthesisPart {
    modelId
    answer: text
  }
  ... on ToolCallPart {
    name
    input
  }
  ... on ToolResultPart {
    name
    output {
      ...MessageOutput
    }
  }
  ... on UnknownPart {
    type
    value
  }
}
fragment MessageOutput on ToolOutput {
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
      fileName
    }
  }
  ... on StoryOutput {
    title: name
    pages {
      pageNumber
      imageUrl
      text
    }
  }
  ... on StorybookProgressOutput {
    status
    totalPages
    completedPages
    errorMessage
  }
  ... on UnknownToolOutput {
    type
    value
  }
}`) as unknown as TypedDocumentString<ConsoleSessionSubscription, ConsoleSessionSubscriptionVariables>;
export const ConsoleOlderMessagesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleOlderMessages($id: ID!, $before: String) {
  session(id: $id) {
    id
    messages(last: 30, before: $before) {
      ...MessagePage
    }
  }
}
    fragment MessagePage on ChatMessageConnection {
  nodes {
    ...Message
  }
  pageInfo {
    hasPreviousPage
    startCursor
  }
}
fragment Message on ChatMessage {
  id
  role
  createdAt
  isFinished
  model
  modelSetting {
    id
    label
  }
  files {
    id
    fileName
  }
  usage {
    totalTokens
  }
  parts {
    ...MessagePart
  }
}
fragment MessagePart on ChatMessagePart {
  __typename
  ... on TextPart {
    text
  }
  ... on ReasoningPart {
    thought: text
  }
  ... on ImagePart {
    url
  }
  ... on FilePart {
    path
    mediaType
  }
  ... on CodePart {
    code
    outputs
  }
  ... on FinishPart {
    reason
    message
  }
  ... on CouncilMemberPart {
    modelName
    modelId
    answer: text
    errorMessage
  }
  ... on CouncilSynthesisPart {
    modelId
    answer: text
  }
  ... on ToolCallPart {
    name
    input
  }
  ... on ToolResultPart {
    name
    output {
      ...MessageOutput
    }
  }
  ... on UnknownPart {
    type
    value
  }
}
fragment MessageOutput on ToolOutput {
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
      fileName
    }
  }
  ... on StoryOutput {
    title: name
    pages {
      pageNumber
      imageUrl
      text
    }
  }
  ... on StorybookProgressOutput {
    status
    totalPages
    completedPages
    errorMessage
  }
  ... on UnknownToolOutput {
    type
    value
  }
}`) as unknown as TypedDocumentString<ConsoleOlderMessagesQuery, ConsoleOlderMessagesQueryVariables>;
export const ConsoleTranscriptsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleTranscripts($id: ID!, $after: String) {
  session(id: $id) {
    id
    transcripts(first: 5, after: $after) {
      totalCount
      nodes {
        ...Transcript
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment Transcript on AgentRunMessage {
  id
  agentName
  modelId
  status
  createdAt
  input
  metrics {
    totalTokens
    duration
  }
  messages {
    role
    text
    reasoning
    toolName
    toolCalls
    isToolError
  }
}`) as unknown as TypedDocumentString<ConsoleTranscriptsQuery, ConsoleTranscriptsQueryVariables>;
export const ConsoleSessionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleSessions($filter: SessionFilter, $orderBy: SessionOrder!, $after: String) {
  viewer {
    id
    sessions(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      totalCount
      nodes {
        ...SessionRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment SessionRow on Session {
  id
  databaseId
  name
  kind
  isPinned
  isWishlisted
  isPublic
  updatedAt
  latestRun {
    id
    databaseId
    status
    createdAt
  }
}`) as unknown as TypedDocumentString<ConsoleSessionsQuery, ConsoleSessionsQueryVariables>;
export const ConsoleSessionChangesDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ConsoleSessionChanges {
  viewerUpdated {
    id
    activeRuns {
      ...ActiveRun
    }
    sessions(first: 20, orderBy: RECENTLY_ACTIVE) {
      totalCount
      nodes {
        ...SessionRow
      }
    }
    pins(first: 1) {
      totalCount
    }
    wishlist(first: 1) {
      totalCount
    }
  }
}
    fragment SessionRow on Session {
  id
  databaseId
  name
  kind
  isPinned
  isWishlisted
  isPublic
  updatedAt
  latestRun {
    id
    databaseId
    status
    createdAt
  }
}
fragment ActiveRun on RunTask {
  id
  databaseId
  status
  createdAt
  session {
    id
    databaseId
    name
  }
}`) as unknown as TypedDocumentString<ConsoleSessionChangesSubscription, ConsoleSessionChangesSubscriptionVariables>;
export const ConsolePinDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ConsolePin($input: PinSessionInput!) {
  pinSession(input: $input) {
    __typename
    ... on Error {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ConsolePinMutation, ConsolePinMutationVariables>;
export const ConsoleUnpinDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ConsoleUnpin($input: UnpinSessionInput!) {
  unpinSession(input: $input) {
    __typename
    ... on Error {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleUnpinMutation, ConsoleUnpinMutationVariables>;
export const ConsoleAddFavouriteDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ConsoleAddFavourite($input: AddSessionToWishlistInput!) {
  addSessionToWishlist(input: $input) {
    __typename
    ... on Error {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleAddFavouriteMutation, ConsoleAddFavouriteMutationVariables>;
export const ConsoleRemoveFavouriteDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ConsoleRemoveFavourite($input: RemoveSessionFromWishlistInput!) {
  removeSessionFromWishlist(input: $input) {
    __typename
    ... on Error {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleRemoveFavouriteMutation, ConsoleRemoveFavouriteMutationVariables>;
export const ConsoleUsageDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleUsage($from: DateTime!, $before: DateTime!, $ofAll: Boolean!) {
  viewer {
    id
    creditBalance {
      id
      credits
      bonusCredits
      total
    }
    usage(from: $from, before: $before) @skip(if: $ofAll) {
      ...UsageOfPeriod
    }
  }
  usage(from: $from, before: $before) @include(if: $ofAll) {
    ...UsageOfPeriod
  }
  revenue(from: $from, before: $before, bucket: MONTH) @include(if: $ofAll) {
    start
    currency
    status
    amount
    payments
  }
}
    fragment UsageOfPeriod on Usage {
  sums {
    spent
    granted
    entries
    tokens {
      input
      output
    }
  }
  timeline(bucket: DAY) {
    start
    sums {
      spent
      granted
      entries
    }
  }
  byModel {
    modelId
    sums {
      spent
      entries
    }
  }
  byType {
    typeText
    sums {
      spent
      entries
    }
  }
  bySession(first: 20) {
    totalCount
    nodes {
      spent
      session {
        id
        databaseId
        name
      }
    }
  }
}`) as unknown as TypedDocumentString<ConsoleUsageQuery, ConsoleUsageQueryVariables>;
export const ConsoleLedgerDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleLedger($filter: CreditTransactionFilter, $after: String) {
  viewer {
    id
    creditTransactions(filter: $filter, first: 100, after: $after) {
      totalCount
      nodes {
        ...LedgerRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment LedgerRow on CreditTransaction {
  id
  createdAt
  typeText
  creditTypeText
  amount
  balanceAfter
  modelId
  description
  details {
    toolName
    inputTokens
    outputTokens
  }
  session {
    id
    name
  }
}`) as unknown as TypedDocumentString<ConsoleLedgerQuery, ConsoleLedgerQueryVariables>;
export const ConsoleAccountDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ConsoleAccount {
  viewer {
    id
    displayName
    email
    role
  }
}
    `) as unknown as TypedDocumentString<ConsoleAccountQuery, ConsoleAccountQueryVariables>;