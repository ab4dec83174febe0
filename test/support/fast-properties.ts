import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--allow-natives-syntax')

/** True if V8 finds the properties of an object by their places, and not in a dictionary. */
export const hasFastProperties: (object: object) => boolean = runInNewContext(
  '(object) => %HasFastProperties(object)',
)
