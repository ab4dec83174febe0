import { type Audience, scrubOwnWork } from '../../auth/scrub.ts'
import { defineComputedColumn } from '../../data/batching/computed.ts'
import { builder } from '../../schema/builder.ts'
import { asDateTime, asNumber, asStoredList, asStoredObject } from '../../schema/json-readers.ts'
import { redacted } from '../../schema/redaction.ts'

type DesignState = {
  readonly changes: readonly unknown[]
  readonly redoChanges: readonly unknown[]
  readonly updatedAt: string | null
}

const DesignStateRef = builder.objectRef<DesignState>('DesignState').implement({
  description: 'The changes that the user made in design mode and has not sent to the agent yet.',
  fields: (t) => ({
    changes: t.expose('changes', {
      type: ['JSON'],
      description: 'The changes in order, in the form that `saveDesignState` takes.',
    }),
    redoChanges: t.expose('redoChanges', {
      type: ['JSON'],
      description: 'The undone changes, which can be redone.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the state was saved; null if that was not recorded.',
    }),
  }),
})

function parseDesignState(value: unknown, audience: Audience): DesignState | null {
  const state = asStoredObject(value)
  if (!state || !(audience.owner || audience.admin)) return null
  // A change that is null would make the whole list null.
  const listOf = (list: unknown) =>
    (scrubOwnWork(asStoredList(list), audience) as unknown[]).filter((change) => change !== null)
  const savedMs = asNumber(state.updated_at)
  return {
    changes: listOf(state.changes),
    redoChanges: listOf(state.redo_changes),
    updatedAt: savedMs === null ? asDateTime(state.updated_at) : asDateTime(savedMs / 1_000),
  }
}

defineComputedColumn('Session', 'designState', (row) => `${row}.session_metadata->'design_mode'`)

builder.prismaObjectField('Session', 'designState', (t) =>
  t.field({
    type: DesignStateRef,
    nullable: true,
    description:
      'The state of design mode, for the owner; null where nothing was saved, and for everyone else.',
    ...redacted(['designState'], ({ designState }, audience) => parseDesignState(designState, audience)),
  }),
)
