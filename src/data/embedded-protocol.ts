/** A value of a row as PostgreSQL's text. */
export type Text = string | null

/** A column of a result: its name and the OID of its type. */
export type Field = { readonly name: string; readonly type: number }

/** How the worker opens PGlite. */
export type EmbeddedOptions = {
  /** Absent for a database in memory. */
  readonly dataDir?: string
  /** The files of a new database, as an archive. */
  readonly template?: Uint8Array<ArrayBuffer>
  /** PGlite's code, compiled once for all workers of the process. */
  readonly wasm: WebAssembly.Module
}

/** What the worker is asked for. It works one request after another, and answers each. */
export type EmbeddedRequest =
  | ({ readonly type: 'open' } & EmbeddedOptions)
  | { readonly type: 'query'; readonly text: string; readonly values: readonly unknown[] }
  | { readonly type: 'script'; readonly text: string }
  | { readonly type: 'listen'; readonly channel: string }
  /** `listener` is the id of the request that listens. */
  | { readonly type: 'unlisten'; readonly listener: number }
  | { readonly type: 'close' }

/** Asks for more rows of the result of the request `id`, or drops what remains of it. It is heard between two requests. */
export type ResultControl = { readonly type: 'more' } | { readonly type: 'drop' }

/** An error of a statement, with all fields that PostgreSQL sent. */
export type PlainError = {
  readonly name: string
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Rows of a result, at most about a megabyte of them, or one row. `fields` comes with the first. */
export type Piece = {
  readonly fields?: readonly Field[]
  readonly rows: readonly (readonly Text[])[]
  readonly isLast: boolean
}

/** What the worker answers. */
export type EmbeddedAnswer =
  | ({ readonly type: 'rows'; readonly id: number } & Piece)
  /** `command` is the tag of the last command of a script. */
  | { readonly type: 'done'; readonly id: number; readonly command?: string }
  | { readonly type: 'error'; readonly id: number; readonly error: PlainError }
  /** A notification; `id` is that of the request that listens. */
  | { readonly type: 'signal'; readonly id: number; readonly payload: string }
