/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What kind of agent works in a session. */
export type AgentType =
  /** Uses a browser. */
  | 'BROWSER'
  /** None: the session is a chat. */
  | 'CHAT'
  /** Programs with Claude Code. */
  | 'CLAUDE_CODE'
  /** Programs with Codex. */
  | 'CODEX'
  /** Researches at length. */
  | 'DEEP_RESEARCH'
  /** Writes design documents. */
  | 'DESIGN_DOCUMENT'
  /** Researches briefly. */
  | 'FAST_RESEARCH'
  /** No speciality. */
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
  /** A value that this gateway does not know; its text stands in the field beside. */
  | 'UNKNOWN'
  /** Builds websites. */
  | 'WEBSITE_BUILD';

/** Where a run stands in its life. */
export type RunStatus =
  /** Asked to stop, not stopped yet. */
  | 'ABORTING'
  /** Ended because someone asked for it. */
  | 'CANCELLED'
  /** Ended well. */
  | 'COMPLETED'
  /** Ended with an error. */
  | 'FAILED'
  /** Stopped, and can go on. */
  | 'PAUSED'
  /** Accepted, not started. */
  | 'PENDING'
  /** At work. */
  | 'RUNNING'
  /** A value that this gateway does not know; its text stands in the field beside. */
  | 'UNKNOWN'
  /** Waits for an answer of the user. */
  | 'WAITING_FOR_INPUT';

/** Which sessions to list. */
export type SessionFilter = {
  /** Any of these agents at work in them. */
  agentTypes?: Array<AgentType> | null | undefined;
  /** Created before this moment. */
  createdBefore?: string | null | undefined;
  /** Created at this moment or later. */
  createdFrom?: string | null | undefined;
  /** Forks of this session. */
  forkedFrom?: string | number | null | undefined;
  /** Whether there is a project that is not deleted. */
  hasProject?: boolean | null | undefined;
  /** Only sessions that were made from another, or only those that were not. */
  isFork?: boolean | null | undefined;
  /** Pinned by its owner. */
  isPinned?: boolean | null | undefined;
  /** Only shared sessions, or only private ones. */
  isPublic?: boolean | null | undefined;
  /** A favourite of its owner. */
  isWishlisted?: boolean | null | undefined;
  /** Any of these kinds. */
  kinds?: Array<SessionKind> | null | undefined;
  /** In upper or lower case. */
  nameContains?: string | null | undefined;
  /** Any of these statuses. */
  statuses?: Array<SessionStatus> | null | undefined;
};

/** What a session is for. */
export type SessionKind =
  /** Work with the agent. */
  | 'AGENT'
  /** Started from the browser extension. */
  | 'BROWSER_EXTENSION'
  /** A chat with a model. */
  | 'CHAT'
  /** A value that this gateway does not know; its text stands in the field beside. */
  | 'UNKNOWN';

/** In which order to list sessions. */
export type SessionOrder =
  /** By name, in upper and lower case alike; those without a name first. */
  | 'NAME'
  /** Newest first. */
  | 'NEWEST'
  /** Oldest first. */
  | 'OLDEST'
  /** The one with the last message or change first. */
  | 'RECENTLY_ACTIVE'
  /** Last changed first. */
  | 'RECENTLY_UPDATED';

/** The state of a session; active for nearly all. */
export type SessionStatus =
  /** In use. */
  | 'ACTIVE'
  /** Stopped by the user. */
  | 'PAUSE'
  /** Not begun. */
  | 'PENDING'
  /** Kept for good; no writer of today sets it. */
  | 'PERMANENT'
  /** A value that this gateway does not know; its text stands in the field beside. */
  | 'UNKNOWN';

/** What an account may do. */
export type UserRole =
  /** Reads everything but secrets, and runs the platform. */
  | 'ADMIN'
  /** A value that this gateway does not know; its text stands in the field beside. */
  | 'UNKNOWN'
  /** Sees and changes its own. */
  | 'USER';

export type ConsoleSessionQueryVariables = Exact<{
  id: string | number;
}>;


export type ConsoleSessionQuery = { session: { id: string, name: string | null, createdAt: string, runs: { totalCount: number, nodes: Array<{ id: string, databaseId: string, status: RunStatus, taskType: string, createdAt: string, duration: number | null, cost: string, errorMessage: string | null }> } | null } | null };

export type ConsoleSessionsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  orderBy: SessionOrder;
  after?: string | null | undefined;
}>;


export type ConsoleSessionsQuery = { viewer: { id: string, sessions: { totalCount: number, nodes: Array<{ id: string, databaseId: string, name: string | null, kind: SessionKind, isPinned: boolean, isWishlisted: boolean, isPublic: boolean, updatedAt: string, latestRun: { id: string, databaseId: string, status: RunStatus, createdAt: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type SessionRowFragment = { id: string, databaseId: string, name: string | null, kind: SessionKind, isPinned: boolean, isWishlisted: boolean, isPublic: boolean, updatedAt: string, latestRun: { id: string, databaseId: string, status: RunStatus, createdAt: string } | null };

export type ConsoleActiveRunsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ConsoleActiveRunsSubscription = { viewerUpdated: { id: string, activeRuns: Array<{ id: string, databaseId: string, status: RunStatus, createdAt: string, session: { id: string, databaseId: string, name: string | null } | null }> } };

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
export const SessionRowFragmentDoc = new TypedDocumentString(`
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
export const ConsoleSessionDocument = new TypedDocumentString(`
    query ConsoleSession($id: ID!) {
  session(id: $id) {
    id
    name
    createdAt
    runs(first: 50) {
      totalCount
      nodes {
        id
        databaseId
        status
        taskType
        createdAt
        duration
        cost
        errorMessage
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleSessionQuery, ConsoleSessionQueryVariables>;
export const ConsoleSessionsDocument = new TypedDocumentString(`
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
export const ConsoleActiveRunsDocument = new TypedDocumentString(`
    subscription ConsoleActiveRuns {
  viewerUpdated {
    id
    activeRuns {
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
  }
}
    `) as unknown as TypedDocumentString<ConsoleActiveRunsSubscription, ConsoleActiveRunsSubscriptionVariables>;
export const ConsoleAccountDocument = new TypedDocumentString(`
    query ConsoleAccount {
  viewer {
    id
    displayName
    email
    role
  }
}
    `) as unknown as TypedDocumentString<ConsoleAccountQuery, ConsoleAccountQueryVariables>;