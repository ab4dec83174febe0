import { scrubTextOrNull } from '../../auth/secret-patterns.ts'
import { builder } from '../../schema/builder.ts'
import { asObjects, asStoredList, asStoredObject, asString, asStrings } from '../../schema/json-readers.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { openValue } from '../../schema/open-field.ts'

const progress = {
  pending: 'Not started.',
  in_progress: 'Being worked on.',
  completed: 'Done.',
}

export const MilestoneStatus = openEnum('MilestoneStatus', 'The status of a milestone.', {
  ...progress,
  failed: 'Failed.',
})

const TodoStatus = openEnum('TodoStatus', 'The status of a to-do.', progress)

const TodoPriority = openEnum('TodoPriority', 'How urgent a to-do is.', {
  low: 'Low.',
  medium: 'Medium.',
  high: 'High.',
})

type Milestone = {
  readonly id: string | null
  readonly content: string
  readonly status: string
  readonly details: string | null
  readonly dependencies: readonly string[]
}

/** A plan. */
export type Plan = { readonly summary: string | null; readonly milestones: readonly Milestone[] }

type Todo = {
  readonly id: string | null
  readonly content: string
  readonly status: string
  readonly priority: string
}

const MilestoneRef = builder.objectRef<Milestone>('Milestone').implement({
  description: 'A step of a plan.',
  fields: (t) => ({
    key: t.exposeString('id', {
      nullable: true,
      description: 'The key of the milestone, unique within the plan; null if it has none.',
    }),
    content: t.exposeString('content', { description: 'The description of the task.' }),
    status: t.field(openValue(MilestoneStatus, 'status', 'How far the step is.')),
    statusText: t.exposeString('status', { description: 'The status as it was written.' }),
    details: t.exposeString('details', {
      nullable: true,
      description: 'Further details, as the agent wrote them; null if there are none.',
    }),
    dependencies: t.exposeStringList('dependencies', {
      description: 'The keys of the milestones that must be completed first.',
    }),
  }),
})

export const PlanRef = builder.objectRef<Plan>('SessionPlan').implement({
  description: 'The plan that an agent follows, in steps.',
  fields: (t) => ({
    summary: t.exposeString('summary', { nullable: true, description: 'A short summary of the plan.' }),
    milestones: t.expose('milestones', {
      type: [MilestoneRef],
      description: 'The steps, in the order in which they were planned.',
    }),
  }),
})

export const TodoRef = builder.objectRef<Todo>('Todo').implement({
  description: 'An item of the agent’s to-do list.',
  fields: (t) => ({
    key: t.exposeString('id', {
      nullable: true,
      description: 'The key of the item, unique within the list; null if it has none.',
    }),
    content: t.exposeString('content', { description: 'The description of the task.' }),
    status: t.field(
      openValue(TodoStatus, 'status', 'Whether the to-do is pending, in progress or completed.'),
    ),
    statusText: t.exposeString('status', { description: 'The status as it was written.' }),
    priority: t.field(openValue(TodoPriority, 'priority', 'How urgent it is.')),
    priorityText: t.exposeString('priority', { description: 'The priority as it was written.' }),
  }),
})

/** Parses the plan in `session_metadata.plan` or in an event; null if there is none. */
export function parsePlan(value: unknown): Plan | null {
  const plan = asStoredObject(value)
  if (!plan) return null
  return {
    summary: scrubTextOrNull(plan.summary),
    milestones: asObjects(asStoredList(plan.milestones)).map((milestone) => ({
      id: asString(milestone.id),
      content: scrubTextOrNull(milestone.content) ?? '',
      status: asString(milestone.status) ?? 'pending',
      details: scrubTextOrNull(milestone.details),
      dependencies: asStrings(asStoredList(milestone.dependencies)),
    })),
  }
}

/** Parses a list of to-dos; empty for a value that is not a list. */
export function parseTodos(value: unknown): Todo[] {
  return asObjects(asStoredList(value)).map((todo) => ({
    id: asString(todo.id),
    content: scrubTextOrNull(todo.content) ?? '',
    status: asString(todo.status) ?? 'pending',
    priority: asString(todo.priority) ?? 'medium',
  }))
}
