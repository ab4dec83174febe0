import { builder } from '../../schema/builder.ts'
import { computed, optionalColumns } from '../../schema/computed.ts'
import { asBoolean, asDateTime, asInt, asObject, asString } from '../../schema/json-readers.ts'

type Pool = Readonly<Record<string, unknown>>

const SandboxPool = builder.objectRef<Pool>('SandboxPool').implement({
  description: 'The place of a sandbox in a pool of warm ones, on platform versions that keep one.',
  fields: (t) => ({
    state: t.string({
      nullable: true,
      description: 'The state of the sandbox in the pool, as the platform stores it; null outside the pool.',
      resolve: (row) => asString(row.pool_state),
    }),
    slot: t.int({
      nullable: true,
      description: 'The slot of the sandbox in the pool; null outside the pool.',
      resolve: (row) => asInt(row.pool_slot),
    }),
    claimedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When a session claimed the sandbox; null if none did.',
      resolve: (row) => asDateTime(row.claimed_at),
    }),
    retireAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the sandbox is removed from the pool if it is not claimed; null outside the pool.',
      resolve: (row) => asDateTime(row.retire_at),
    }),
    timeoutAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the sandbox times out; null outside the pool.',
      resolve: (row) => asDateTime(row.timeout_at),
    }),
    isMcpConfigured: t.boolean({
      nullable: true,
      description: 'Whether the tool servers of the sandbox were configured; null if that is not recorded.',
      resolve: (row) => asBoolean(row.mcp_configured),
    }),
  }),
})

const columns = optionalColumns([
  'pool_state',
  'pool_slot',
  'claimed_at',
  'retire_at',
  'timeout_at',
  'mcp_configured',
])

builder.prismaObjectField('AgentSandbox', 'pool', (t) =>
  t.field({
    type: SandboxPool,
    nullable: true,
    description: 'The sandbox’s place in the pool of warm sandboxes; null on platform versions without one.',
    ...computed('AgentSandbox', 'pool', columns, asObject),
  }),
)
