import { changeToken } from '../data/credentials.ts'
import { demoTokens } from './options.ts'

/** Who an embedded gateway signs in without a token. */
export type DemoPerson = 'user' | 'admin'

/** A button that signs in as one of the demo's people; nothing but on an embedded gateway. */
export function DemoButton({ person, children }: { readonly person: DemoPerson; readonly children: string }) {
  const value = demoTokens?.[person]
  if (!value) return null
  return (
    <button className="button" type="button" onClick={() => changeToken(value)}>
      {children}
    </button>
  )
}
