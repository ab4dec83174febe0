import { LRUCache } from 'lru-cache'
import { all, always, any, type Condition, condition, never } from '../data/batching/condition.ts'
import { equals, flag, isNull } from '../data/batching/conditions.ts'
import { column, keyOf, type Model, ref, table, uuidIn } from '../data/batching/table.ts'
import type { Viewer } from './viewer.ts'

type Asker = Viewer | null

/**
 * The rows of a model that are visible to a viewer without admin rights, or to a signed-out client (`null`).
 */
type Rule = {
  /** The condition on the row itself. */
  readonly rows: (viewer: Asker) => Condition
  /** An additional condition on rows of a list, as opposed to rows read by key. */
  readonly listed?: (viewer: Asker) => Condition
  /** Excludes soft-deleted rows, for admins too unless they request them. */
  readonly live?: Condition
  /** The row is visible only if its parent, referenced by a field of the row, is. */
  readonly inside?: {
    readonly field: string
    readonly parent: Model
    readonly parents: (viewer: Asker) => Condition
    /** The condition on rows without a parent. */
    readonly orphans?: (viewer: Asker) => Condition
  }
  /** The row is visible if and only if a row of this model that links to it is. */
  readonly linkedBy?: Model
}

const signedIn: Rule = { rows: (viewer) => (viewer ? always : never) }
const adminsOnly: Rule = { rows: () => never }

/** The viewer's own rows, by the field that references the owner. */
function own(model: Model, live?: Condition): Rule {
  return { rows: (viewer) => (viewer ? equals(model, 'userId', viewer.id) : never), live }
}

/** The viewer's own rows, and for every signed-in user the system's: those without an owner. */
function ownOrSystem(model: Model): Rule {
  return {
    rows: (viewer) => (viewer ? any([isNull(model, 'userId'), equals(model, 'userId', viewer.id)]) : never),
  }
}

/** Rows that are visible if their parent is and `rows` holds. */
function inside(parent: Model, field: string, rows: Rule['rows'] = () => always): Rule {
  return { rows, inside: { field, parent, parents: (viewer) => visibleRows(parent, viewer) } }
}

/** Rows of a session for every viewer of the session. */
const ofSession = inside('Session', 'sessionId')

/** Rows of a session for its owner only, even if the session is public. */
const ofOwnSession: Rule = {
  rows: () => always,
  inside: { field: 'sessionId', parent: 'Session', parents: (viewer) => ownSession(viewer) },
}

const liveSession = flag('Session', 'isDeleted', false)
const publicSession = flag('Session', 'isPublic', true)

function ownSession(viewer: Asker): Condition {
  return viewer ? all([equals('Session', 'userId', viewer.id), liveSession]) : never
}

/**
 * The access rule of each model. The loaders apply it in every statement that reads the model, and the
 * compiler requires one for each model. Admins see every row. Secret columns need no rule, because no field
 * reads them.
 */
const rules: Record<Model, Rule> = {
  User: { rows: (viewer) => (viewer ? equals('User', 'id', viewer.id) : never) },
  ApiKey: own('ApiKey'),
  WaitlistEntry: adminsOnly,

  ModelSetting: ownOrSystem('ModelSetting'),
  McpSetting: own('McpSetting'),
  Skill: ownOrSystem('Skill'),

  Session: {
    rows: (viewer) => any([viewer ? equals('Session', 'userId', viewer.id) : never, publicSession]),
    // A public session is visible to clients that know its id, and listed only for its owner.
    listed: (viewer) => (viewer ? equals('Session', 'userId', viewer.id) : never),
    live: liveSession,
  },
  SessionPin: own('SessionPin'),
  SessionWishlist: own('SessionWishlist'),
  // Events of the billing group are visible to the owner only, even in a public session.
  ApplicationEvent: {
    rows: (viewer) =>
      any([notBilling, parentExists('ApplicationEvent', 'sessionId', 'Session', ownSession(viewer))]),
    inside: {
      field: 'sessionId',
      parent: 'Session',
      parents: (viewer) => visibleRows('Session', viewer),
      // Events of an account that belong to none of its sessions.
      orphans: (viewer) =>
        viewer
          ? all([isNull('ApplicationEvent', 'sessionId'), equals('ApplicationEvent', 'userId', viewer.id)])
          : never,
    },
  },

  RunTask: ofOwnSession,
  TaskLog: inside('RunTask', 'taskId'),
  AgentRunMessage: ofOwnSession,
  SessionSummary: ofOwnSession,
  AgentEventLog: ofOwnSession,
  AgentSandbox: ofOwnSession,
  AgentRunTask: ofOwnSession,

  ChatMessage: ofSession,
  ChatSummary: ofOwnSession,
  ChatRun: ofOwnSession,
  ChatProviderContainer: ofOwnSession,
  ChatProviderFile: ofOwnSession,
  ChatProviderVectorStore: own('ChatProviderVectorStore'),

  UserAsset: {
    rows: (viewer) =>
      any([
        viewer ? equals('UserAsset', 'userId', viewer.id) : never,
        all([flag('UserAsset', 'isPublic', true), linkedToPublicSession]),
      ]),
  },
  // The use of a private file in a public session is private too.
  SessionAsset: inside('Session', 'sessionId', (viewer) =>
    parentExists('SessionAsset', 'assetId', 'UserAsset', visibleRows('UserAsset', viewer)),
  ),

  BillingTransaction: own('BillingTransaction'),
  CreditBalance: own('CreditBalance'),
  CreditTransaction: own('CreditTransaction'),

  Project: own('Project', isNull('Project', 'deletedAt')),
  ProjectDeployment: inside('Project', 'projectId'),
  ProjectCustomDomain: inside('Project', 'projectId'),
  ProjectDatabase: ofOwnSession,

  SlideContent: ofSession,
  SlideVersion: ofSession,
  SlideTemplate: signedIn,
  MediaTemplate: signedIn,
  Storybook: ofSession,
  StorybookPage: {
    rows: (viewer) => linkedToStorybook(visibleRows('StorybookPageLink', viewer)),
    linkedBy: 'StorybookPageLink',
  },
  StorybookPageLink: inside('Storybook', 'storybookId'),

  Connector: own('Connector'),
  ComposioProfile: own('ComposioProfile'),
  AppleCredential: own('AppleCredential'),

  GatewayIdempotencyKey: { rows: () => never },
}

