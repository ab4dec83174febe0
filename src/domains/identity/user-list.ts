import { all, any } from '../../data/batching/condition.ts'
import { contains, flag, isNull } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { BadInputError } from '../../errors/client-errors.ts'
import { createdWithin } from '../../schema/created-within.ts'
import { defineFilter, defineOrders } from '../../schema/list-args.ts'
import { SubscriptionPlan } from '../billing/values.ts'
import { LoginProvider, UserRole } from './values.ts'

const searched = ['email', 'firstName', 'lastName']

const maxWords = 8

function splitWords(text: string): string[] {
  const words = text.split(/\s+/).filter(Boolean)
  if (words.length > maxWords) throw new BadInputError(`\`search\` may hold at most ${maxWords} words.`)
  return words
}

const withPlan = SubscriptionPlan.where('User', 'subscriptionPlan')

export const UserFilter = defineFilter('UserFilter', 'Which users to list.', {
  search: {
    type: 'String',
    description:
      'Words, of which each stands in the e-mail address, the first or the last name, in upper or lower case.',
    where: (text: string) => all(splitWords(text).map((word) => contains('User', searched, word))),
  },
  role: {
    type: [UserRole.ref],
    description: 'Only users with any of these roles.',
    where: UserRole.where('User', 'role'),
  },
  plan: {
    type: [SubscriptionPlan.ref],
    description: 'FREE finds the accounts that never subscribed, too.',
    where: (plans: readonly string[]) =>
      plans.includes('FREE') ? any([withPlan(plans), isNull('User', 'subscriptionPlan')]) : withPlan(plans),
  },
  loginProvider: {
    type: [LoginProvider.ref],
    description: 'Only users who signed up in any of these ways.',
    where: LoginProvider.where('User', 'loginProvider'),
  },
  isActive: {
    type: 'Boolean',
    description: 'Only active accounts, or only deactivated ones.',
    where: (active: boolean) => flag('User', 'isActive', active),
  },
  ...createdWithin('User'),
})

export const UserOrder = defineOrders('UserOrder', 'The order of a list of users.', {
  NEWEST: { description: 'Newest account first.', order: orderBy('User', ['createdAt'], 'desc') },
  OLDEST: { description: 'Oldest account first.', order: orderBy('User', ['createdAt'], 'asc') },
  LAST_LOGIN: {
    description: 'Last sign-in first; users who never signed in last.',
    order: orderBy('User', ['lastLoginAt'], 'desc'),
  },
  EMAIL: { description: 'By e-mail address.', order: orderBy('User', ['email'], 'asc') },
})
