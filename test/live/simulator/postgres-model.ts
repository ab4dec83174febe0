/** One version of a row. `uid` names the version, whatever numbers are used again. */
export type Version = {
  readonly uid: string
  readonly model: 'ApplicationEvent' | 'RunTask'
  readonly key: string
  readonly topic: string
  readonly time: string
  readonly status: string | null
  readonly xid: number
  deadBy: number
}

/** The files of a server that does not run. */
export type Files = State

type Outcome = 'open' | 'committed' | 'aborted'
type State = {
  next: number
  outcomes: Map<number, Outcome>
  versions: Version[]
  /** Ends of WAL records, and the greatest number each holds. */
  wal: { end: number; xid: number; commits: readonly number[] }[]
  end: number
  flushed: number
  checkpointed: number
  timeline: number
  slot: Slot | undefined
}

/** A replication slot. What was confirmed since the last checkpoint is not on disk. */
type Slot = { readonly confirmed: number; readonly saved: number; readonly isLost: boolean }

/** A committed transaction as logical decoding delivers it; `end` is the WAL position behind it. */
export type Decoded = { readonly xid: number; readonly versions: readonly Version[]; readonly end: number }

const firstXid = 700

/**
 * What PostgreSQL promises of visibility: numbers of transactions, snapshots, WAL that a crash cuts off where it was not
 * flushed, numbers that are used again after it, and copies of the files.
 */
