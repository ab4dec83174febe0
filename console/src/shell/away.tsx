import { connection } from '../data/gateway.ts'
import { useStore } from '../data/store.ts'

/** Says that the gateway cannot be reached; what was loaded stays below. */
export function Away() {
  const isAway = useStore(connection) === 'away'
  return (
    <div role="status" aria-live="polite">
      {isAway && (
        <p className="notice">
          The gateway cannot be reached. What is shown may be out of date; the console reconnects by itself.
        </p>
      )}
    </div>
  )
}
