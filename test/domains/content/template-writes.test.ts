import { describe, expect, it } from 'vitest'
import { encodeNodeId } from '../../../src/schema/node-id.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters } from '../../support/writes.ts'

const missing = '11111111-2222-4333-8444-555555555555'
const aSlideTemplate = 'template { databaseId name images slideContent }'
const aMediaTemplate = 'template { databaseId name typeText prompt preview }'
const idOf = (outcome: object) => (outcome as { template: { databaseId: string } }).template.databaseId

describe.each(testDatabases)('writes of templates, on $kind', ({ open }) => {
  const { demo, admin } = setUpWriters(open)

  it('creates, changes and deletes a slide template', async () => {
    const images = ['https://pictures.example/1.png', 'https://pictures.example/2.png']
    const input = { name: 'Bold', content: ' <!doctype html>\n', images, idempotencyKey: 'bold' }
    const made = await admin.write('createSlideTemplate', input, aSlideTemplate)
    expect(made.template).toMatchObject({ name: 'Bold', slideContent: ' <!doctype html>\n', images })
    expect(await admin.write('createSlideTemplate', input, aSlideTemplate)).toEqual(made)
    const id = idOf(made)
    const renamed = await admin.write('updateSlideTemplate', { id, name: 'Bolder' }, aSlideTemplate)
    expect(renamed.template).toEqual({ ...(made.template as object), name: 'Bolder' })
    const bare = await admin.write('updateSlideTemplate', { id, images: [] }, aSlideTemplate)
    expect(bare.template).toMatchObject({ name: 'Bolder', images: [] })
    const deleted = await admin.write('deleteSlideTemplate', { id }, 'deletedId')
    expect(deleted.deletedId).toBe(encodeNodeId('SlideTemplate', id))
    expect((await admin.write('deleteSlideTemplate', { id })).__typename).toBe('NotFoundError')
    expect((await admin.write('updateSlideTemplate', { id, name: 'x' })).__typename).toBe('NotFoundError')
  })

  it('creates, changes and deletes a media template', async () => {
    const input = {
      name: 'Ink',
      type: 'IMAGE_MINI_TOOLS',
      prompt: 'Black\nink',
      preview: 'https://a.example/p.png',
    }
    const made = await admin.write('createMediaTemplate', input, aMediaTemplate)
    expect(made.template).toMatchObject({ name: 'Ink', typeText: 'image-mini-tools', prompt: 'Black\nink' })
    const id = idOf(made)
    const changed = await admin.write(
      'updateMediaTemplate',
      { id, type: 'POSTER', preview: null },
      aMediaTemplate,
    )
    expect(changed.template).toMatchObject({ databaseId: id, name: 'Ink', typeText: 'poster', preview: null })
    await admin.write('deleteMediaTemplate', { id })
    expect((await admin.write('updateMediaTemplate', { id, name: 'x' })).__typename).toBe('NotFoundError')
    expect((await admin.write('deleteMediaTemplate', { id })).__typename).toBe('NotFoundError')
  })

  it('names every problem at once', async () => {
    const slide = await admin.write('createSlideTemplate', {
      name: ' ',
      content: '',
      images: ['x', 'ftp://y.example'],
    })
    expect((slide.issues as { path: string }[]).map(({ path }) => path)).toEqual([
      'name',
      'content',
      'images.0',
      'images.1',
    ])
    const media = await admin.write('createMediaTemplate', {
      name: 'a\nb',
      type: 'UNKNOWN',
      prompt: '',
      preview: 'x',
    })
    expect((media.issues as { path: string }[]).map(({ path }) => path)).toEqual([
      'name',
      'type',
      'prompt',
      'preview',
    ])
  })

  it('is for admins alone', async () => {
    const writes: [string, object][] = [
      ['createSlideTemplate', { name: 'x', content: 'x' }],
      ['updateSlideTemplate', { id: missing }],
      ['deleteSlideTemplate', { id: missing }],
      ['createMediaTemplate', { name: 'x', type: 'IMAGE', prompt: 'x' }],
      ['updateMediaTemplate', { id: missing }],
      ['deleteMediaTemplate', { id: missing }],
    ]
    for (const [name, input] of writes) {
      const refused = demo.write(name, input)
      await expect(refused).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } })
    }
  })
})
