import { describe, expect, it, vi } from 'vitest'
import { mayHaveCredential } from '../../src/auth/masking/prefilter.ts'
import { maskFound, scrubText } from '../../src/auth/secret-patterns.ts'
import { createRandom, credentials, passwords } from './credentials.ts'
import { forms } from './forms.ts'
import { harmless } from './harmless.ts'
import { namedPlaces, places } from './places.ts'
import { unusualForms } from './unusual-forms.ts'

/** Every text that was masked. */
const texts = vi.hoisted(() => new Set<string>())

vi.mock('../../src/auth/masking/prefilter.ts', async (load) => {
  const original = await load<typeof import('../../src/auth/masking/prefilter.ts')>()
  return {
    mayHaveCredential: (text: string) => {
      texts.add(text)
      return original.mayHaveCredential(text)
    },
  }
})

/** The texts that the prefilter dismisses though a pattern matches. */
const missed = (given: Iterable<string>) =>
  [...given].filter((text) => !mayHaveCredential(text) && maskFound(text) !== text)

/** Passwords with few kinds of characters, which only what is beside them tells. */
const plain = [
  'hunter!',
  'CorrectHorse',
  'correct/horse+battery',
  '1234',
  '123456',
  '12345678 23456789',
  'Pass phrase 1!',
]
/** Credentials without digits, of which each has one thing alone that the prefilter looks for. */
const few = [
  'my seed phrase abandon ability able about above absent absorb abstract absurd abuse access acid and so on',
  'seed phrase "abandon", "ability", "able", "about", "above", "absent", "absorb", "abstract", "absurd", "abuse", "access", "acid"',
  'it says Basic ZGFuYTpz there',
  'it says BEARER Horse/Battery/Staple/Correct there',
  'C: AUTH PLAIN ZGFuYS/YTpodW/ZXIhISE/ZXIh ok, line 1',
  'ask dana://dana:hunter@db.example for it',
  'Private-Lines: 1\nabc/def/ghi/jkl\n',
  'the password：hunter!',
  'password:hunter!',
  'password : hunter!',
  'a list\nname, password\ndana, hunter!\n',
  "insert into users (name, password) values ('dana', 'hunter!')",
  `${'abcdefghijklm/'.repeat(3)}+ACRabcdef`,
  '$scrypt$abcd.efgh/ijkl.mnop/qrst.uvwx, page 1',
  '-----BEGIN PRIVATE KEY----- abcdefgh/ijklmno/pqrstuv',
  'pwd%3Dhunte!',
  'jwt.sign(payload, "horse 1 or B 2"), as of v1',
  '"value": "dana 1 or B 2", "httpOnly": true, as of v1',
  'backup codes 1234, 5678',
  'PIN 1234, PIN is 1234',
  '{SSHA}abcdefgh/ijklmno/pqrstuv/wxyz+ABCD, page 1',
  '<tr><th>password</th></tr><tr><td>12345678</td></tr>',
]

const rounds = 40_000

const prose = [
  'Message 123456: The quick brown fox jumps over the lazy dog. The quick brown fox jumps over the lazy dog.',
  'The meeting is on 4 December 2026 at 10:30; the room costs $1,200, of which 50% is paid. It’s a well-known one.',
  'First of all: what is missing, who reads it, and why is the answer (or most of it) short?',
  '次の計画について話し合いました。全体の流れを確認し：来週までに資料を3部まとめます。',
  'Сначала нужно подготовить обзор, затем описать подробности и попросить 2 читателей высказать мнение.',
]

describe('the prefilter', () => {
  // Masks everything in the lists, also what is made while they are loaded.
  for (const credential of credentials()) for (const read of Object.values(places)) read(credential)
  for (const password of passwords())
    for (const read of Object.values({ ...namedPlaces, ...forms, ...unusualForms })) read(password)
  for (const password of plain)
    for (const read of Object.values({ ...places, ...namedPlaces, ...forms, ...unusualForms })) read(password)
  for (const text of [...harmless, ...few]) scrubText(text)
  const all = [...texts]

  it('dismisses no text of the lists that has a credential', () => {
    expect(all.length).toBeGreaterThan(20_000)
    expect(missed(all)).toEqual([])
  })

  it('has examples of all that it looks for', () => {
    expect(few.filter((text) => maskFound(text) === text)).toEqual([])
  })

  it('dismisses prose', () => {
    expect(prose.filter(mayHaveCredential)).toEqual([])
  })

  it('dismisses no text with a credential whose parts were removed, cut and put together at random', () => {
    const random = createRandom(26)
    const pick = (from: readonly string[]) => from[random(from.length)] ?? ''
    const removed = [/[=<{\\]/g, /\d/g, /[A-Z]/g, /["']/g, /[^\w\s]/g, /[-_]/g, /:/g, /\s/g]
    const added = [
      ' ',
      '\n',
      ', ',
      ': ',
      '：',
      'é',
      '密码',
      '.',
      '"',
      '1',
      '2026',
      ' (',
      ')',
      'token',
      'Bearer ',
      '',
    ]
    const mutate = (text: string) => {
      let mutated = text
      for (let n = random(4); n >= 0; n -= 1) {
        const at = random(mutated.length + 1)
        const kind = random(4)
        if (kind === 0) mutated = mutated.replaceAll(removed[random(removed.length)] ?? '', pick(added))
        if (kind === 1) mutated = mutated.slice(0, at) + pick(added) + mutated.slice(at)
        if (kind === 2) mutated = random(2) ? mutated.slice(at) : mutated.slice(0, at)
        if (kind === 3) mutated += pick(added) + pick(all).slice(0, random(200))
      }
      return mutated
    }
    const short = all.filter((text) => text.length < 400)
    const mutated = Array.from({ length: rounds }, () => mutate(pick(short)))
    const dismissed = mutated.filter((text) => !mayHaveCredential(text))
    expect(dismissed.length).toBeGreaterThan(rounds / 50)
    expect(missed(dismissed)).toEqual([])
  })
})
