import type { RenameSessionPayload } from '../recipes/rename-session.ts'
import { type PageArgs, type SessionsData, sessionsDocument } from '../recipes/sessions.ts'
import type { Token } from '../recipes/token.ts'

/** The input of the mutation that renames a session. */
export type RenameInput = { readonly id: string; readonly name: string; readonly version: string }

/** A list of sessions as an application shows it. */
export type SessionList = {
  /** The names, of all pages that were read. */
  names(): string[]
  readNext(): Promise<unknown>
  readPrevious(): Promise<unknown>
}

/** What the tests do with a library. */
export type Adapter = {
  openList(start: PageArgs, size: number): Promise<SessionList>
  /** Renames a session if it still has the version. */
  rename(input: RenameInput): Promise<RenameSessionPayload>
  /** Reads a page of sessions, which the returned function aborts. */
  startReading(): () => void
  /** Calls `onEvent` with the types of a session's events. */
  follow(session: string, onEvent: (type: string) => void): () => void
  dispose?(): void | Promise<void>
}

/** Creates a client of the library for the gateway at `url`; `signIn` returns a new token. */
export type Connect = (options: {
  readonly url: string
  readonly signIn: () => Promise<string>
  readonly token: Token
}) => Adapter | Promise<Adapter>

export const followDocument = `subscription Follow($session: ID!, $after: String) {
  sessionEvents(sessionId: $session, after: $after) {
    ... on StreamEntry { cursor }
    ... on EventAdded { event { id eventType } }
  }
}`

/** The data of one event of the subscription that follows a session. */
export type FollowData = { sessionEvents: { cursor?: string; event?: { id: string; eventType: string } } }

/** Returns the names of a page of sessions. */
export const namesOf = ({ viewer }: SessionsData): string[] =>
  viewer.sessions.edges.map(({ node }) => node.name)

/** The list of a library that keeps no pages. */
export async function joinPages(
  read: (document: string, variables: PageArgs) => Promise<SessionsData>,
  start: PageArgs,
  size: number,
): Promise<SessionList> {
  const pages = [await read(sessionsDocument, start)]
  const info = (index: number) => (pages.at(index) as SessionsData).viewer.sessions.pageInfo
  return {
    names: () => pages.flatMap(namesOf),
    async readNext() {
      pages.push(await read(sessionsDocument, { first: size, after: info(-1).endCursor ?? undefined }))
    },
    async readPrevious() {
      pages.unshift(await read(sessionsDocument, { last: size, before: info(0).startCursor ?? undefined }))
    },
  }
}

/** Starts work that a signal ends; returns the function that ends it. */
export function startAborting(work: (signal: AbortSignal) => Promise<unknown>): () => void {
  const leaving = new AbortController()
  work(leaving.signal).catch(() => {})
  return () => leaving.abort()
}
