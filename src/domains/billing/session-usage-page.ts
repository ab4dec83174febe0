import { BadInputError } from '../../errors/client-errors.ts'
import { builder } from '../../schema/builder.ts'
import { defaultPageSize, maxPageSize } from '../../schema/connection.ts'
import { countSessions, readRows, SessionUsage, type SessionUsageRow } from './session-usage.ts'
import { Usage, type UsageOf } from './usage.ts'

/** Maximum number of the last row of a page: all rows before it are read and skipped. */
const maxDepth = 10_000

type NumberedPage = { readonly usage: UsageOf; readonly page: number; readonly perPage: number }

const SessionUsagePage = builder.objectRef<NumberedPage>('SessionUsagePage').implement({
  description: 'A page, by its number, of the sessions that spent credits.',
  fields: (t) => ({
    nodes: t.field({
      type: [SessionUsage],
      description: 'The sessions of the page, the last active first; none behind the last page.',
      extensions: { listSize: maxPageSize },
      resolve: async ({ usage, page, perPage }, _args, context): Promise<SessionUsageRow[]> => {
        const bounds = { size: perPage, offset: (page - 1) * perPage, fromEnd: false, bounds: [] }
        return (await readRows(context, usage, bounds)).slice(0, perPage)
      },
    }),
    page: t.exposeInt('page', { description: 'The number of the page, from 1.' }),
    perPage: t.exposeInt('perPage', { description: 'Maximum number of sessions on a page.' }),
    totalCount: t.int({
      description: 'How many sessions spent credits in the period. Counted only when asked for.',
      resolve: ({ usage }, _args, context) => countSessions(context, usage),
    }),
    totalPages: t.int({
      description: 'How many pages there are, 0 where nothing was spent. Counted only when asked for.',
      resolve: async ({ usage, perPage }, _args, context) =>
        Math.ceil((await countSessions(context, usage)) / perPage),
    }),
  }),
})

builder.objectField(Usage, 'sessionPage', (t) =>
  t.field({
    type: SessionUsagePage,
    description: `The sessions that spent credits, the last active first, by the number of the page. Pages that end behind the first ${maxDepth.toLocaleString('en')} sessions are refused: \`bySession\` has no such bound.`,
    args: {
      page: t.arg.int({ description: 'The number of the page, from 1.', defaultValue: 1 }),
      perPage: t.arg.int({
        description: `Sessions on a page: 1 to ${maxPageSize}.`,
        defaultValue: defaultPageSize,
      }),
    },
    resolve: (usage, args) => ({ usage, ...toPage(args) }),
  }),
)

function toPage(args: { page?: number | null; perPage?: number | null }) {
  const page = args.page ?? 1
  const perPage = args.perPage ?? defaultPageSize
  if (perPage < 1 || perPage > maxPageSize)
    throw new BadInputError(`\`perPage\` must be from 1 to ${maxPageSize}, not ${perPage}.`)
  if (page < 1) throw new BadInputError(`\`page\` must be at least 1, not ${page}.`)
  if (page * perPage > maxDepth)
    throw new BadInputError(
      `Pages by number end at session ${maxDepth.toLocaleString('en')}: go on with the cursors of \`bySession\`, or choose a shorter period.`,
    )
  return { page, perPage }
}
