import { any } from '../../data/batching/condition.ts'
import { equals, isNull } from '../../data/batching/conditions.ts'
import { lockRow } from '../../schema/own-rows.ts'
import type { Write } from '../../schema/write.ts'

/**
 * Locks a model that the viewer may use: their own, or one of the system. Throws `NotFoundError` for any
 * other.
 */
export async function holdModel(write: Omit<Write<unknown>, 'input'>, key: string): Promise<void> {
  const rows = any([equals('ModelSetting', 'userId', write.viewer.id), isNull('ModelSetting', 'userId')])
  await lockRow(write, 'ModelSetting', key, { noun: 'model setting', rows })
}
