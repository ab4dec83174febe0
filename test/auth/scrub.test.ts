import { describe, expect, it } from 'vitest'
import { scrubJson, scrubToolInput, scrubToolResult } from '../../src/auth/scrub.ts'
import { scrubText } from '../../src/auth/secret-patterns.ts'
import { namesByClass } from '../../src/auth/tools.ts'
import { secrets } from '../../src/demo/secrets.ts'

const shaped = [
  'demoApiKey',
  'githubToken',
  'googleRefreshToken',
  'signedUrl',
  'databaseUrl',
  'supabaseUrl',
  'neonApiKey',
  'toolResultDatabaseUrl',
  'toolResultPasswordOnly',
  'stripeWebhookSecret',
  'openaiKey',
  'anthropicKey',
  'stripeKey',
  'githubPersonalToken',
  'platformKeyInEvent',
  'awsKey',
  'googleApiKey',
  'slackToken',
  'jwt',
  'privateKey',
  'opensshKey',
  'promptPassword',
  'forkInstructionUrl',
] as const

describe('text', () => {
  it.each(shaped)('hides %s, and nothing around it', (name) => {
    const scrubbed = scrubText(`before ${secrets[name]} after`)
    expect(scrubbed).not.toContain('CANARY')
    expect(scrubbed).toMatch(/^before .* after$/s)
  })

  it.each(shaped)('hides %s inside JSON that is text', (name) => {
    expect(scrubText(JSON.stringify({ note: `see ${secrets[name]}` }))).not.toContain('CANARY')
  })

  const prefixes =
    'sk_live_ sk_test_ rk_live_ rk_test_ whsec_ sk- ghp_ gho_ ghs_ ghu_ ghr_ github_pat_ glpat- ii_ AKIA ASIA ' +
    'xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- AIza ya29. 1//0 npm_ hf_ napi_ ntn_ secret_ SG. gAAAAA Z0FBQUFB'
  it.each(prefixes.split(' '))('hides what begins with %s', (prefix) => {
    expect(scrubText(`it is ${prefix}${'A0'.repeat(20)}.`)).toBe('it is [secret].')
  })

  it.each([
    'A task-management-of-everything tool, risk-adjusted',
    'mailto:dana@example.com and dana@example.com',
    'http://localhost:8080/path?next=/@dana and https://example.com/@dana',
    'https://example.com:8443/a?b=c@d',
    'const token = getToken()',
    '3f2c8a9e-9d1b-4c52-8f43-0c1d2e3f4a5b',
    'an input_tokens count of 12',
  ])('leaves alone: %s', (text) => {
    expect(scrubText(text)).toBe(text)
  })
})

describe('JSON', () => {
  const call = { tool_name: 'Bash', tool_input: { command: 'ls' }, result: 'README.md' }

  it('shows only the owner what tools did', () => {
    expect(scrubJson(call, { owner: true })).toEqual(call)
    const { tool_input, result } = scrubJson(call, { owner: false }) as typeof call
    expect([tool_input, result]).toEqual([{ command: '[secret]' }, '[secret]'])
  })

  it('names the credential a tool was given, and hides it from the owner too', () => {
    const input = { key: 'RESEND_API_KEY', value: secrets.environmentValue }
    expect(scrubToolInput('add_user_env', input, { owner: true })).toEqual({
      key: 'RESEND_API_KEY',
      value: '[secret]',
    })
    expect(scrubToolInput('add_user_env', JSON.stringify(input), { owner: true })).toEqual({
      key: 'RESEND_API_KEY',
      value: '[secret]',
    })
  })

  it('leaves out system prompts and providers’ own data, however deep', () => {
    const transcript = {
      messages: [
        { role: 'system', content: secrets.systemPrompt },
        { role: 'assistant', thinking: 'so', signature: secrets.reasoningSignature, content: 'Hi' },
        { role: 'user', content: [{ type: 'text', text: 'x', provider_options: secrets.providerOptions }] },
      ],
      additional: { nested: { provider_data: secrets.messageProviderData } },
    }
    expect(scrubJson(transcript, { owner: true })).toEqual({
      messages: [
        { role: 'assistant', thinking: 'so', content: 'Hi' },
        { role: 'user', content: [{ type: 'text', text: 'x' }] },
      ],
      additional: { nested: {} },
    })
  })

  it('hides what a key calls a secret, and keeps counts of tokens', () => {
    const value = { app_specific_password: 'abcd', token: 'x', input_tokens: 12, total_tokens: '13' }
    expect(scrubJson(value, { owner: true })).toEqual({
      app_specific_password: '[secret]',
      token: '[secret]',
      input_tokens: 12,
      total_tokens: '13',
    })
  })

  it.each([
    [
      'columns beside the rows',
      (cell: unknown) => ({ columns: ['user', 'password'], rows: [['joe', cell]] }),
    ],
    [
      'descriptions of columns beside the rows',
      (cell: unknown) => ({ fields: [{ name: 'user' }, { name: 'api_key' }], data: [['joe', cell]] }),
    ],
    [
      'a first row of names',
      (cell: unknown) => [
        ['password', 'user'],
        [cell, 'joe'],
        [cell, 'ann'],
      ],
    ],
    ['a pair of k and v', (cell: unknown) => [{ k: 'password', v: cell }]],
  ])('hides the cells of secret columns, and no others: %s', (_form, make) => {
    expect(scrubJson(make('hunter2Xy9!'), { owner: false })).toEqual(make('[secret]'))
    expect(scrubJson(make('hunter2Xy9!'), { owner: true })).toEqual(make('[secret]'))
    for (const harmless of ['', 'a label of words', 7, null, true])
      expect(scrubJson(make(harmless), { owner: false })).toEqual(make(harmless))
  })

  it('survives JSON that is deeper than any stack', () => {
    let deep: unknown = 'bottom'
    for (let level = 0; level < 20_000; level += 1) deep = [deep]
    expect(JSON.stringify(scrubJson(deep, { owner: true })).length).toBeLessThan(1_000)
  })
})

