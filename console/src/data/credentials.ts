import { demoTokens } from '../shell/options.ts'
import { createStore } from './store.ts'

/** What the console signs in with. */
export type Credentials = { readonly kind: 'token' | 'key'; readonly value: string }

export type SignIn = {
  readonly credentials: Credentials | null
  /** Why the console asks to sign in again; null where nobody signed in or signed out. */
  readonly reason: string | null
  /** Counts the changes of user: screens start anew with each, and go on where the same user signs in again. */
  readonly turn: number
}

const storageKey = 'ii-agent:console:credentials'

function initial(): SignIn {
  const stored = sessionStorage.getItem(storageKey)
  if (stored !== null) return { credentials: JSON.parse(stored), reason: null, turn: 0 }
  return { credentials: demoTokens && { kind: 'token', value: demoTokens.user }, reason: null, turn: 0 }
}

/** Who uses the console. Kept for this tab alone: `sessionStorage` goes when it is closed. */
export const signIn = createStore<SignIn>(initial())

/** Signs in, or out with null. Everything that is on the screen is read again. */
export function changeCredentials(credentials: Credentials | null): void {
  sessionStorage.setItem(storageKey, JSON.stringify(credentials))
  const { turn } = signIn.get()
  const user = userOf(credentials)
  const isSame = user !== undefined && user === lastUser
  lastUser = user
  signIn.set({ credentials, reason: null, turn: isSame ? turn : turn + 1 })
}

/** The user that an access token names; undefined for keys, and for what is no token. */
function userOf(credentials: Credentials | null): string | undefined {
  const payload = credentials?.kind === 'token' ? credentials.value.split('.')[1] : undefined
  try {
    const { user_id: user } = JSON.parse(atob((payload ?? '').replaceAll('-', '+').replaceAll('_', '/')))
    return typeof user === 'string' ? user : undefined
  } catch {
    return undefined
  }
}

let lastUser = userOf(signIn.get().credentials)

/** Asks to sign in again where the gateway refuses the present credentials; the place stays as it is. */
export function refuseCredentials(refused: Credentials | null, reason: string): void {
  const now = signIn.get().credentials
  if (now?.value !== refused?.value || !refused) return
  sessionStorage.setItem(storageKey, 'null')
  signIn.set({ ...signIn.get(), credentials: null, reason })
}

/** Headers of HTTP requests; over WebSocket, `connectionParams` has the same content. */
export function authHeaders(credentials: Credentials | null): Record<string, string> {
  if (!credentials) return {}
  return credentials.kind === 'key'
    ? { 'x-api-key': credentials.value }
    : { authorization: `Bearer ${credentials.value}` }
}
