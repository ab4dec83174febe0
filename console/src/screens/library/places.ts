/** The address of a presentation. Its name may hold any text, so that it stands among the parameters. */
export const presentationPlace = (session: string, name: string) =>
  `library/slides/${session}?${new URLSearchParams({ name })}`
