import type { GatewayError } from '@ii-agent/gateway-client'
import type { ReactNode } from 'react'
import { isAway } from '../data/errors.ts'
import { Link } from './link.tsx'

/** For addresses that lead nowhere, and for what is missing or another user's: these cannot be told apart. */
export function NotFound() {
  return (
    <div className="centred">
      <h1>Nothing here</h1>
      <p className="soft">This page does not exist, or you have no access to it.</p>
      <Link className="button" to="">
        All sessions
      </Link>
    </div>
  )
}

/** Takes the place of a list without rows; `children` say what to do about it. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="centred">
      <h2>{title}</h2>
      {children && <div className="soft">{children}</div>}
    </div>
  )
}

type ErrorStateProps = { readonly error: Error; readonly onRetry: () => void }

/** A screen that could not be read at all. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  return (
    <div className="centred" role="alert">
      <h2>{isAway(error) ? 'The gateway does not answer' : 'This could not be shown'}</h2>
      <p className="soft">{error.message}</p>
      <button className="button" type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  )
}

/** Above what came, where an answer came in part. */
export function PartialNotice({ errors }: { readonly errors: readonly GatewayError[] }) {
  if (errors.length === 0) return null
  return (
    <p className="notice" role="status">
      Not everything could be loaded: {errors.map(({ message }) => message).join(' ')}
    </p>
  )
}
