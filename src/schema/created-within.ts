import { atLeast, below } from '../data/batching/conditions.ts'
import type { Model } from '../data/batching/table.ts'
import { getNoun, pluralize } from './nouns.ts'

/** Filter fields for rows created in a half-open time range: the start is included, the end is not. */
export function createdWithin(model: Model) {
  return {
    createdFrom: {
      type: 'DateTime',
      description: `Includes only ${pluralize(getNoun(model))} created at this time or later.`,
      where: (moment: string) => atLeast(model, 'createdAt', moment),
    },
    createdBefore: {
      type: 'DateTime',
      description: `Includes only ${pluralize(getNoun(model))} created before this time.`,
      where: (moment: string) => below(model, 'createdAt', moment),
    },
  } as const
}
