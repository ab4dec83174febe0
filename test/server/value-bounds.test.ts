/** Every text, list and JSON that an argument or an input field takes is bounded, as a literal and in variables. */
import { type GraphQLInputType, getNamedType, getNullableType, isLeafType, isListType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { startAttackedGateway } from '../attack/gateway.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { listValuePlaces, sampleOf, type ValuePlace } from '../support/value-places.ts'

const deep = (levels: number): unknown => JSON.parse(`{"a": ${'['.repeat(levels)}1${']'.repeat(levels)}}`)
const formats = ['DateTime', 'BigInt', 'Decimal']
const texts = ['String', 'ID', ...formats]
const maxDocumentLength = 1_000_000
/** How a bound is named; of JSON, that of its depth without its place. */
const boundAt = ({ path }: ValuePlace) =>
  new RegExp(`(\\b${path.at(-1)}\\b|\\$v).*(at most [\\d,]+|<=)|^JSON may be nested at most`)
const places = listValuePlaces()
const typeName = ({ type }: ValuePlace) => getNamedType(type).name
const isList = ({ type }: ValuePlace) => isListType(getNullableType(type))
const isAddress = ({ path }: ValuePlace) => /url|endpoint|preview|avatar|images/i.test(path.at(-1) ?? '')
const longText = (place: ValuePlace) =>
  `${isAddress(place) ? 'https://example.com/' : ''}${'x'.repeat(place.isMutation ? 600_000 : 100_001)}`
const hasFormat = (place: ValuePlace) => formats.includes(typeName(place))
const isJson = (place: ValuePlace) => typeName(place) === 'JSON'
const itemOf = ({ type }: ValuePlace) => sampleOf(getNamedType(type) as GraphQLInputType)
/** As a literal, a text of such a place is no valid document, whatever its length. */
const isOther = (place: ValuePlace) =>
  !isJson(place) && isLeafType(getNamedType(place.type)) && !texts.includes(typeName(place))
const asItem = (place: ValuePlace, value: unknown) => (isList(place) ? [value] : value)

describe('values that clients send', () => {
  let gateway: TestGateway
  let token: string
  beforeAll(async () => {
    gateway = await startAttackedGateway({
      MAX_BODY_BYTES: '3000000',
      MAX_DOCUMENT_LENGTH: String(maxDocumentLength),
      MAX_TOKENS: '100000',
    })
    token = await signTokenFor({ ...people.admin })
  })
  afterAll(() => gateway.close())

  /** What refused a value: the message of an error with the code BAD_USER_INPUT, or a problem of a mutation's input. */
  async function refusal(
    place: ValuePlace,
    operation: { query: string; variables?: object },
  ): Promise<string> {
    const accept = /^subscription/.test(operation.query) ? 'text/event-stream' : 'application/json'
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` },
      body: JSON.stringify(operation),
    })
    const text = await response.text()
    const { data, errors } = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text)
    const [first] = errors ?? []
    if (first) return first.extensions.code === 'BAD_USER_INPUT' ? first.message : text.slice(0, 300)
    const [payload] = Object.values(data ?? {}) as { issues?: { path: string; message: string }[] }[]
    const path = place.path.slice(1).join('.')
    const issue = payload?.issues?.find((one) => one.path.replace(/\.\d+/g, '') === path)
    return issue ? `${path} ${issue.message}` : text.slice(0, 300)
  }

  it.each([
    ['a text', (place: ValuePlace) => texts.includes(typeName(place)) && asItem(place, longText(place)), 240],
    [
      'a text of another type',
      (place: ValuePlace) => isOther(place) && asItem(place, longText(place)),
      100,
      true,
    ],
    ['a list', (place: ValuePlace) => isList(place) && Array(1_500).fill(itemOf(place)), 30],
    ['JSON that is long', (place: ValuePlace) => isJson(place) && { a: 'x'.repeat(1_100_000) }, 6],
    ['JSON that is deep', (place: ValuePlace) => isJson(place) && deep(1_000), 6],
  ])(
    'refuses %s beyond its bound, and names the bound, at every place',
    async (_what, valueFor, minBytes, isWrong = false) => {
      let count = 0
      for (const place of places) {
        const value = valueFor(place)
        if (value === false) continue
        count += 1
        for (const operation of [place.inVariable(value), ...(isWrong ? [] : [place.asLiteral(value)])]) {
          if (operation.query.length > maxDocumentLength) continue
          const found = await refusal(place, operation)
          if (hasFormat(place)) expect(found, place.name).toMatch(/at most [\d,]+|must be/)
          else expect(found, place.name).toMatch(boundAt(place))
        }
      }
      // So that no change of the walk leaves them out.
      expect(count).toBeGreaterThanOrEqual(minBytes)
    },
  )
})
