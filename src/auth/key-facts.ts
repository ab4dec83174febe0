import { LRUCache } from 'lru-cache'
import { runStep } from '../data/resumable.ts'
import { keyUnits, spend } from '../data/turns.ts'
import { isSecretName } from './masking/names.ts'
import { scrubText } from './secret-patterns.ts'

const secretLists =
  /^(?:secrets|credentials?|passwords|api_?keys|private_?keys|access_?keys|(?:backup|recovery|scratch)_?codes|mnemonic|(?:seed|recovery)_?(?:phrase|words))$/i

type KeyFacts = { readonly shown: string; readonly isSecret: boolean }

const maxKeys = 2_000
const maxKeyLength = 64
/** Facts about keys of JSON objects, of which documents repeat few very often. The least recently used one is evicted. */
const keys = new LRUCache<string, KeyFacts>({ max: maxKeys })

function isSecretKeyName(key: string): boolean {
  spend(keyUnits)
  return isSecretName(key) || secretLists.test(key)
}

/** Returns what is shown of a key of a JSON object, and whether its value is a credential. */
export function getKeyFacts(key: string): KeyFacts {
  const known = keys.get(key)
  if (known) return known
  const facts = { shown: scrubText(key), isSecret: runStep(isSecretKeyName, key) }
  if (key.length <= maxKeyLength) keys.set(key, facts)
  return facts
}
