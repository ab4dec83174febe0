import { z } from 'zod'
import { anyText } from './inputs.ts'

const maxUrlLength = 2_000

/** The address of something on the web, as an input gives it. */
export const webAddress = anyText.pipe(
  z
    .url({ protocol: /^https?$/, error: 'must be a web address such as https://example.com/picture.png' })
    .max(maxUrlLength, { error: `must have at most ${maxUrlLength} characters` }),
)
