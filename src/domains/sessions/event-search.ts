import { builder } from '../../schema/builder.ts'
import { searchInSession } from '../../schema/search-in-session.ts'
import { searchedText } from './event-list.ts'

builder.queryField('searchEvents', (t) =>
  t.field(
    searchInSession(
      'ApplicationEvent',
      searchedText,
      'Events of one of your sessions whose `text` says this, newest first; what tools were given and gave is not searched. Reads the whole transcript, and can be slow in a long one.',
    ),
  ),
)
