import { enumInput, inputField, singleLine } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { webAddress } from '../../schema/web-address.ts'

const noun = 'user'
const maxNameLength = 100

const Language = enumInput('Language', 'A language that the platform speaks.', {
  en: 'English.',
  vi: 'Vietnamese.',
  hi: 'Hindi.',
  ja: 'Japanese.',
})

mutation('updateProfile', {
  description: 'Changes your profile. Fields that the input leaves out are kept; null clears a field.',
  input: {
    firstName: inputField(
      'String',
      singleLine(maxNameLength).nullish(),
      `The first name, at most ${maxNameLength} characters.`,
    ),
    lastName: inputField(
      'String',
      singleLine(maxNameLength).nullish(),
      `The last name, at most ${maxNameLength} characters.`,
    ),
    avatar: inputField('String', webAddress.nullish(), 'Address of a picture. The gateway takes no uploads.'),
  },
  payload: { user: 'User' },
  errors: [],
  update: (profile, { id }) => ({ noun, key: id, set: profile }),
})

mutation('updateLanguage', {
  description: 'Sets the language of your interface.',
  input: { language: inputField(Language.type, Language.rule, 'The language of the user’s screens.') },
  payload: { user: 'User' },
  errors: [],
  update: ({ language }, { id }) => ({ noun, key: id, set: { language } }),
})
