import { useRef } from 'react'
import { changeToken } from '../data/credentials.ts'
import { useAccount } from './account-provider.tsx'
import { DemoButton } from './demo-people.tsx'
import { gatewayRoot, isGraphiQLServed } from './options.ts'
import { useDismiss } from './use-dismiss.ts'

/** Who is signed in, and the ways out: sign out, and on an embedded gateway the switch between the demo's people. */
export function Account() {
  const viewer = useAccount()?.viewer
  const isAdmin = viewer?.role === 'ADMIN'
  const menu = useRef<HTMLDetailsElement>(null)
  useDismiss(menu)
  return (
    <details ref={menu} className="account">
      <summary className="button">
        <span>{viewer ? (viewer.displayName ?? viewer.email) : 'Account'}</span>
      </summary>
      <div className="menu">
        {viewer && (
          <p>
            {viewer.email}
            <br />
            <span className="soft">{isAdmin ? 'Administrator' : 'User'}</span>
          </p>
        )}
        {viewer && (
          <DemoButton person={isAdmin ? 'user' : 'admin'}>
            {isAdmin ? 'Continue as the demo user' : 'Continue as the administrator'}
          </DemoButton>
        )}
        {isGraphiQLServed && (
          <a className="button" href={`${gatewayRoot}graphql`}>
            GraphiQL
          </a>
        )}
        <button className="button" type="button" onClick={() => changeToken(null)}>
          Sign out
        </button>
      </div>
    </details>
  )
}
