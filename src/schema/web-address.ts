import { z } from 'zod'
import { anyText } from './inputs.ts'

const maxUrlLength = 2_000

/** An http or https URL in an input. */
export const webAddress = anyText.pipe(
  z
    .url({ protocol: /^https?$/, error: 'must be a web address such as https://example.com/picture.png' })
    .max(maxUrlLength, { error: `must have at most ${maxUrlLength} characters` }),
)
