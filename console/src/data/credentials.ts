import { demoTokens } from '../shell/options.ts'
import { createStore } from './store.ts'

/** What the viewer is signed in with. */
export type SignIn = {
  /** An access token or an API key. */
  readonly token: string | null
  /** Why the console asks to sign in again; null where nobody signed in, or signed out. */
  readonly reason: string | null
  /** Counts the changes of user: screens start anew with each, and go on where the same user signs in again. */
  readonly turn: number
}

const storageKey = 'ii-agent:console:token'

/** Who uses the console. Kept for this tab alone: `sessionStorage` goes when it is closed. An empty text is signed out. */
export const signIn = createStore<SignIn>({
  token: (sessionStorage.getItem(storageKey) ?? demoTokens?.user) || null,
  reason: null,
  turn: 0,
})

/** The claims of an access token, unverified; no claims of an API key or another text. */
function claimsOf(token: string | null): { user_id?: unknown; exp?: unknown } {
  try {
    return JSON.parse(atob((token?.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) ?? {}
  } catch {
    return {}
  }
}

let lastUser = claimsOf(signIn.get().token).user_id

/** Signs in, or out with null. */
export function changeToken(token: string | null): void {
  sessionStorage.setItem(storageKey, token ?? '')
  const { turn } = signIn.get()
  const user = claimsOf(token).user_id
  const isSame = user !== undefined && user === lastUser
  lastUser = user
  signIn.set({ token, reason: null, turn: isSame ? turn : turn + 1 })
}

/** Asks to sign in again where the gateway refused the present token; the place stays as it is. */
export function refuseToken(refused: string): void {
  if (signIn.get().token !== refused) return
  sessionStorage.setItem(storageKey, '')
  const { exp } = claimsOf(refused)
  const isExpired = typeof exp === 'number' && exp * 1_000 < Date.now()
  const reason = isExpired
    ? 'Your access token has expired.'
    : 'The gateway does not accept this token or key, or not any longer.'
  signIn.set({ ...signIn.get(), token: null, reason })
}

/** The token that is signed in with; waits for one where there is none. */
export function waitForToken(): Promise<string> {
  return new Promise((resolve) => {
    const stop = signIn.subscribe(look)
    function look(): void {
      const { token } = signIn.get()
      if (token === null) return
      stop()
      resolve(token)
    }
    look()
  })
}