export class PostgresModel {
  isUp = true
  lifetime = 1
  /** Grows whenever connections break. */
  generation = 0
  /** Listeners of each start, each stop, and of WAL that reached the disk. */
  readonly onStart = new Set<() => void>()
  readonly onStop = new Set<() => void>()
  readonly onFlush = new Set<() => void>()
  /** The reader that has the slot. */
  slotReader: { end(): void } | undefined
  /** Versions that were ever committed, by `uid`, and how. */
  readonly committed = new Map<string, { readonly xid: number; readonly isSynchronous: boolean }>()
  readonly #open = new Set<number>()
  /** By the number of a transaction or savepoint: its transaction. */
  readonly #transactions = new Map<number, number>()
  /** Transactions that wrote rows, be it in a savepoint that was rolled back. */
  readonly #written = new Set<number>()
  #visible: readonly Version[] | undefined
  #state: State = {
    next: firstXid,
    outcomes: new Map(),
    versions: [],
    wal: [],
    end: 0,
    flushed: 0,
    checkpointed: firstXid,
    timeline: 1,
    slot: undefined,
  }

  get timeline(): number {
    return this.#state.timeline
  }

  get flushed(): number {
    return this.#state.flushed
  }

  get next(): number {
    return this.#state.next
  }

  /** The oldest number under way, or the next. */
  get horizon(): number {
    // Numbers are added in their order.
    for (const xid of this.#open) return xid
    return this.#state.next
  }

  /** The rows that a statement sees now; the same array until that changes. */
  visible(): readonly Version[] {
    const ended = this.#state.outcomes
    this.#visible ??= this.#state.versions.filter(
      ({ xid, deadBy }) => ended.get(xid) === 'committed' && ended.get(deadBy) !== 'committed',
    )
    return this.#visible
  }

  isCommitted(xid: number): boolean {
    return this.#state.outcomes.get(xid) === 'committed'
  }

  /** Gives out the number of a transaction, or of a savepoint in it. */
  begin(transaction?: number): number {
    const xid = this.#state.next
    this.#transactions.set(xid, transaction ?? xid)
    this.#state.next += 1
    this.#state.outcomes.set(xid, 'open')
    this.#open.add(xid)
    return xid
  }

  write(version: Omit<Version, 'deadBy'>): void {
    // Events are only added.
    if (version.model === 'RunTask')
      for (const old of this.#state.versions)
        if (old.model === version.model && old.key === version.key) old.deadBy = version.xid
    const { uid, model, key, topic, time, status, xid } = version
    this.#state.versions.push({ uid, model, key, topic, time, status, xid, deadBy: 0 })
    this.#written.add(this.#transactions.get(xid) ?? xid)
    this.#log(xid)
  }

  /** Removes the visible row with this key. */
  remove(key: string): void {
    const xid = this.begin()
    for (const row of this.#state.versions) if (row.key === key) row.deadBy = xid
    this.#written.add(xid)
    this.commit([xid], true)
  }

  /** Commits a transaction with its savepoints; `isSynchronous` waits for the disk, unless it wrote nothing. */
  commit(xids: readonly number[], isSynchronous: boolean): void {
    this.logCommit(xids, isSynchronous)
    this.endCommit(xids)
  }

  /** The first half of a commit: it is in the WAL, and invisible while it waits, as for a synchronous standby. */
  logCommit(xids: readonly number[], isSynchronous: boolean): void {
    this.#log(Math.max(...xids), xids)
    if (isSynchronous && xids.some((xid) => this.#written.has(xid))) this.#flush()
    for (const { xid, uid } of this.#state.versions)
      if (xids.includes(xid)) this.committed.set(uid, { xid, isSynchronous })
  }

  endCommit(xids: readonly number[]): void {
    this.#end(xids, 'committed')
  }

  rollBack(xids: readonly number[]): void {
    this.#end(xids, 'aborted')
    this.#log(Math.max(...xids))
  }

  /** Writes all WAL to the disk, as the WAL writer does after a while. */
  flush(): void {
    this.#flush()
  }

  #flush(): void {
    this.#state.flushed = this.#state.end
    for (const listener of this.onFlush) listener()
  }

  checkpoint(): void {
    this.#flush()
    this.#state.checkpointed = this.#state.next
    if (this.slot) this.#state.slot = { ...this.slot, saved: this.slot.confirmed }
  }

  /** Transactions that are in progress. */
  get open(): readonly number[] {
    return [...this.#open]
  }

  get slot(): Slot | undefined {
    return this.#state.slot
  }

  createSlot(): void {
    if (!this.isUp) throw new Error('The model of the server is down.')
    if (this.slot) throw Object.assign(new Error('The slot exists.'), { code: '42710' })
    const { flushed } = this.#state
    this.#state.slot = { confirmed: flushed, saved: flushed, isLost: false }
  }

  dropSlot(): void {
    if (this.slotReader) throw Object.assign(new Error('The slot is active.'), { code: '55006' })
    this.#state.slot = undefined
  }

  /** Discards WAL that the slot has not read, unless it is being read. */
  loseSlot(): void {
    if (this.slot && !this.slotReader) this.#state.slot = { ...this.slot, isLost: true }
  }

  confirm(position: number): void {
    if (this.slot && position > this.slot.confirmed) this.#state.slot = { ...this.slot, confirmed: position }
  }

  /** The transactions whose commits are on disk behind a WAL position, in their order. */
  decode(from: number): Decoded[] {
    const { wal, versions, flushed } = this.#state
    return wal
      .filter(({ end, commits }) => commits.length > 0 && end > from && end <= flushed)
      .map(({ end, commits }) => ({
        xid: commits[0] ?? 0,
        versions: versions.filter(({ xid }) => commits.includes(xid)),
        end,
      }))
  }

  /** The files as a crash would leave them now. */
  copy(): State {
    const { wal, flushed, checkpointed, versions, outcomes, timeline } = this.#state
    const kept = wal.filter(({ end }) => end <= flushed)
    const next = kept.reduce((maxXid, { xid }) => Math.max(maxXid, xid + 1), checkpointed)
    const commits = new Set(kept.flatMap(({ commits }) => commits))
    const ended = new Map<number, Outcome>()
    for (const xid of outcomes.keys())
      if (xid < next) ended.set(xid, commits.has(xid) ? 'committed' : 'aborted')
    const rows = versions.filter(({ xid }) => xid < next).map((version) => ({ ...version }))
    for (const row of rows) if (row.deadBy >= next) row.deadBy = 0
    const last = { next, checkpointed: next, outcomes: ended, versions: rows, wal: kept }
    const slot = this.slot && { ...this.slot, confirmed: this.slot.saved }
    return { ...last, end: flushed, flushed, timeline, slot }
  }

  /** Stops without a chance to write, or in order. */
  stop(isCrash: boolean): void {
    if (!isCrash) this.checkpoint()
    this.isUp = false
    this.generation += 1
    for (const listener of [...this.onStop]) listener()
  }

  /** Starts on these files, those that are there by default; another timeline is that of a standby without the slot. */
  start(files: State = this.copy(), timeline = files.timeline): void {
    this.#state = {
      ...files,
      outcomes: new Map(files.outcomes),
      versions: files.versions.map((row) => ({ ...row })),
      wal: [...files.wal],
      timeline,
      slot: timeline === files.timeline ? files.slot : undefined,
    }
    this.#visible = undefined
    this.#open.clear()
    this.#transactions.clear()
    this.#written.clear()
    this.lifetime += 1
    this.generation += 1
    this.isUp = true
    for (const listener of this.onStart) listener()
  }

  #end(xids: readonly number[], outcome: Outcome): void {
    for (const xid of xids) {
      this.#state.outcomes.set(xid, outcome)
      this.#open.delete(xid)
    }
    this.#visible = undefined
  }

  #log(xid: number, commits: readonly number[] = []): void {
    this.#state.end += 50
    this.#state.wal.push({ end: this.#state.end, xid, commits })
  }
}
