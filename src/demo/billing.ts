import { type Clock, stamped } from './clock.ts'
import { people, runs, sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { secrets } from './secrets.ts'
import { uuid } from './uuid.ts'

const payment = (name: string, user_id: string, created: string, row: Row): Row => ({
  id: uuid(`payment ${name}`),
  user_id,
  stripe_event_id: `evt_${name}`,
  stripe_object_id: `in_${name}`,
  stripe_customer_id: `cus_${user_id.slice(0, 8)}`,
  stripe_subscription_id: `sub_${user_id.slice(0, 8)}`,
  amount: '49.990000',
  currency: 'usd',
  plan_id: 'pro',
  billing_cycle: 'monthly',
  credits: '10000.000000',
  status: 'paid',
  raw_payload: { object: { object: 'invoice', charge: { fingerprint: secrets.stripePayload } } },
  ...row,
  ...stamped(created),
})

const paymentRows = ({ ago }: Clock): Row[] => [
  payment('signup', people.demo.id, ago('11w'), {
    plan_id: 'plus',
    amount: '19.990000',
    credits: '2000.000000',
  }),
  payment('renewal-1', people.demo.id, ago('6w'), {}),
  payment('renewal-2', people.demo.id, ago('2w'), { stripe_payment_intent_id: 'pi_renewal_2' }),
  payment('update', people.demo.id, ago('2w 1s'), {
    amount: null,
    currency: null,
    credits: null,
    status: 'active',
  }),
  payment('maria', people.maria.id, ago('5w'), {
    plan_id: 'plus',
    amount: '19.990000',
    credits: '2000.000000',
  }),
  payment('maria-failed', people.maria.id, ago('3d'), {
    plan_id: 'plus',
    amount: '19.990000',
    status: 'open',
  }),
]

type Entry = { type: string; amount: number; at: string; row: Row }

const llm = (
  amount: number,
  at: string,
  model_id: string | null,
  session_id: string | null,
  run_id: string | null,
) => ({
  type: 'llm_usage',
  amount: -amount,
  at,
  row: {
    session_id,
    run_id,
    model_id,
    data: {
      source: 'llm',
      model_id,
      input_tokens: Math.round(amount * 900),
      output_tokens: Math.round(amount * 70),
      cache_read_tokens: Math.round(amount * 400),
      cache_write_tokens: 0,
      reasoning_tokens: Math.round(amount * 10),
    },
  },
})

const usedModels = ['claude-sonnet-4-5', 'gpt-5.1', 'gemini-3-pro'] as const
const spentIn = [sessions.longChat, sessions.slides, sessions.publicReport, sessions.council, null] as const

/** Six weeks of usage with gaps, as charts need them. */
const dailyUse = ({ ago }: Clock): Entry[] =>
  Array.from({ length: 42 }, (_, day) => day)
    .filter((day) => day % 7 !== 3)
    .flatMap((day) =>
      Array.from({ length: 1 + (day % 3) }, (_, index) => {
        const model = usedModels[(day + index) % usedModels.length] ?? null
        const amount = 1.5 + ((day * 7 + index * 3) % 11) * 0.837_251
        return llm(
          amount,
          ago(`${day + 1}d ${index * 3}h`),
          model,
          spentIn[(day + index) % spentIn.length] ?? null,
          null,
        )
      }),
    )

const storyEntries = ({ ago }: Clock): Entry[] => [
  {
    type: 'subscription_grant',
    amount: 10_000,
    at: ago('6w 1h'),
    row: {
      billing_transaction_id: uuid('payment renewal-1'),
      data: { plan_id: 'pro' },
      description: 'Monthly credits',
    },
  },
  { type: 'purchase', amount: 500, at: ago('3w'), row: { description: 'A top-up', data: {} } },
  {
    type: 'refund',
    amount: 12.5,
    at: ago('11d'),
    row: { session_id: sessions.mobileApp, run_id: runs.mobileCancelled },
  },
  { type: 'adjustment', amount: -0.000_001, at: ago('10d'), row: { description: 'Rounding' } },
  llm(58.089_467, ago('1d 2h'), 'claude-sonnet-4-5', sessions.website, runs.websiteFinished),
  llm(27.333_333, ago('15d 23h'), 'claude-sonnet-4-5', sessions.publicReport, runs.publicReport),
  llm(3.666_667, ago('15d 23h'), 'gemini-3-pro', sessions.publicReport, runs.subAgent),
  llm(16.666_666, ago('31m'), 'claude-sonnet-4-5', sessions.research, runs.research),
  {
    type: 'tool_usage',
    amount: -2.666_667,
    at: ago('1d 2h'),
    row: {
      session_id: sessions.website,
      run_id: runs.websiteFinished,
      data: {
        source: 'tool',
        tool_name: 'generate_image',
        cost_usd: 0.04,
        billing_backend: 'a2a',
        provider_reported_cost: 0.039,
        premium_requests: 1,
      },
    },
  },
  {
    type: 'media_generation',
    amount: -40,
    at: ago('2d'),
    row: { session_id: sessions.storybook, model_id: 'gemini-3-pro-image', data: { source: 'storybook' } },
  },
]

const asDecimal = (micros: number): string => (micros / 1_000_000).toFixed(6)

/** Converts entries to ledger rows, oldest first, each with the resulting balance. */
function ledger(user_id: string, credit_type: string, opening: number, entries: readonly Entry[]): Row[] {
  let balance = opening * 1_000_000
  return entries
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ type, amount, at, row }, index) => {
      const micros = Math.round(amount * 1_000_000)
      balance += micros
      return {
        id: uuid(`ledger ${user_id} ${credit_type} ${index}`),
        user_id,
        transaction_type: type,
        credit_type,
        amount: asDecimal(micros),
        balance_after: asDecimal(balance),
        session_id: null,
        run_id: null,
        model_id: null,
        billing_transaction_id: null,
        description: null,
        data: {},
        ...row,
        ...stamped(at),
      }
    })
}

