import { describe, expect, it } from 'vitest'
import { parseParts } from '../../../src/domains/chat/parts.ts'

const owner = { owner: true }
const audience = { owner: false }

const result = (output: unknown, name = 'web_search') =>
  parseParts([{ type: 'tool_result', tool_call_id: 'c1', name, output }], audience)[0]

describe('parts of a message', () => {
  it('reads the older form, an object that holds the list', () => {
    expect(parseParts({ parts: [{ type: 'text', text: 'Hello' }] }, owner)).toEqual([
      { kind: 'TextPart', text: 'Hello' },
    ])
  })

  it.each([
    ['nothing', null],
    ['an empty object', {}],
    ['an object whose list is null', { parts: null }],
  ])('finds none in %s', (_what, content) => {
    expect(parseParts(content, owner)).toEqual([])
  })

  it.each([
    ['a number', 0],
    ['a flag', false],
    ['text', 'x'],
    ['an object without parts', { text: 'x' }],
    ['an object whose parts are no list', { parts: 'x' }],
    ['an object whose parts are an object', { parts: { type: 'text', text: 'x' } }],
  ])('keeps content that is no list of parts as one unknown part: %s', (_what, content) => {
    expect(parseParts(content, owner)).toEqual([{ kind: 'UnknownPart', type: null, value: content }])
  })

  it.each([
    ['no object', 'text', null],
    ['no type', { text: 'x' }, null],
    ['a type of tomorrow', { type: 'hologram', beam: 'blue' }, 'hologram'],
    ['a type that every object has', { type: 'constructor' }, 'constructor'],
    ['a text without text', { type: 'text' }, 'text'],
    ['a text that is an object', { type: 'text', text: { deep: true } }, 'text'],
    ['an image whose address is a number', { type: 'image_url', url: 9 }, 'image_url'],
    ['a call without a name', { type: 'tool_call', input: '{}' }, 'tool_call'],
  ])('keeps a part that it cannot read, and those around it: %s', (_what, part, type) => {
    const around = { type: 'text', text: 'still here' }
    expect(parseParts([around, part, around], owner)).toEqual([
      { kind: 'TextPart', text: 'still here' },
      { kind: 'UnknownPart', type, value: part },
      { kind: 'TextPart', text: 'still here' },
    ])
  })

  it('never shows what providers keep, signatures and bytes', () => {
    const parts = parseParts(
      [
        { type: 'reasoning', thinking: 'so', signature: 'CANARY', provider_options: { x: 'CANARY' } },
        { type: 'binary', path: 'a.pdf', mime_type: 'application/pdf', data: 'CANARY' },
        { type: 'hologram', provider_options: 'CANARY' },
      ],
      owner,
    )
    expect(parts).toHaveLength(3)
    expect(JSON.stringify(parts)).not.toContain('CANARY')
  })

  it('reads the input of a call from its text, and leaves text that is no JSON', () => {
    const call = { type: 'tool_call', id: 'c1', name: 'web_search' }
    const input = (text: unknown) => parseParts([{ ...call, input: text }], audience)[0]
    expect(input('{"query":"x"}')).toMatchObject({ kind: 'ToolCallPart', input: { query: 'x' } })
    expect(input('{"query":')).toMatchObject({ kind: 'ToolCallPart', input: '{"query":' })
  })
})

describe('what a tool gave back', () => {
  it.each([
    [
      { type: 'text', value: 'ok' },
      { kind: 'ToolTextOutput', text: 'ok', isError: false },
    ],
    [
      { type: 'error-text', value: 'no' },
      { kind: 'ToolTextOutput', text: 'no', isError: true },
    ],
    [
      { type: 'json', value: [1] },
      { kind: 'ToolJsonOutput', value: [1], isError: false },
    ],
    [
      { type: 'execution-denied', reason: 'no' },
      { kind: 'ToolDenial', reason: 'no' },
    ],
    [
      { type: 'text', value: 7 },
      { kind: 'UnknownToolOutput', type: 'text', value: { type: 'text', value: 7 } },
    ],
    ['bare', { kind: 'UnknownToolOutput', type: null, value: 'bare' }],
  ])('is read from %j', (output, expected) => {
    expect(result(output)).toMatchObject({ kind: 'ToolResultPart', callId: 'c1', output: expected })
  })

  it('keeps no bytes of files and images', () => {
    const items = [{ type: 'file-data', data: 'CANARY', mime_type: 'text/csv', filename: 'a.csv' }]
    const part = result({ type: 'array', value: items })
    expect(part).toMatchObject({ output: { items: [{ mediaType: 'text/csv', fileName: 'a.csv' }] } })
    expect(JSON.stringify(part)).not.toContain('CANARY')
  })

  it('is hidden from all but the owner where the tool worked on files or a shell', () => {
    expect(result({ type: 'text', value: 'HOME=/root' }, 'Bash')).toMatchObject({
      output: { kind: 'ToolTextOutput', text: '[secret]' },
    })
  })

  it('is read from the older form, which has content instead', () => {
    const part = { type: 'tool_result', tool_call_id: 'c', name: 'x', content: 'boom', is_error: true }
    expect(parseParts([part], owner)).toMatchObject([
      { output: { kind: 'ToolTextOutput', text: 'boom', isError: true } },
    ])
  })
})
