import { isJsonObject } from '../../data/json.ts'
import { hidden } from '../secret-patterns.ts'

/** True if a text is an address of which masking hid a part: it opens nothing. */
const isMaskedAddress = (text: string): boolean => text.includes(hidden) && /^https?:\/\/\S+$/i.test(text)

/** Returns an address that was masked before, null where masking hid a part of it. */
export const omitMaskedAddress = (text: string | null): string | null =>
  text !== null && isMaskedAddress(text) ? null : text

/** Replaces the masked addresses in masked JSON by null. */
export function omitMaskedAddresses(value: unknown): unknown {
  if (typeof value === 'string') return omitMaskedAddress(value)
  if (Array.isArray(value)) return value.map(omitMaskedAddresses)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, omitMaskedAddresses(item)]))
}
