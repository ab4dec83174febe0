import { candidateUnits, spend } from '../data/turns.ts'
import { findAssignments, findSchemes } from './masking/assignments.ts'
import { findPrivateKeys } from './masking/pem.ts'
import { Findings } from './masking/spans.ts'
import { findTokens } from './masking/tokens.ts'
import { findInUrls } from './masking/urls.ts'

/** Maximum length of masked text in characters; the rest is cut off. */
export const maxTextLength = 1_000_000

/** The marker for text that was cut off. */
export const cut = '[cut]'

/** The marker for a masked secret. */
export const hidden = '[secret]'

/**
 * Masks credentials in a text: tokens of known formats, JWTs, PEM private keys, passwords in URLs, and values
 * next to the name of a credential. Linear in the text's length; truncates after the first million
 * characters.
 */
export function scrubText(text: string): string {
  if (text.length > maxTextLength) return `${scrubText(text.slice(0, maxTextLength))}${cut}`
  const findings = new Findings(text)
  findTokens(findings, false)
  findAssignments(findings)
  findSchemes(findings)
  findInUrls(findings)
  findPrivateKeys(findings)
  return finish(findings)
}

/** Masks only credentials of the platform and its providers, for the owner's own content. */
export function scrubPlatformSecrets(text: string): string {
  if (text.length > maxTextLength) return `${scrubPlatformSecrets(text.slice(0, maxTextLength))}${cut}`
  const findings = new Findings(text)
  findTokens(findings, true)
  return finish(findings)
}

function finish(findings: Findings): string {
  spend(findings.text.length + findings.candidates * candidateUnits)
  return findings.replaced(hidden)
}

/** Masks a JSON value or nullable column; null if it is not a string. */
export function scrubTextOrNull(value: unknown): string | null {
  return typeof value === 'string' ? scrubText(value) : null
}
