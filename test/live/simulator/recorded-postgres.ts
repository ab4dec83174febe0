import { type Files, PostgresModel, type Version } from './postgres-model.ts'

/** What happened to the model. Numbers are its transaction numbers; those that a crash freed occur again. */
export type Step =
  | { readonly kind: 'begin'; readonly xid: number; readonly transaction: number | undefined }
  | { readonly kind: 'write'; readonly version: Omit<Version, 'deadBy'> }
  | { readonly kind: 'commit'; readonly xids: readonly number[]; readonly isSynchronous: boolean }
  | { readonly kind: 'rollBack'; readonly xids: readonly number[] }
  | { readonly kind: 'flush' }
  | { readonly kind: 'stop'; readonly isCrash: boolean }
  | { readonly kind: 'copy'; readonly number: number }
  | { readonly kind: 'start'; readonly copy: number | undefined; readonly isPromoted: boolean }
  | { readonly kind: 'view'; readonly uids: readonly string[]; readonly horizon: number }

/** A model that writes down what happens to it, and what a statement sees after each end of a transaction and each start. */
export class RecordedPostgres extends PostgresModel {
  readonly steps: Step[] = []
  readonly #copies = new Map<Files, number>()
  #isSynchronous = true

  override begin(transaction?: number): number {
    const xid = super.begin(transaction)
    this.steps.push({ kind: 'begin', xid, transaction })
    return xid
  }

  override write(version: Omit<Version, 'deadBy'>): void {
    super.write(version)
    this.steps.push({ kind: 'write', version })
  }

  override logCommit(xids: readonly number[], isSynchronous: boolean): void {
    super.logCommit(xids, isSynchronous)
    this.#isSynchronous = isSynchronous
  }

  /** Both halves of a commit happen at once, except with capture. */
  override endCommit(xids: readonly number[]): void {
    super.endCommit(xids)
    this.steps.push({ kind: 'commit', xids, isSynchronous: this.#isSynchronous })
    this.#view()
  }

  override rollBack(xids: readonly number[]): void {
    super.rollBack(xids)
    this.steps.push({ kind: 'rollBack', xids })
    this.#view()
  }

  override flush(): void {
    super.flush()
    this.steps.push({ kind: 'flush' })
  }

  override stop(isCrash: boolean): void {
    super.stop(isCrash)
    this.steps.push({ kind: 'stop', isCrash })
  }

  /** A copy of the files of a server that runs; those of one that was stopped stay where they are. */
  override copy(): Files {
    const files = super.copy()
    if (!this.isUp) return files
    const number = this.#copies.size
    this.#copies.set(files, number)
    this.steps.push({ kind: 'copy', number })
    return files
  }

  override start(files: Files = this.copy(), timeline = files.timeline): void {
    super.start(files, timeline)
    this.steps.push({
      kind: 'start',
      copy: this.#copies.get(files),
      isPromoted: timeline !== files.timeline,
    })
    this.#view()
  }

  #view(): void {
    const uids = this.visible().map(({ uid }) => uid)
    this.steps.push({ kind: 'view', uids: uids.sort(), horizon: this.horizon })
  }
}
