import { graphql } from 'graphql'
import pino from 'pino'
import type { Viewer } from '../../src/auth/viewer.ts'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database } from '../../src/data/database.ts'
import { createPrisma } from '../../src/data/prisma.ts'
import { people } from '../../src/demo/identities.ts'
import { createContext, type Sent, type Services } from '../../src/schema/context.ts'
import { schema } from '../../src/schema/schema.ts'

export const demoViewer: Viewer = { ...people.demo, isAdmin: false }
export const adminViewer: Viewer = { ...people.admin, isAdmin: true }
export const strangerViewer: Viewer = { ...people.maria, isAdmin: false }
