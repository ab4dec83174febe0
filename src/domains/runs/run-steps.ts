import type { ObjectRef } from '@pothos/core'
import { all, condition } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { builder } from '../../schema/builder.ts'
import { type Page, planPage, readPlanned } from '../../schema/connection.ts'
import { defineFilter, listArgs } from '../../schema/list-args.ts'
import { memoizePerField, requiredColumns } from '../../schema/selection.ts'
import { RunStep } from '../sessions/event-step.ts'
import { callType, hasResult } from '../sessions/step-join.ts'

const StepFilter = defineFilter('RunStepFilter', 'Which steps of a run to list.', {
  toolNames: {
    type: ['String'],
    description: 'Only calls of these tools.',
    where: (names: readonly string[]) =>
      condition([names], (row, [p]) => `${row}.content->>'tool_name' = any(${p}::text[])`),
  },
  isError: {
    type: 'Boolean',
    description: 'Only calls that failed, or only calls that succeeded; neither has those without a result.',
    where: (wanted: boolean) =>
      condition([wanted], (row, [p], _isPage, keys) => hasResult(row, `failed = ${p}::boolean`, keys)),
  },
  isOfSubAgent: {
    type: 'Boolean',
    description: 'Whether a sub-agent called the tool.',
    where: (wanted: boolean) =>
      condition(
        [wanted],
        (row, [p]) => `coalesce(${row}.content->>'is_sub_agent_event' = 'true', false) = ${p}::boolean`,
      ),
  },
  minDurationMs: {
    type: 'Int',
    description: 'The minimum duration in milliseconds; calls without a result do not count.',
    where: (ms: number) =>
      condition([ms], (row, [p], _isPage, keys) => hasResult(row, `ms >= ${p}::int`, keys)),
  },
})

const RunStepConnection = builder.connectionObject(
  {
    type: RunStep,
    name: 'RunStepConnection',
    description: 'A page of the steps of a run.',
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many steps the whole list has. Counted only when asked for.',
        resolve: (page) => (page as unknown as Page).totalCount,
      }),
    }),
  },
  { name: 'RunStepEdge', description: 'One step of a page, with its place in the list.' },
) as unknown as ObjectRef<never, Page, Page>

const steps = listArgs('ApplicationEvent', { filter: StepFilter })
const owner = {}

builder.prismaObjectField('RunTask', 'steps', (t) =>
  t.field({
    type: RunStepConnection,
    description:
      'The tool calls of the run in the order of their beginning, each joined with its result. Inputs and results are read only where a step’s `call` or `result` is selected.',
    args: steps.args,
    select: { id: true },
    resolve: ({ id }, args, context, info) => {
      const plan = memoizePerField(context, info, owner, () => {
        const { where, order } = steps.toList(args)
        const calls = equals('ApplicationEvent', 'eventType', callType)
        const list = { model: 'ApplicationEvent' as const, by: 'runId', where: all([calls, where]) }
        return planPage(context, info, args, list, order, RunStep.name)
      })
      return readPlanned(plan, id)
    },
  }),
)

builder.prismaObjectField('ApplicationEvent', 'step', (t) =>
  t.field({
    type: RunStep,
    nullable: true,
    description:
      'The tool call joined with its result, of an event that is either; null for other events, and for a result whose call was not recorded.',
    extensions: { columns: ['stepCallId'] },
    resolve: (row, _args, context, info) => {
      const { stepCallId } = row as { readonly stepCallId?: unknown }
      if (stepCallId == null) return null
      return context.loaders.loadRow(
        'ApplicationEvent',
        'id',
        requiredColumns(info, 'ApplicationEvent', 'itself', RunStep.name),
        stepCallId,
      )
    },
  }),
)
