import { openEnum } from '../../schema/open-enum.ts'

export const UserRole = openEnum('UserRole', 'What an account may do.', {
  user: 'Sees and changes its own.',
  admin: 'Reads everything but secrets, and runs the platform.',
})

export const LoginProvider = openEnum('LoginProvider', 'How an account signs in.', {
  ii: 'With a password.',
  google: 'With a Google account.',
})
