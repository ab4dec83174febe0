import { atLeast, below } from '../data/batching/conditions.ts'
import type { Model } from '../data/batching/table.ts'

/** The fields of a filter that name a span of time in which rows were created: its end is not part of it. */
export function createdWithin(model: Model) {
  return {
    createdFrom: {
      type: 'DateTime',
      description: 'Created at this moment or later.',
      where: (moment: string) => atLeast(model, 'createdAt', moment),
    },
    createdBefore: {
      type: 'DateTime',
      description: 'Created before this moment.',
      where: (moment: string) => below(model, 'createdAt', moment),
    },
  } as const
}
