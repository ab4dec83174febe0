import { expect, test } from 'vitest'
import { mutations } from '../support/mutations.ts'
import { forAdmins, forSignedIn } from './mutation-cells.ts'

test('test/transports/mutation-cells.ts names who may call each mutation', () => {
  expect([...forAdmins, ...forSignedIn].toSorted()).toEqual([...mutations])
})
