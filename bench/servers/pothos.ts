import { createServer } from 'node:http'
import SchemaBuilder from '@pothos/core'
import prismaPlugin from '@pothos/plugin-prisma'
import { PrismaPg } from '@prisma/adapter-pg'
import { createYoga } from 'graphql-yoga'
import type PrismaTypes from '../generated/pothos.ts'
import { getDatamodel } from '../generated/pothos.ts'
import { PrismaClient } from '../generated/prisma/client.ts'

// The usual way: Yoga, Pothos and plugin-prisma, every relation a `t.relation`.

const pool = { connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_POOL_SIZE) }
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })

const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes
  Scalars: {
    DateTime: { Input: Date; Output: Date }
    JSON: { Input: unknown; Output: unknown }
  }
}>({ plugins: [prismaPlugin], prisma: { client: prisma, dmmf: getDatamodel() } })

builder.scalarType('DateTime', { serialize: (date) => date.toISOString() })
builder.scalarType('JSON', { serialize: (value) => value })

builder.prismaObject('User', {
  fields: (t) => ({
    id: t.exposeID('id'),
    email: t.exposeString('email'),
    sessions: t.relation('sessions', {
      args: { first: t.arg.int({ required: true }) },
      query: ({ first }) => ({
        where: { isDeleted: false },
        orderBy: newestFirst,
        take: first,
      }),
    }),
  }),
})

const Message = builder.prismaObject('Message', {
  fields: (t) => ({
    id: t.exposeID('id'),
    role: t.exposeString('role'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    content: t.expose('content', { type: 'JSON' }),
  }),
})

const Run = builder.prismaObject('Run', {
  fields: (t) => ({
    id: t.exposeID('id'),
    status: t.exposeString('status'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    logs: t.relation('logs', {
      args: { first: t.arg.int({ required: true }) },
      query: ({ first }) => ({ orderBy: { id: 'asc' }, take: first }),
    }),
  }),
})

builder.prismaObject('Log', {
  fields: (t) => ({
    id: t.id({ select: { id: true }, resolve: ({ id }) => String(id) }),
    status: t.exposeString('status'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
})

const newestFirst: { createdAt?: 'desc'; id?: 'desc' }[] = [{ createdAt: 'desc' }, { id: 'desc' }]

builder.prismaObject('Session', {
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name', { nullable: true }),
    status: t.exposeString('status'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastMessage: t.field({
      type: Message,
      nullable: true,
      select: (_args, _context, nested) => ({ messages: nested({ orderBy: newestFirst, take: 1 }) }),
      resolve: ({ messages }) => messages[0],
    }),
    latestRun: t.field({
      type: Run,
      nullable: true,
      select: (_args, _context, nested) => ({ runs: nested({ orderBy: newestFirst, take: 1 }) }),
      resolve: ({ runs }) => runs[0],
    }),
    // A negative number takes from the end.
    messages: t.relation('messages', {
      args: { last: t.arg.int({ required: true }) },
      query: ({ last }) => ({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: -last }),
    }),
    page: t.relation('messages', {
      args: { first: t.arg.int({ required: true }), after: t.arg.string({ required: true }) },
      query: ({ first, after }) => ({
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        cursor: { id: after },
        skip: 1,
        take: first,
      }),
    }),
  }),
})

builder.prismaObject('Storybook', {
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    version: t.int({ select: { version: true }, resolve: ({ version }) => Number(version) }),
    links: t.relation('links'),
    versions: t.relation('versions', { query: { orderBy: { version: 'desc' } } }),
  }),
})

builder.prismaObject('PageLink', { fields: (t) => ({ page: t.relation('page') }) })

builder.prismaObject('Page', {
  fields: (t) => ({
    id: t.exposeID('id'),
    pageNumber: t.int({ select: { pageNumber: true }, resolve: ({ pageNumber }) => Number(pageNumber) }),
    imageUrl: t.exposeString('imageUrl', { nullable: true }),
    textContent: t.exposeString('textContent', { nullable: true }),
  }),
})

builder.queryType({
  fields: (t) => ({
    session: t.prismaField({
      type: 'Session',
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: (query, _root, { id }) => prisma.session.findUnique({ ...query, where: { id: String(id) } }),
    }),
    user: t.prismaField({
      type: 'User',
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: (query, _root, { id }) => prisma.user.findUnique({ ...query, where: { id: String(id) } }),
    }),
    users: t.prismaField({
      type: ['User'],
      resolve: (query) => prisma.user.findMany({ ...query, orderBy: newestFirst, take: 20 }),
    }),
    storybook: t.prismaField({
      type: 'Storybook',
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: (query, _root, { id }) => prisma.storybook.findUnique({ ...query, where: { id: String(id) } }),
    }),
    run: t.prismaField({
      type: 'Run',
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: (query, _root, { id }) => prisma.run.findUnique({ ...query, where: { id: String(id) } }),
    }),
  }),
})

builder.mutationType({
  fields: (t) => ({
    renameSession: t.prismaField({
      type: 'Session',
      args: { id: t.arg.id({ required: true }), name: t.arg.string({ required: true }) },
      resolve: (query, _root, { id, name }) => {
        const data = { name, version: { increment: 1 }, updatedAt: new Date() }
        return prisma.session.update({ ...query, where: { id: String(id) }, data })
      },
    }),
  }),
})

const yoga = createYoga({ schema: builder.toSchema(), logging: false, graphiql: false })
createServer(yoga).listen(Number(process.env.PORT), '127.0.0.1')
