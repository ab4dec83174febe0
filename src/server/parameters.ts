import { MIMEType } from 'node:util'
import type { Plugin } from 'graphql-yoga'
import type { Limits } from '../config/limits.ts'
import { countValues, listValuesUpTo } from '../data/json.ts'
import { inputUnits, reserve } from '../data/turns.ts'
import { RefusedRequestError } from '../errors/client-errors.ts'
import { LimitError } from '../errors/limit-error.ts'

/** Unvalidated: Yoga checks the types. */
type Params = Record<string, unknown>
type Parser = (request: Request) => Promise<Params>

/** Parsers of request bodies by media type. */
type Parsers = ReadonlyMap<string, Parser>

/** The limits on parameters. */
type ParameterLimits = Pick<Limits, 'parameters' | 'bodyValues'>

function createParsers(limits: ParameterLimits): Parsers {
  const parseBody: Parser = async (request) => {
    const params = parseJson(await readText(request), 'The request body', limits)
    if (!Array.isArray(params) && !listValuesUpTo(limits.parameters, params)) throw tooManyParameters(limits)
    return params
  }
  return new Map([
    ['application/json', parseBody],
    ['application/graphql+json', parseBody],
    ['application/graphql', async (request) => ({ query: await readText(request) })],
    ['application/x-www-form-urlencoded', async (request) => parseForm(await readText(request), limits)],
  ])
}

/**
 * Parses the parameters of a request, in UTF-8 only. Malformed input is rejected, because replacement
 * characters would otherwise be stored.
 */
export function useParameters(limits: ParameterLimits): Plugin {
  const parsers = createParsers(limits)
  const parseQueryString: Parser = async ({ url }) =>
    parseForm(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '', limits)
  return {
    onRequestParse({ request, setRequestParser }) {
      const parse =
        request.method === 'GET'
          ? parseQueryString
          : chooseParser(parsers, request.headers.get('content-type'))
      setRequestParser(parse)
    },
  }
}

function chooseParser(parsers: Parsers, contentType: string | null): Parser {
  const type = parseMediaType(contentType ?? '')
  const parse = type && parsers.get(type.essence)
  if (!parse) throw unsupported('A request body must be of the type application/json.')
  if (!/^utf-?8$/i.test(type.params.get('charset') ?? 'utf-8'))
    throw unsupported('A request body must be in UTF-8.')
  return parse
}

function parseMediaType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text)
  } catch {
    return undefined
  }
}

/** Decodes a body without a byte order mark. */
async function readText(request: Request): Promise<string> {
  const bytes = await request.arrayBuffer()
  await reserve(bytes.byteLength * inputUnits)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw malformed('The request body is not UTF-8.')
  }
}

/** Parses `application/x-www-form-urlencoded`; the first value of each name counts. */
function parseForm(text: string, limits: ParameterLimits): Params {
  const pairs = text.split('&', limits.parameters + 1)
  if (pairs.length > limits.parameters) throw tooManyParameters(limits)
  const given = new Map<string, string>()
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=')
    const key = decode(name)
    if (!given.has(key)) given.set(key, decode(rest.join('=')))
  }
  const parseParameter = (name: string) => {
    const value = given.get(name)
    // As in a body, null is no value.
    return value && value.trim() !== 'null' ? parseJson(value, `The parameter ${name}`, limits) : undefined
  }
  return {
    query: given.get('query'),
    operationName: given.get('operationName') || undefined,
    documentId: given.get('documentId') || undefined,
    variables: parseParameter('variables'),
    extensions: parseParameter('extensions'),
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw malformed('The parameters are not UTF-8 in percent-encoding.')
  }
}

/** Parses a JSON object. The error does not quote the text, which may contain a secret. */
function parseJson(text: string, name: string, { bodyValues }: ParameterLimits): Params {
  if (countValues(text) > bodyValues) throw new LimitError('bodyValues', bodyValues, { status: 400 })
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Params
  } catch {
    throw malformed(`${name} is not JSON.`)
  }
  throw malformed(`${name} must be a JSON object.`)
}

const tooManyParameters = ({ parameters }: ParameterLimits) =>
  new LimitError('parameters', parameters, { status: 400 })

const malformed = (message: string) => new RefusedRequestError('BAD_USER_INPUT', message)

const unsupported = (message: string) => new RefusedRequestError('UNSUPPORTED_MEDIA_TYPE', message)