describe('the tools of the platform', () => {
  const given = { tool_input: { file_path: '/workspace/customers.csv' }, result: [{ line: 'Ada,42' }] }
  const shown = new Set(['web', 'slide', 'media', 'plan', 'deliverable'])
  const names = Object.entries(namesByClass).flatMap(([kind, list]) =>
    list.split(' ').map((name) => [name, kind] as const),
  )

  it.each(names.filter(([, kind]) => shown.has(kind)))('shows others what %s did', (name) => {
    const call = { tool_name: name, ...given }
    expect(scrubJson(call, { owner: false })).toEqual(call)
  })

  it.each([...names.filter(([, kind]) => !shown.has(kind)), ['mcp_vault_read', 'nobody’s'] as const])(
    'hides from others what %s did',
    (name) => {
      const seen = JSON.stringify(scrubJson({ tool_name: name, ...given }, { owner: false }))
      expect(seen).not.toMatch(/customers|Ada/)
    },
  )

  it('leaves the owner’s work as it is, but for what opens the platform', () => {
    const code = `const apiKey = 'sk_live_${'a1B2'.repeat(6)}'\npassword: hunter2\n`
    const ours = `ii_${'a1B2'.repeat(7)}`
    expect(scrubToolInput('Write', { content: code, password: 'hunter2' }, { owner: true })).toEqual({
      content: code,
      password: 'hunter2',
    })
    expect(scrubToolInput('Write', { content: `x = ${ours}` }, { owner: true })).toEqual({
      content: 'x = [secret]',
    })
  })

  it('keeps lists, objects, names and descriptions of what asks for credentials', () => {
    const args = { message: 'Two keys, please', requested_keys: [{ key: 'A_KEY', description: 'Of A' }] }
    const call = { tool_execution: { tool_name: 'ask_user_env', tool_args: args } }
    const schema = [{ name: 'A_KEY', field_type: 'str', value: 'a-value' }]
    expect(scrubJson({ ...call, user_input_schema: schema }, { owner: true })).toEqual({
      ...call,
      user_input_schema: [{ name: 'A_KEY', field_type: 'str', value: '[secret]' }],
    })
    expect(scrubToolInput('add_user_env', { secrets: [{ key: 'A', value: 'b' }] }, { owner: true })).toEqual({
      secrets: [{ key: 'A', value: '[secret]' }],
    })
  })

  it('hides by names in camel case what it hides by the platform’s own', () => {
    const document = {
      toolExecution: { toolName: 'ask_user_env', toolArgs: { note: 'canary' } },
      userInputSchema: [{ name: 'A_KEY', value: 'canary' }],
    }
    const call = { toolName: 'add_user_env', toolInput: { secrets: [{ key: 'A', value: 'canary' }] } }
    for (const owner of [true, false])
      expect(JSON.stringify(scrubJson([document, call], { owner }))).not.toContain('canary')
    const internal = {
      toolName: 'Bash',
      toolInput: 'canary',
      systemPrompt: 'canary',
      costUsd: 17,
      vscodeUrl: 'canary',
    }
    expect(scrubJson(internal, { owner: false })).toEqual({
      toolName: 'Bash',
      toolInput: expect.not.stringContaining('canary'),
    })
    expect(scrubToolInput('Write', { systemPrompt: 'mine' }, { owner: true })).toEqual({
      systemPrompt: 'mine',
    })
  })

  it('survives calls of tools inside each other, deeper than any stack', () => {
    for (const owner of [true, false])
      for (const tool of ['web_search', 'Bash', 'add_user_env', 'mcp_x']) {
        let deep: unknown = 'bottom'
        for (let level = 0; level < 20_000; level += 1) deep = { tool_name: tool, tool_input: deep }
        expect(JSON.stringify(scrubJson(deep, { owner })).length).toBeLessThan(5_000)
        expect(JSON.stringify(scrubToolResult(tool, deep, { owner })).length).toBeLessThan(5_000)
      }
  })

  it('cuts documents of more values or characters than are shown at once', () => {
    const wide = scrubJson(
      Array.from({ length: 300_000 }, (_, n) => n),
      { owner: false },
    ) as unknown[]
    expect(wide.length).toBeLessThanOrEqual(100_001)
    expect(scrubJson(['a'.repeat(2_000_000), 'b'], { owner: true })).toEqual([
      `${'a'.repeat(1_000_000)}[cut]`,
      '[cut]',
    ])
  })
})
