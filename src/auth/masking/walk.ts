import type { KeptWalk } from '../../data/resumable.ts'

/** What is left of the values and characters of a document that are shown. */
type Budget = { values: number; characters: number }
/** The state of a walk over a document. */
export type WalkState = {
  readonly budget: Budget
  /** What earlier attempts of the same walk did: undefined in the first one. */
  readonly kept: KeptWalk | undefined
}
/** How far the loop over a container came, what it made, and what was left of the budget. */
type Loop<Made> = Budget & { at: number; readonly made: Made[] }

/**
 * Visits the members of a container, each of which may add to what is made of it. An attempt goes on where the one before
 * was left, so that all together are linear.
 */
export function visitMembers<Member, Made>(
  container: object,
  members: readonly Member[],
  budget: Budget,
  kept: KeptWalk | undefined,
  visit: (member: Member, made: Made[]) => void,
): Made[] {
  if (!kept) {
    const made: Made[] = []
    for (const member of members) visit(member, made)
    return made
  }
  const loop = (kept.loops.get(container) as Loop<Made> | undefined) ?? { at: 0, made: [], ...budget }
  kept.loops.set(container, loop)
  budget.values = loop.values
  budget.characters = loop.characters
  for (const member of loop.at === 0 ? members : members.slice(loop.at)) {
    visit(member, loop.made)
    loop.at += 1
    loop.values = budget.values
    loop.characters = budget.characters
  }
  // The container may be walked over again as a part of another one.
  kept.loops.delete(container)
  return loop.made
}

/** Maps the items of an array by `visitMembers`. */
export const mapItems = (
  array: readonly unknown[],
  shown: readonly unknown[],
  { budget, kept }: WalkState,
  map: (item: unknown) => unknown,
): unknown[] =>
  visitMembers(array, shown, budget, kept, (item, made: unknown[]) => {
    made.push(map(item))
  })
