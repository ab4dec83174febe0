import { builder } from '../../schema/builder.ts'
import { computed, optionalColumns } from '../../schema/computed.ts'
import { asBoolean, asDateTime, asInt, asObject, asString } from '../../schema/json-readers.ts'
import { ownerOnly } from '../../schema/redaction.ts'

type Custody = Readonly<Record<string, unknown>>

const SessionCustody = builder.objectRef<Custody>('SessionCustody').implement({
  description: 'How long a session is kept, and how far its erasure is, on platform versions that erase.',
  fields: (t) => ({
    custody: t.string({
      nullable: true,
      description: 'How it is kept: `standard`, `ephemeral` or `legal_hold`, which is not erased.',
      resolve: (row) => asString(row.custody),
    }),
    deleteAfter: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the platform deletes it; null for never.',
      resolve: (row) => asDateTime(row.delete_after),
    }),
    purgeAfter: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the platform erases it after its deletion; null while it is not to be erased.',
      resolve: (row) => asDateTime(row.purge_after),
    }),
    purgeStartedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the erasure of the session began; null before.',
      resolve: (row) => asDateTime(row.purge_started_at),
    }),
    purgeAttempts: t.int({
      nullable: true,
      description: 'The number of attempts to erase the session.',
      resolve: (row) => asInt(row.purge_attempts),
    }),
    isHeldForInquiry: t.boolean({
      nullable: true,
      description: 'Whether it is held for an inquiry of its subject.',
      resolve: (row) => asBoolean(row.sar_priority),
    }),
  }),
})

const columns = optionalColumns([
  'custody',
  'delete_after',
  'purge_after',
  'purge_started_at',
  'purge_attempts',
  'sar_priority',
])

builder.prismaObjectField('Session', 'custody', (t) =>
  t.field({
    type: SessionCustody,
    description:
      'How long the session is kept; null for other viewers than the owner, and on platform versions without custody.',
    ...ownerOnly(computed('Session', 'custody', columns, asObject)),
  }),
)
