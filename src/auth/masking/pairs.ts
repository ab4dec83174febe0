import { isPasswordName, isSecretName, maxNameLength } from './names.ts'
import { isBasic, isSecretValue, looksLikePassword, looksRandom } from './plausible.ts'

/** Keys under which tools, headers and forms name what another key of the same object holds. */
const nameKeys =
  'name key Name Key field label id selector header variable ParameterKey parameterKey element title k'.split(
    ' ',
  )
const valueKeys = new Set(
  'value Value text val content data stringValue ParameterValue parameterValue input v'.split(' '),
)

/** Private parts of a JSON Web Key. */
const jwkParts = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'])

/** Names whose values are credentials only if they look like one. */
const ambiguous = /^(?:pass|psk|otp|x?csrf|xsrf|sid|_?auth|basic_?auth|mot_de_passe)$/i

/** Returns the name that another member of the object gives to the member `key`; undefined if it is not such a value. */
export function getPairedName(object: Readonly<Record<string, unknown>>, key: string): string | undefined {
  if (!valueKeys.has(key)) return undefined
  for (const nameKey of nameKeys) {
    const name = object[nameKey]
    if (nameKey !== key && typeof name === 'string' && isNameOfSecret(name)) return withoutQuotes(name)
  }
  return undefined
}

const header = /^(?:proxy-)?authorization$|^(?:set-)?cookie$/i
const withoutQuotes = (name: string) => name.replace(/^-+|["'\]]+$/g, '')

/** True if a text names a credential, as a variable, a header, an option or a selector. */
export const isNameOfSecret = (name: string): boolean =>
  name.length <= maxNameLength && (header.test(name) || isSecretName(withoutQuotes(name)))

/** True if the text is one word that may be the credential of this name. */
export function isPairedSecret(name: string, value: string): boolean {
  if (/\s/.test(value)) return false
  return isSecretValue(value, isPasswordName(name)) && (isPasswordName(name) || looksRandom(value, 6))
}

/** True for the value of a cookie as browsers export it. */
const isCookie = (key: string, object: object, value: string) =>
  key === 'value' && ('httpOnly' in object || 'sameSite' in object) && value.length >= 8

/** True for a password that Terraform made, beside its hash. */
const isMade = (key: string, object: object) => key === 'result' && 'bcrypt_hash' in object

/** True for an authorization code of OAuth, beside the kind of grant. */
const isGrant = (key: string, object: object) =>
  key === 'code' && 'grant_type' in object && object.grant_type === 'authorization_code'

/** True if the key of an object is ambiguous and its value looks like a credential. */
export const isAmbiguousSecret = (key: string, value: string, object: object): boolean =>
  jwkParts.has(key)
    ? 'kty' in object && value.length > 2
    : isCookie(key, object, value) ||
      isMade(key, object) ||
      isGrant(key, object) ||
      (ambiguous.test(key) && (isBasic(value) || looksLikePassword(value, 8)))
