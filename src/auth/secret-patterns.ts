import { findAssignments, findSchemes } from './masking/assignments.ts'
import { findPrivateKeys } from './masking/pem.ts'
import { Findings } from './masking/spans.ts'
import { findTokens } from './masking/tokens.ts'
import { spend } from './masking/turns.ts'
import { findInUrls } from './masking/urls.ts'

/** The longest text that is masked; what is behind it is cut off. */
export const maxTextLength = 1_000_000

/** What stands for what was cut off. */
export const cut = '[cut]'

/** What stands where a secret was. */
export const hidden = '[secret]'

/**
 * The text without credentials: tokens of known formats, JWTs, private keys in PEM, passwords in URLs, and values that
 * stand beside the name of a credential. Linear in the length of the text, of which no more than the first million
 * characters are answered.
 */
export function scrubText(text: string): string {
  if (text.length > maxTextLength) return `${scrubText(text.slice(0, maxTextLength))}${cut}`
  spend(text.length)
  const findings = new Findings(text)
  findTokens(findings, false)
  findAssignments(findings)
  findSchemes(findings)
  findInUrls(findings)
  findPrivateKeys(findings)
  return findings.replaced(hidden)
}

/** The text without what opens the platform itself or its providers' accounts; all else stays, for the owner's eyes. */
export function scrubPlatformSecrets(text: string): string {
  if (text.length > maxTextLength) return `${scrubPlatformSecrets(text.slice(0, maxTextLength))}${cut}`
  spend(text.length)
  const findings = new Findings(text)
  findTokens(findings, true)
  return findings.replaced(hidden)
}

/** The same for a value of JSON, or of a column that may be null: null for what is no text. */
export function scrubTextOrNull(value: unknown): string | null {
  return typeof value === 'string' ? scrubText(value) : null
}
