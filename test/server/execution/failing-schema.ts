import { buildSchema, GraphQLError, isObjectType } from 'graphql'

/** A schema whose fields come at once and late, fail in every way, and are null where they must not be. */
export const schema = buildSchema(`
  interface Named { name: String }
  type Cat implements Named { name: String lives: Int! }
  type Dog implements Named { name: String barks: Boolean }
  union Pet = Cat | Dog
  enum Mood { GOOD BAD }
  input Where { name: String! = "x" among: [Int!] }
  type Node {
    id: ID! text: String must: String! late: String lateMust: String! method(n: Int = 2): Int mood: Mood
    self: Node mustSelf: Node! lateSelf: Node lateMustSelf: Node! list(n: Int = 3): [Node] mustList(n: Int = 3): [Node!]! lateList: [Node!]
    texts: [String] mustTexts: [String!] matrix: [[Int!]] lateTexts: [String!]
    pet: Pet pets: [Pet!] named: Named latePet: Pet wrongPet: Pet noPet: Pet
    args(where: Where, n: Int, mood: Mood): String strict(n: Int!): Int
    fails: String failsMust: String! failsLate: String failsLateMust: String! isError: String itemsFail: [String] mustItemsFail: [String!]
    notAList: [Int] badEnum: Mood badInt: Int
    checked: Checked unchecked: Unchecked
  }
  type Checked { id: ID }
  type Unchecked { id: ID }
  type Query { node: Node mustNode: Node! other: Node fails: Int }
  type Mutation { add(n: Int!): Int addLate(n: Int!): Int failsMust: Int! fails: Int }
  type Subscription { event: Node fails: Int }
`)

/** A value in a later turn of the event loop. */
export const later = <Value>(value: Value) => new Promise<Value>((resolve) => setImmediate(resolve, value))

/** Creates an error with a code of its own, which is not masked. */
export const refused = (message: string) => new GraphQLError(message, { extensions: { code: 'MEANT' } })

type Source = Record<string, unknown>
const node = (): Source => ({
  id: 7,
  text: 'text',
  must: 'must',
  mood: 'GOOD',
  method: ({ n }: { n: number }) => n * 2,
  texts: new Set(['a', null, 'b']),
  mustTexts: ['a', null],
  matrix: [[1, 2], [3, null], null],
  badEnum: 'UGLY',
  badInt: 'many',
  notAList: 'text',
  isError: new Error('an error as a value'),
})

const resolvers: Record<string, (source: Source, args: never, context: Source) => unknown> = {
  'Query.node': () => later(node()),
  'Query.mustNode': () => node(),
  'Query.other': () => node(),
  'Query.fails': () => Promise.reject(refused('at the root')),
  'Node.late': () => later('late'),
  'Node.lateMust': () => later('late'),
  'Node.self': () => node(),
  'Node.mustSelf': () => node(),
  'Node.lateSelf': () => later(node()),
  'Node.lateMustSelf': () => later(node()),
  'Node.list': (_, { n }: { n: number }) => Array.from({ length: n }, node),
  'Node.mustList': (_, { n }: { n: number }) =>
    Array.from({ length: n }, (_, i) => (i === 1 ? later(node()) : node())),
  'Node.lateList': () => later([node(), later(node())]),
  'Node.lateTexts': () => later(['a', later('b')]),
  'Node.pet': () => ({ __typename: 'Cat', name: 'Tom', lives: 9 }),
  'Node.pets': () => [
    { __typename: 'Cat', name: 'Tom', lives: null },
    later({ __typename: 'Dog', name: 'Rex' }),
  ],
  'Node.named': () => ({ __typename: 'Dog', name: 'Rex', barks: true }),
  'Node.latePet': () => later({ __typename: 'Dog', name: 'Rex', barks: false }),
  'Node.args': (_, args) => JSON.stringify(args),
  'Node.strict': (_, { n }: { n: number }) => n,
  'Node.itemsFail': () => ['a', new Error('an item'), later('b'), Promise.reject(new Error('a late item'))],
  'Node.mustItemsFail': () => ['a', later('b'), new Error('an item')],
  'Node.fails': () => {
    throw refused('thrown')
  },
  'Node.failsMust': () => {
    throw new Error('thrown where there must be a value')
  },
  'Node.failsLate': () => Promise.reject(refused('rejected')),
  'Node.failsLateMust': () => later(null),
  'Node.checked': () => ({ id: 1 }),
  'Node.unchecked': () => later({ id: 1 }),
  'Subscription.event': (source) => source,
  'Subscription.fails': () => Promise.reject(refused('of an event')),
  'Mutation.add': (_, { n }: { n: number }, context) => {
    context.sum = Number(context.sum) + n
    return context.sum
  },
  'Mutation.addLate': async (_, { n }: { n: number }, context) => {
    const before = Number(context.sum)
    await later(null)
    context.sum = before + n
    return context.sum
  },
  'Mutation.failsMust': () => Promise.reject(new Error('no')),
  'Mutation.fails': () => {
    throw new Error('no')
  },
}
for (const [place, resolve] of Object.entries(resolvers)) {
  const [type = '', name = ''] = place.split('.')
  const found = schema.getType(type)
  const field = isObjectType(found) && found.getFields()[name]
  if (!field) throw new Error(`${place} is no field`)
  field.resolve = resolve as never
}
const typeNamed = (name: string) => {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`${name} is no object type`)
  return type
}
typeNamed('Checked').isTypeOf = () => true
typeNamed('Unchecked').isTypeOf = () => later(false)
