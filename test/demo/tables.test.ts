import { expect, test } from 'vitest'
import { loadExpectedCatalog, mergeCatalogs } from '../../src/data/expected.ts'
import { tableOrder } from '../../src/demo/rows.ts'

test('the demo has every table of the catalog, except private ones of the gateway', () => {
  const tables = Object.keys(mergeCatalogs(loadExpectedCatalog()))
  const shown = tables.filter((table) => !table.startsWith('gateway_'))
  expect(tableOrder.toSorted(), 'list each in src/demo/rows.ts, and give it rows').toEqual(shown.toSorted())
})