const lastBalance = (rows: readonly Row[]) => rows.at(-1)?.balance_after

/** Payments, the ledger and the resulting balances. */
export function billingRows(clock: Clock): TableRows {
  const { ago } = clock
  const regular = ledger(people.demo.id, 'regular', 300, [...dailyUse(clock), ...storyEntries(clock)])
  // Bonus credits are spent first: the same run has a row in each pool.
  const bonus = ledger(people.demo.id, 'bonus', 0, [
    { type: 'bonus_grant', amount: 50, at: ago('5w'), row: { description: 'Beta bonus' } },
    llm(49.5, ago('1d 2h'), 'claude-sonnet-4-5', sessions.website, runs.websiteFinished),
  ])
  const maria = ledger(people.maria.id, 'regular', 2, [
    llm(3.2, ago('5d'), 'gpt-5.1', sessions.mariaPublic, runs.mariaPublic),
    llm(1.4, ago('3d'), 'llama-4-maverick', sessions.mariaPrivate, runs.maria),
  ])
  const balance = (user_id: string, row: Row, created: string, updated = created): Row => ({
    id: uuid(`balance ${user_id}`),
    user_id,
    bonus_credits: '0.000000',
    version: 1,
    billing_status: 'ok',
    billing_status_reason: null,
    billing_status_updated_at: null,
    ...row,
    ...stamped(created, updated),
  })
  return {
    billing_transactions: paymentRows(clock),
    credit_transactions: [...regular, ...bonus, ...maria],
    credit_balances: [
      balance(
        people.demo.id,
        { credits: lastBalance(regular), bonus_credits: lastBalance(bonus), version: 71 },
        ago('12w'),
        ago('31m'),
      ),
      balance(people.admin.id, { credits: '300.000000' }, ago('40w')),
      balance(
        people.maria.id,
        {
          credits: lastBalance(maria),
          billing_status: 'reconciliation_required',
          billing_status_reason: 'Invoice open for three days',
          billing_status_updated_at: ago('3d'),
        },
        ago('8w'),
        ago('3d'),
      ),
      balance(people.kenji.id, { credits: '12.500000' }, ago('20w')),
    ],
  }
}
