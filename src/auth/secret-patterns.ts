import { findAssignments, findSchemes } from './masking/assignments.ts'
import { findPrivateKeys } from './masking/pem.ts'
import { Findings } from './masking/spans.ts'
import { findTokens } from './masking/tokens.ts'
import { findInUrls } from './masking/urls.ts'

/** What stands where a secret was. */
export const hidden = '[secret]'

/**
 * The text without credentials: tokens of known formats, JWTs, private keys in PEM, passwords in URLs, and values that
 * stand beside the name of a credential. Linear in the length of the text.
 */
export function scrubText(text: string): string {
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
  const findings = new Findings(text)
  findTokens(findings, true)
  return findings.replaced(hidden)
}

/** The same for a value of JSON, or of a column that may be null: null for what is no text. */
export function scrubTextOrNull(value: unknown): string | null {
  return typeof value === 'string' ? scrubText(value) : null
}
