/** What stands where a secret was. */
export const hidden = '[secret]'

/**
 * A shape of secrets inside text, and what is left of it. Nearly every text has none, and is told so sooner by a simpler
 * search: each match holds something of this shape.
 */
type Pattern = { readonly shape: RegExp; readonly left: string; readonly holds: RegExp }

const gone = (shape: RegExp, holds: RegExp): Pattern => ({ shape, left: hidden, holds })

// No letter or digit stands in front: `task-…` is no `sk-…`.
const word = '(?<![A-Za-z0-9])'

/**
 * Tokens of known makers: what they begin with, the rest of them, and as little of the beginning as other texts seldom
 * hold.
 */
const tokens: readonly (readonly [prefix: string, rest: string, hint: string])[] = [
  ['sk_(?:live|test)_|rk_(?:live|test)_|whsec_', '[A-Za-z0-9]{8,}', '_'], // Stripe
  ['sk-', '[A-Za-z0-9_-]{20,}', 'sk-'], // OpenAI, Anthropic and others
  ['gh[opsur]_', '[A-Za-z0-9]{16,}', '_'], // GitHub
  ['github_pat_', '[A-Za-z0-9_]{16,}', '_'],
  ['glpat-', '[A-Za-z0-9_-]{16,}', 'glpat-'], // GitLab
  ['ii_', '[A-Za-z0-9_-]{16,}', '_'], // the platform itself
  ['A[KS]IA', '[0-9A-Z]{12,}', 'A[KS]IA'], // AWS
  ['xox[abeoprs]-', '[A-Za-z0-9-]{8,}', 'xox'], // Slack
  ['AIza', '[A-Za-z0-9_-]{30,}', 'AIza'], // Google
  ['ya29\\.', '[A-Za-z0-9_-]{8,}', 'ya29'],
  ['1//0', '[A-Za-z0-9_-]{16,}', '1//0'],
  ['npm_|hf_|napi_|ntn_|secret_', '[A-Za-z0-9]{16,}', '_'], // npm, Hugging Face, Neon, Notion
  ['SG\\.', '[A-Za-z0-9_-]{16,}', 'SG\\.'], // SendGrid
  ['gAAAAA|Z0FBQUFB', '[A-Za-z0-9_=-]{8,}', 'gAAA|Z0FB'], // Fernet, as the platform encrypts
]

/**
 * Each pattern is linear in the length of the text: it starts at a literal, and what may repeat before its end is
 * bounded or takes everything that is left.
 */
const patterns: readonly Pattern[] = [
  gone(/-----BEGIN [A-Z0-9 ]{1,60}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,60}-----|$)/g, /-----BEGIN /),
  gone(new RegExp(`${word}eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]*)?`, 'g'), /\.eyJ/),
  {
    shape: new RegExp(`${word}(?:${tokens.map(([prefix, rest]) => `(?:${prefix})${rest}`).join('|')})`, 'g'),
    left: hidden,
    holds: new RegExp([...new Set(tokens.map(([, , hint]) => hint))].join('|')),
  },
  // scheme://user:password@host, whatever the password holds; a port is no password.
  { shape: /(?<=:\/\/)[^\s"'<>/]{1,500}@/g, left: `${hidden}@`, holds: /@/ },
  {
    shape: /(?<=:\/\/)[^\s"'<>/@:]{0,100}:(?!\d{1,5}[/?#])[^\s"'<>@]{1,200}@/g,
    left: `${hidden}@`,
    holds: /@/,
  },
  // Signed addresses and tokens in query strings.
  {
    shape:
      /([?&](?:X-(?:Goog|Amz)-(?:Signature|Credential|Security-Token)|access_token|token|tkn|sig|signature|api_?key)=)[^&\s"'<>]+/gi,
    left: `$1${hidden}`,
    holds: /[?&]/,
  },
  {
    shape: /\b((?:Bearer|Basic) )[A-Za-z0-9._~+/=-]{12,}/g,
    left: `$1${hidden}`,
    holds: /Bearer |Basic /,
  },
  // NAME_OF_A_SECRET=value, as environments are written.
  {
    shape:
      /\b([A-Z][A-Z0-9_]{0,60}?(?:PASSWORD|SECRET|TOKEN|API_KEY|ACCESS_KEY|PRIVATE_KEY)[A-Z0-9_]{0,20} ?= ?["']?)[^\s"']{4,}/g,
    left: `$1${hidden}`,
    holds: /PASSWORD|SECRET|TOKEN|_KEY/,
  },
  // "api_key": "value", inside JSON that is kept as text.
  {
    shape:
      /("[\w-]{0,40}?(?:password|secret|token|api_?key|private_?key)[\w-]{0,20}"\s{0,4}:\s{0,4}")(?:[^"\\]|\\.){1,2000}(?=")/gi,
    left: `$1${hidden}`,
    holds: /"/,
  },
]

/** The text without what looks like a credential: tokens of known makers, JWTs, keys in PEM, passwords in URLs. */
export function scrubText(text: string): string {
  let scrubbed = text
  for (const { shape, left, holds } of patterns)
    if (holds.test(scrubbed)) scrubbed = scrubbed.replace(shape, left)
  return scrubbed
}

/** The same for a value of JSON, or of a column that may be null: null for what is no text. */
export function scrubTextOrNull(value: unknown): string | null {
  return typeof value === 'string' ? scrubText(value) : null
}
