import { describe, expect, it } from 'vitest'
import { scrubText } from '../../src/auth/secret-patterns.ts'
import { credentials, passwords } from './credentials.ts'
import { base64, forms, keyLines, keys } from './forms.ts'
import { harmless } from './harmless.ts'
import { namedPlaces, places } from './places.ts'
import { codes, unusualForms } from './unusual-forms.ts'

describe('harmless texts', () => {
  it('are many', () => expect(new Set(harmless).size).toBeGreaterThanOrEqual(300))
  it('are left as they are', () => {
    expect(harmless.map(scrubText)).toEqual(harmless)
  })
})

/** The part of a credential that must not come out: what is secret of a URL or a key, and the end of a token. */
function secretPart(credential: string): string {
  const inUrl = /:\/\/[^:]*:(.*)@/.exec(credential)?.[1]
  if (inUrl) return inUrl
  if (credential.startsWith('-----')) return credential.split('\n')[2] ?? ''
  if (credential.startsWith('https://')) return credential.split('/').at(-1) ?? ''
  return credential.slice(credential.length / 2)
}

describe('made-up credentials', () => {
  const made = credentials()

  it('are many, and so are the places', () => {
    expect(new Set(made).size).toBeGreaterThanOrEqual(300)
    expect(Object.keys(places).length).toBeGreaterThanOrEqual(40)
  })

  it.each(Object.entries(places))('are masked in %s', (_name, read) => {
    expect(made.filter((credential) => read(credential).includes(secretPart(credential)))).toEqual([])
  })

  it.each(Object.entries(namedPlaces))('are masked beside their name: %s', (_name, read) => {
    expect(passwords().filter((password) => read(password).includes(password))).toEqual([])
  })
})

describe('passwords that no separator follows', () => {
  const mixed = passwords().filter((password) =>
    /^(?=.*[A-Z])(?=.*[a-z])(?=(?:.*\d){3})[A-Za-z0-9]{12,}$/.test(password),
  )

  it('are many', () => expect(mixed.length).toBeGreaterThanOrEqual(10))

  it.each(Object.entries({ ...forms, ...unusualForms }))('are masked in %s', (_name, read) => {
    expect(
      mixed.filter((password) =>
        [password, base64(password).slice(0, 12)].some((secret) => read(password).includes(secret)),
      ),
    ).toEqual([])
  })
})

describe('words and codes that open an account', () => {
  it.each(Object.entries(codes))('are masked: %s', (_name, [masked, part]) => {
    expect(masked.includes(part)).toBe(false)
    expect(masked).toContain('[secret]')
  })
})

describe('private keys', () => {
  it.each(Object.entries(keys))('are masked in %s', (_name, shown) => {
    expect(
      keyLines.filter((line) => shown.includes(line) || shown.includes(base64(line).slice(0, 20))),
    ).toEqual([])
  })
})
