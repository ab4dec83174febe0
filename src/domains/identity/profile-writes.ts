import { choiceOf, field, line } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { webAddress } from '../../schema/web-address.ts'

const what = 'user'
const longestName = 100

const Language = choiceOf('Language', 'A language that the platform speaks.', {
  en: 'English.',
  vi: 'Vietnamese.',
  hi: 'Hindi.',
  ja: 'Japanese.',
})

mutation('updateProfile', {
  description: 'Changes what you say about yourself. What the input leaves out stays; null takes it away.',
  input: {
    firstName: field('String', line(longestName).nullish(), `At most ${longestName} characters.`),
    lastName: field('String', line(longestName).nullish(), `At most ${longestName} characters.`),
    avatar: field('String', webAddress.nullish(), 'Address of a picture. The gateway takes no uploads.'),
  },
  changed: { user: 'User' },
  errors: [],
  change: (profile, { id }) => ({ what, key: id, set: profile }),
})

mutation('updateLanguage', {
  description: 'Chooses the language of your interface.',
  input: { language: field(Language.type, Language.rule, 'The language of the user’s screens.') },
  changed: { user: 'User' },
  errors: [],
  change: ({ language }, { id }) => ({ what, key: id, set: { language } }),
})
