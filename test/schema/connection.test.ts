import { type GraphQLObjectType, type GraphQLResolveInfo, isObjectType } from 'graphql'
import { expect, it, vi } from 'vitest'
import { Page } from '../../src/schema/connection.ts'
import { schema } from '../../src/schema/schema.ts'

it('lists the nodes of a page without making edges', () => {
  const rows = [{ id: '1' }, { id: '2' }]
  const page = new Page({} as never, undefined, { rows, more: false })
  const edges = vi.spyOn(page, 'edges', 'get')
  const type = schema.getType('SessionConnection')
  expect(isObjectType(type)).toBe(true)
  const { resolve } = (type as GraphQLObjectType).getFields().nodes ?? {}
  expect(resolve?.(page, {}, {}, {} as GraphQLResolveInfo)).toBe(rows)
  expect(edges).not.toHaveBeenCalled()
})
