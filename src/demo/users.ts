import { after, type Clock, stamped } from './clock.ts'
import { people } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { secrets } from './secrets.ts'
import { uuid } from './uuid.ts'

const user = (joined: string, row: Row): Row => ({
  password_hash: null,
  first_name: null,
  last_name: null,
  avatar: null,
  role: 'user',
  is_active: true,
  email_verified: true,
  last_login_at: null,
  metadata: null,
  login_provider: 'ii',
  organization: null,
  stripe_customer_id: null,
  subscription_plan: null,
  subscription_status: null,
  subscription_billing_cycle: null,
  subscription_current_period_end: null,
  language: 'en',
  ...row,
  ...stamped(joined),
})

const apiKey = (userId: string, api_key: string, is_active: boolean, created: string): Row => ({
  id: uuid(`api key ${api_key}`),
  user_id: userId,
  api_key,
  is_active,
  ...stamped(created),
})

/** The users, with their API keys and waitlist entries. */
export function userRows({ ago, ahead }: Clock): TableRows {
  const joined = { demo: ago('12w'), admin: ago('40w'), maria: ago('8w'), kenji: ago('20w'), nora: ago('2d') }
  return {
    users: [
      user(joined.demo, {
        ...people.demo,
        password_hash: secrets.passwordHash,
        first_name: 'Dana',
        last_name: 'Okafor',
        avatar: 'https://avatars.ii-agent.example/dana.png',
        last_login_at: ago('20m'),
        metadata: { onboarding: 'done' },
        login_provider: 'google',
        organization: 'Okafor Studio',
        stripe_customer_id: 'cus_demo_dana',
        subscription_plan: 'pro',
        subscription_status: 'active',
        subscription_billing_cycle: 'monthly',
        subscription_current_period_end: ahead('2w'),
      }),
      user(joined.admin, {
        ...people.admin,
        first_name: 'Ana',
        last_name: 'Lindqvist',
        role: 'admin',
        last_login_at: ago('3h'),
      }),
      user(joined.maria, {
        ...people.maria,
        first_name: 'Maria',
        last_name: 'Nguyễn',
        avatar: 'avatars/maria.png',
        last_login_at: ago('1d 4h'),
        stripe_customer_id: 'cus_demo_maria',
        subscription_plan: 'plus',
        subscription_status: 'past_due',
        subscription_billing_cycle: 'month',
        subscription_current_period_end: ago('3d'),
        language: 'vi',
      }),
      user(joined.kenji, {
        ...people.kenji,
        first_name: 'Kenji',
        last_name: 'Watanabe',
        is_active: false,
        last_login_at: ago('9w'),
        login_provider: 'google',
        subscription_plan: 'free',
        subscription_status: 'canceled',
        language: 'ja',
      }),
      user(joined.nora, { ...people.nora, email_verified: false, login_provider: null }),
    ],
    api_keys: [
      apiKey(people.demo.id, secrets.oldApiKey, false, joined.demo),
      apiKey(people.demo.id, secrets.demoApiKey, true, after(joined.demo, 86_400)),
      apiKey(people.admin.id, secrets.adminApiKey, true, joined.admin),
      apiKey(people.maria.id, secrets.mariaApiKey, true, joined.maria),
      apiKey(people.kenji.id, secrets.inactiveUserApiKey, true, joined.kenji),
    ],
    waitlist: ['priya', 'tom', 'lucía', 'o_brien', '100%'].map((name, index) => ({
      id: name === 'tom' ? null : uuid(`waitlist ${name}`),
      email: `${name}@waitlist.example`,
      ...stamped(ago(`${index + 1}d 2h`)),
    })),
  }
}
