import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeServerRisk } from '../src/data/server-version.ts'
import { describeNodeRisk } from '../src/server/node-version.ts'

describe('versions that lack security fixes', () => {
  it.each(['v20.20.2', 'v21.0.0', 'v23.11.1', 'v25.0.0', 'v18.20.8'])(
    '%s of Node is out of support',
    (version) => expect(describeNodeRisk(version)).toMatch(/out of support.*Node 24 or 22/),
  )
  it.each(['v22.23.3', 'v22.9.9', 'v24.22.0', 'v24.3.9', 'v26.12.0'])(
    '%s of Node has known defects',
    (version) => expect(describeNodeRisk(version)).toMatch(/lacks security fixes/),
  )
  it.each(['v22.23.4', 'v22.24.0', 'v24.22.1', '24.23.0', 'v26.12.1', 'v28.0.0'])(
    '%s of Node is good',
    (version) => expect(describeNodeRisk(version)).toBeUndefined(),
  )
  it.each([
    [150_018, 'lacks'],
    [170_011, 'lacks'],
    [180_000, 'lacks'],
    [150_020, undefined],
    [170_012, undefined],
    [180_007, undefined],
    [190_000, undefined],
  ])('PostgreSQL %i: %s', (version, found) => {
    const risk = describeServerRisk(version)
    if (found) expect(risk).toContain(found)
    else expect(risk).toBeUndefined()
  })

  it('are in none of the images', () => {
    const images = (file: string) => [
      ...readFileSync(file, 'utf8').matchAll(/^(?:FROM| +image:) (\S+):(\S+)/gm),
    ]
    for (const [, , tag = ''] of images('Dockerfile')) {
      expect(tag).toMatch(/^\d+\.\d+\.\d+-/)
      expect(describeNodeRisk(`v${tag.split('-')[0]}`)).toBeUndefined()
    }
    const [[, name, tag = ''] = []] = images('compose.yaml')
    const [major = 0, minor] = tag.split('.').map(Number)
    expect(name).toBe('postgres')
    expect(minor).toBeDefined()
    expect(describeServerRisk(major * 10_000 + (minor ?? 0))).toBeUndefined()
  })
})