/** Returns the complete condition on a row of this model that is read by its own key. */
function visibleRows(model: Model, viewer: Asker, withDeleted = false): Condition {
  const { rows, inside, live = always } = rules[model]
  if (viewer?.isAdmin) return withDeleted ? always : live
  if (!inside) return all([rows(viewer), live])
  const parent = parentExists(model, inside.field, inside.parent, inside.parents(viewer))
  return all([any([all([rows(viewer), parent]), inside.orphans?.(viewer) ?? never]), live])
}

/**
 * The rows that a viewer may change: those it owns, and those inside them. The same for admins; mutations
 * define their additional rights.
 */
export function ownRows(model: Model, viewer: Viewer): Condition {
  const { inside, live = always } = rules[model]
  if (model === 'User') return equals('User', 'id', viewer.id)
  if (inside) return parentExists(model, inside.field, inside.parent, ownRows(inside.parent, viewer))
  return all([equals(model, 'userId', viewer.id), live])
}

/** The access conditions on rows of one model for one viewer. */
export type Visibility = {
  /** Of rows read by key. */
  readonly visible: Condition
  /** Of rows in a list. */
  readonly listed: Condition
  /**
   * Of rows in a list of the parent referenced by `field`: `parents` on the parent (`p.id`), and `rows` on
   * each row.
   */
  readonly through?: { readonly field: string; readonly parents: Condition; readonly rows: Condition }
  /** A row linked by a visible row of this model is visible without a check of its own. */
  readonly linkedBy?: Model
}

/** Returns the conditions on a model's rows. */
export type VisibilityOf = (model: Model, withDeleted?: boolean) => Visibility

/**
 * Returns the access conditions of every model for one viewer. They depend on the viewer only, so those of
 * the last 1,000 viewers are cached.
 */
export function visibilityFor(viewer: Asker): VisibilityOf {
  const name = viewer ? `${viewer.isAdmin} ${viewer.id}` : ''
  const known = recent.get(name)
  if (known) return known
  const made = createVisibility(viewer)
  recent.set(name, made)
  return made
}

const recent = new LRUCache<string, VisibilityOf>({ max: 1000 })

function createVisibility(viewer: Asker): VisibilityOf {
  const known = new Map<string, Visibility>()
  return (model, withDeleted = false) => {
    const key = withDeleted ? `${model} deleted` : model
    const cached = known.get(key)
    if (cached) return cached
    const { rows, inside, live = always, listed, linkedBy } = rules[model]
    const visible = visibleRows(model, viewer, withDeleted)
    const inList = listed && !viewer?.isAdmin ? listed(viewer) : always
    const through =
      inside && !viewer?.isAdmin
        ? {
            field: inside.field,
            parents: parentOf(model, inside.field, inside.parent, 'p.id', inside.parents(viewer)),
            rows: all([rows(viewer), live]),
          }
        : undefined
    const made = { visible, listed: all([visible, inList]), through, linkedBy }
    known.set(key, made)
    return made
  }
}

const notBilling = condition([], (row) => `${ref(row, 'ApplicationEvent', 'eventGroup')} <> 'billing'`)

function parentExists(model: Model, field: string, parent: Model, which: Condition): Condition {
  if (which === never) return never
  return condition(which.values, (row, values) =>
    parentOf(model, field, parent, ref(row, model, field), which).text(row, values),
  )
}

/** Returns an `exists` condition on the parent whose key is this expression. */
function parentOf(model: Model, field: string, parent: Model, value: string, which: Condition): Condition {
  if (which === never) return never
  const { name, columns } = table(parent)
  const key = columns[keyOf(parent)]
  // Two tables store a session's uuid as text, and their columns may contain other text.
  const isText = key?.type === 'uuid' && column(model, field).type !== 'uuid'
  const sameKey = isText ? uuidIn(value) : value
  const alias = `in_${name}`
  return condition(
    which.values,
    (_, values) =>
      `exists (select from ${name} ${alias} where ${alias}."${key?.name}" = ${sameKey} and ${which.text(alias, values)})`,
  )
}

function linkedToStorybook(links: Condition): Condition {
  if (links === never) return never
  return condition(links.values, (row, values) => {
    const page = ref('link', 'StorybookPageLink', 'pageId')
    const linked = `${page} = ${ref(row, 'StorybookPage', 'id')} and ${links.text('link', values)}`
    return `exists (select from ${table('StorybookPageLink').name} link where ${linked})`
  })
}

const linkedToPublicSession = condition([], (row) => {
  const session = all([publicSession, liveSession]).text('shared', [])
  const on = `${ref('shared', 'Session', 'id')} = ${ref('link', 'SessionAsset', 'sessionId')}`
  return `exists (select from ${table('SessionAsset').name} link join ${table('Session').name} shared on ${on}
where ${ref('link', 'SessionAsset', 'assetId')} = ${ref(row, 'UserAsset', 'id')} and ${session})`
})
