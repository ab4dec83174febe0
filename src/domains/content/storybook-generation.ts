import { z } from 'zod'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { asString } from '../../schema/json-readers.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { openValue } from '../../schema/open-field.ts'

const whole = z.int32().nullable().catch(null)
const text = z.string().nullable().catch(null).transform(asString)

const generation = z.object({
  status: text,
  total_pages: whole,
  completed_pages: whole,
  generating_pages: z
    .array(z.unknown())
    .catch([])
    .transform((pages) => pages.filter((page): page is number => z.int32().safeParse(page).success)),
  error_message: text,
  cancelled: z.boolean().catch(false),
})

const StorybookGenerationStatus = openEnum(
  'StorybookGenerationStatus',
  'The status of the generation of a storybook.',
  {
    generating: 'Pages are being made.',
    completed: 'All pages are made.',
    failed: 'Ended with an error, or was cancelled.',
  },
)

export const StorybookGeneration = builder
  .objectRef<z.infer<typeof generation>>('StorybookGeneration')
  .implement({
    description: 'The progress of the making of a storybook.',
    fields: (t) => ({
      status: t.field(
        openValue(
          StorybookGenerationStatus,
          'status',
          'Whether pages are being made, all are made, or the making failed.',
        ),
      ),
      statusText: t.exposeString('status', {
        nullable: true,
        description: 'The status of the storybook generation as stored, also if the enum does not list it.',
      }),
      totalPages: t.exposeInt('total_pages', { nullable: true, description: 'How many pages it will have.' }),
      completedPages: t.exposeInt('completed_pages', {
        nullable: true,
        description: 'The number of completed pages; null if it was not recorded.',
      }),
      generatingPages: t.exposeIntList('generating_pages', {
        description: 'The numbers of the pages that are being made now.',
      }),
      errorMessage: t.exposeString('error_message', {
        nullable: true,
        description: 'The error message, credentials hidden; null if there was no error.',
      }),
      isCancelled: t.exposeBoolean('cancelled', { description: 'Whether its owner stopped it.' }),
    }),
  })

const stored = (row: string) => `${ref(row, 'Storybook', 'styleJson')}->'generation'`
const keys = Object.keys(generation.shape)

/** A book's progress: selected keys of a large object that also contains prompts and costs. */
export const generationOf = computed(
  'Storybook',
  'generation',
  (row) => `case jsonb_typeof(${stored(row)}) when 'object'
then jsonb_build_object(${keys.map((key) => `'${key}', ${stored(row)}->'${key}'`).join(', ')}) end`,
  (value) => generation.safeParse(value).data ?? null,
)
