import { contains } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { builder } from '../../schema/builder.ts'
import { defineFilter, defineOrders } from '../../schema/list-args.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { openFieldOrNull } from '../../schema/open-field.ts'
import { connection } from '../../schema/relations.ts'

export const MediaTemplateType = openEnum('MediaTemplateType', 'The medium that a media template is for.', {
  image: 'A style of pictures.',
  'image-mini-tools': 'A tool that edits an image.',
  storybook: 'A kind of storybook.',
  storybook_genres: 'A genre of storybooks.',
  infographic: 'A kind of infographic.',
  poster: 'A style of posters.',
})

/** The address of an object by its name in the public storage; a name may be a whole address already. */
function publicUrl(name: string | null, storage: string | undefined): string | null {
  if (!name || /^https?:\/\//i.test(name)) return name || null
  return storage ? `${storage}/${name.split('/').filter(Boolean).map(encodeURIComponent).join('/')}` : null
}

builder.prismaNode('MediaTemplate', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    name: t.exposeString('name'),
    preview: t.exposeString('preview', { nullable: true }),
    previewUrl: t.string({
      nullable: true,
      description:
        'The address of the preview; null without one, and where this gateway does not know the platform’s public storage (`PUBLIC_STORAGE_URL`).',
      select: { preview: true },
      resolve: ({ preview }, _args, { services: { publicStorageUrl } }) =>
        publicUrl(preview, publicStorageUrl),
    }),
    type: t.field(
      openFieldOrNull(
        MediaTemplateType,
        'type',
        'The medium that the template is for; null if it was stored without one.',
      ),
    ),
    typeText: t.exposeString('type', {
      nullable: true,
      description: 'The type of the media template as stored, also if the enum does not list it.',
    }),
    prompt: t.exposeString('prompt'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true }),
  }),
})

const filter = defineFilter('MediaTemplateFilter', 'Restricts a list of media templates.', {
  types: {
    type: [MediaTemplateType.ref],
    description: 'Only templates for any of these media.',
    where: MediaTemplateType.where('MediaTemplate', 'type'),
  },
  search: {
    type: 'String',
    description: 'The name or the prompt contains this, in upper or lower case.',
    where: (text: string) => contains('MediaTemplate', ['name', 'prompt'], text),
  },
})

// Many were imported at the same time, so that only the name orders them meaningfully.
const orders = defineOrders('MediaTemplateOrder', 'The order of a list of media templates.', {
  OLDEST: {
    description: 'Oldest first, then by name.',
    order: orderBy('MediaTemplate', ['createdAt', 'name'], 'asc'),
  },
  NAME: { description: 'By name.', order: orderBy('MediaTemplate', ['name'], 'asc') },
})

builder.queryField('mediaTemplates', (t) =>
  t.field({
    ...connection('MediaTemplate', {
      filter,
      orders,
      description: 'Styles, tools and genres for pictures and storybooks. Requires sign-in.',
    }),
    authScopes: { signedIn: true },
  }),
)
