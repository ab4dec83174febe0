import './shell.css'
import { Suspense, useEffect, useRef } from 'react'
import { signIn } from '../data/credentials.ts'
import { useStore } from '../data/store.ts'
import { Boundary } from '../parts/boundary.tsx'
import { Loading } from '../parts/loading.tsx'
import { AccountProvider } from './account-provider.tsx'
import { Away } from './away.tsx'
import { Header } from './header.tsx'
import { usePlace } from './router.ts'
import { findScreen } from './screens.tsx'
import { SignIn } from './sign-in.tsx'
import { useScroll } from './use-scroll.ts'

/** The console: header, the screen of the present address, and the sign-in where it is needed. */
export function App() {
  const { token, reason, turn } = useStore(signIn)
  const place = usePlace()
  const { Screen, title, params } = findScreen(place.segments)
  const address = place.segments.join('/')

  useEffect(() => {
    document.title = `${title} · II-Agent console`
  }, [title])

  const main = useRef<HTMLElement>(null)
  const onScroll = useScroll(main, address)

  if (token === null && reason === null) return <SignIn />
  return (
    <AccountProvider key={turn}>
      <div className="shell">
        <a className="button skip" href="#main">
          Skip to the content
        </a>
        <Header />
        <Away />
        <main ref={main} id="main" tabIndex={-1} onScroll={onScroll}>
          <Boundary key={address}>
            <Suspense fallback={<Loading what={title} shape="page" />}>
              <Screen params={params} />
            </Suspense>
          </Boundary>
        </main>
        {token === null && <SignIn reason={reason} />}
      </div>
    </AccountProvider>
  )
}
