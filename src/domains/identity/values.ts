import { openEnum } from '../../schema/open-enum.ts'

export const UserRole = openEnum('UserRole', 'The role of a user.', {
  user: 'Reads and changes the user’s own data.',
  admin: 'Reads everything except secrets, and administers the platform.',
})

export const LoginProvider = openEnum('LoginProvider', 'How an account signs in.', {
  ii: 'With a password.',
  google: 'With a Google account.',
})
