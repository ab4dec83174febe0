import './usage.css'
import { useState } from 'react'
import { useShownOperation } from '../../data/operation.ts'
import { useQuery } from '../../data/use-query.ts'
import { ConsoleUsageDocument } from '../../gql/graphql.ts'
import { creditsText } from '../../parts/credits.ts'
import { Loading } from '../../parts/loading.tsx'
import { ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { useAccount } from '../../shell/account-provider.tsx'
import { setSearch, usePlace } from '../../shell/router.ts'
import { Ledger } from './ledger.tsx'
import { Period } from './period.tsx'
import { Revenue } from './revenue.tsx'

const dayMs = 86_400_000
const periods = [7, 30, 90, 365]

/** What was spent in a period, and the ledger; administrators may see that of all users. */
export default function Usage() {
  const { search } = usePlace()
  const account = useAccount()
  const asksForAll = search.get('of') === 'all'
  // Before it is known who is signed in, it is not known whose usage to read.
  if (asksForAll && !account) return <Loading what="Usage" shape="page" />
  const isAdmin = account?.viewer?.role === 'ADMIN'
  return <UsageOf isAdmin={isAdmin} ofAll={isAdmin && asksForAll} />
}

function UsageOf({ isAdmin, ofAll }: { readonly isAdmin: boolean; readonly ofAll: boolean }) {
  const { search } = usePlace()
  const days = periods.find((period) => String(period) === search.get('days')) ?? 30
  // Days are those of UTC, as the gateway adds them up; the present one is in.
  const [end] = useState(() => Math.ceil(Date.now() / dayMs) * dayMs)
  const before = new Date(end).toISOString()
  const from = new Date(end - days * dayMs).toISOString()
  const variables = { from, before, ofAll }
  const { data, error, partial, reload } = useQuery(ConsoleUsageDocument, variables)
  useShownOperation(ConsoleUsageDocument, variables)
  const usage = ofAll ? data?.usage : data?.viewer?.usage
  const balance = data?.viewer?.creditBalance

  return (
    <div className="page">
      <h1>{ofAll ? 'Usage of all users' : 'Usage'}</h1>
      <div className="toolbar">
        <select
          className="field"
          aria-label="Period"
          value={days}
          onChange={({ target }) => setSearch({ days: target.value })}
        >
          {periods.map((period) => (
            <option key={period} value={period}>{`Last ${period} days`}</option>
          ))}
        </select>
        {isAdmin && (
          <button
            className="button"
            type="button"
            aria-pressed={ofAll}
            onClick={() => setSearch({ of: ofAll ? undefined : 'all' })}
          >
            All users
          </button>
        )}
        {!data && !error && !ofAll && <span className="bar-line alone" style={{ width: '18rem' }} />}
        {balance && !ofAll && (
          <span className="soft">
            {`Balance: ${creditsText(balance.total)} credits, ${creditsText(balance.bonusCredits)} of them bonus`}
          </span>
        )}
      </div>
      <PartialNotice errors={partial} />
      {!data &&
        (error ? <ErrorState error={error} onRetry={reload} /> : <Loading what="Usage" shape="chart" />)}
      {data && !usage && <NotFound />}
      {usage && <Period usage={usage} />}
      {ofAll && data?.revenue && <Revenue rows={data.revenue} />}
      {!ofAll && data && <Ledger key={from} from={from} before={before} />}
    </div>
  )
}
