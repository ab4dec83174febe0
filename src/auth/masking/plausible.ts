/** Matches references to a value provided elsewhere: `${NAME}`, `$NAME`, `{name}`, `<name>`, `(none)`, `%s`, `***`. */
const template =
  /^(?:\$[A-Za-z_]+|\$[{(].*|.*\$\{.*|\{.*|<.*|\[.*|\([a-z -]{1,40}\)|%[A-Z_]+%|![a-z]{1,20}|%[sdv(].*|[*.\-_•?#]+|[xX]{3,})$/

/** Matches words in place of a credential in documentation, types and code. */
const placeholder =
  /^(?:your[-_ ].*|my[-_ ].*|(?:an?|the|some|any)[-_ ].*|example.*|placeholder.*|change[-_ ]?(?:me|it|this).*|todo|none|null|nil|undefined|true|false|yes|no|on|off|string|str|text|number|int(?:eger)?|bool(?:ean)?|bytes|object|array|optional|required|secret|hidden|redacted|masked|omit(?:ted)?|include|same-origin|unset|empty|default|disabled|enabled|(?:hs|rs|es|ps|sha)-?(?:1|224|256|384|512)|md5|bcrypt|argon2(?:id?)?|base64|utf-?8|oauth-?[12]?|process\.env.*|os\.(?:environ|getenv).*|env\(.*|import\.meta.*)$/i

/** Matches values of other kinds: numbers, dates, lengths, colours, URLs and file paths. */
const otherKind =
  /^(?:[\d\-:TZ.,+/ ]+|\d+(?:\.\d+)?(?:px|r?em|%|m?s|v[hw]|deg|[kmg]b?)|#[0-9a-f]{3,8}|[a-z][a-z0-9+.-]{1,20}:\/\/.*|[~.]{0,2}(?:\/[a-z][\w.@-]{0,30})+\/?)$/i

const memberPath = /^[A-Za-z_$][\w$]*(?:(?:\.|::|->)[\w$-]{1,12})+$/
const labelText = /^[\p{L}\p{M}'’. ,:;!?()/…-]+$/u
const camelWords = /^[A-Za-z][a-z]+(?:[A-Z][a-z]+)+$/

/** Maximum number of characters of a value that are examined. */
const looked = 200

/** True if the value is a template that refers to a value provided elsewhere. */
export const isTemplate = (value: string): boolean => template.test(value.slice(0, looked))

/** True if the text is a template or placeholder instead of an actual value. */
export const isPlaceholder = (start: string): boolean => template.test(start) || placeholder.test(start)

/**
 * True if the value may be a label or sentence, as translations have for `password`: letters and punctuation
 * only.
 */
export function isLabel(value: string): boolean {
  if (value.length > 1_000 || !labelText.test(value)) return false
  const first = value[0] ?? ''
  if (!value.includes(' ') && value.length > 24) return false
  return value.includes(' ') || first !== first.toLowerCase() || /[^ -~]/.test(value)
}

const hasDigit = (text: string) => /\d/.test(text)
const hasBothCases = (text: string) => /[A-Z]/.test(text) && /[a-z]/.test(text)

/**
 * True if an unnamed word looks random: long, with digits among its letters, or in both cases without words.
 */
export function looksRandom(value: string, minLength: number): boolean {
  const start = value.slice(0, looked)
  if (start.length < minLength || isPlaceholder(start) || otherKind.test(start) || memberPath.test(start))
    return false
  if (hasDigit(start)) return /[A-Za-z]/.test(start)
  return hasBothCases(start) && start.length >= 20 && !camelWords.test(start)
}

/** True if the value of a secret name is a credential, and not a label, reference or number. */
export function isSecretValue(value: string, isPassword: boolean): boolean {
  const start = value.slice(0, looked)
  if (start.length < 4 || isPlaceholder(start) || isLabel(start)) return false
  if (isPassword && /^\d+$/.test(start)) return true
  if (otherKind.test(start) || memberPath.test(start)) return false
  const hasSymbol = /[^\w\s.\-/:,]/.test(start)
  if (/\s/.test(start)) return hasDigit(start) && hasSymbol
  if (hasDigit(start) || hasSymbol) return true
  return (
    start.length >= (hasBothCases(start) ? 10 : 16) && /^[A-Za-z+/=]+$/.test(start) && !camelWords.test(start)
  )
}

/** True for HTTP Basic credentials: base64 of a name, a colon and a password. */
export function isBasic(value: string): boolean {
  const start = value.slice(0, looked)
  if (start.length < 8 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(start)) return false
  return /^[ -9;-~]{0,100}:[ -~]+$/.test(Buffer.from(start, 'base64').toString('latin1'))
}

/** Matches names of code with numbers: `iosP12Password`, `has_psk_tlsv13`. */
const camelName =
  /^(?:_?[a-z]{2,20}(?:[A-Z](?:[a-z]{2,20}|\d{0,2})){1,6}\d?|[A-Z]{2,6}\d{1,4}(?:[A-Z][a-z]{1,20})+|_{0,2}[A-Za-z]{2,20}(?:[_-][A-Za-z]{1,20}\d{0,3}){1,8})$/
/** The kinds of characters, beside digits, that a password mixes. */
export const characterKinds = [/[A-Z]/, /[a-z]/, /[!@#$%^&*+~=?]/] as const
/** Minimum length of a password, and of one with characters of one kind beside digits. */
export const minPassword = 6
export const minPlainPassword = 12

/**
 * True if a word that follows the name of a credential without a separator looks like one: digits, and three kinds of
 * characters or a length that no word has. Paths, versions and names of files are not.
 */
export function looksLikePassword(value: string, minLength: number): boolean {
  const start = value.slice(0, looked)
  if (start.length < minLength || isPlaceholder(start) || otherKind.test(start) || memberPath.test(start))
    return false
  if (camelName.test(start)) return false
  if (!/\d\D*\d/.test(start) || /(?:^|\/)[a-z._-]{4,}(?:\/|$)/.test(start)) return false
  const kinds = characterKinds.filter((kind) => kind.test(start)).length
  return (
    kinds >= 2 ||
    (kinds === 1 && (start.length >= 20 || (start.length >= minPlainPassword && isScrambled(start))))
  )
}

const scrambled = /(?:\d{1,20}[a-z]{1,20}){3}|(?:[a-z]{1,20}\d{1,20}){3}/i

/** True if letters and digits alternate within a word, as in hexadecimal and random text, and not in dates, versions and words. */
export const isScrambled = (value: string): boolean => scrambled.test(value.slice(0, looked))
