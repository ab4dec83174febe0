import { LRUCache } from 'lru-cache'
import { runStep } from '../data/resumable.ts'
import { keyUnits, spend } from '../data/turns.ts'
import { isSecretName } from './masking/names.ts'
import { maskCredentials, scrubText } from './secret-patterns.ts'

const secretLists =
  /^(?:secrets|credentials?|passwords|api_?keys|private_?keys|access_?keys|(?:backup|recovery|scratch)_?codes|mnemonic|(?:seed|recovery)_?(?:phrase|words))$/i

type KeyFacts = { readonly shown: string; readonly isSecret: boolean }

const maxKeys = 2_000
const maxKeyLength = 64
/** Facts about keys of JSON objects, of which documents repeat few very often. The least recently used one is evicted. */
const keys = new LRUCache<string, KeyFacts>({ max: maxKeys })

const isSecretKeyName = (key: string): boolean => isSecretName(key) || secretLists.test(key)

function examineLongKey(key: string): boolean {
  spend(keyUnits)
  return isSecretKeyName(key)
}

function examineKey(key: string): KeyFacts {
  spend(keyUnits)
  const facts = { shown: maskCredentials(key), isSecret: isSecretKeyName(key) }
  keys.set(key, facts)
  return facts
}

/** Returns what is shown of a key of a JSON object, and whether its value is a credential. */
export function getKeyFacts(key: string): KeyFacts {
  if (key.length > maxKeyLength) return { shown: scrubText(key), isSecret: runStep(examineLongKey, key) }
  return keys.get(key) ?? runStep(examineKey, key)
}
