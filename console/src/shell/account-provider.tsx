import { createContext, type ReactNode, useContext } from 'react'
import { useQuery } from '../data/use-query.ts'
import { ConsoleAccountDocument, type ConsoleAccountQuery } from '../gql/graphql.ts'

const noVariables = {}

const Account = createContext<ConsoleAccountQuery | undefined>(undefined)

/** Reads who is signed in, once for the header and all screens. */
export function AccountProvider({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery(ConsoleAccountDocument, noVariables)
  return <Account value={data}>{children}</Account>
}

/** Who is signed in; undefined before that is known. */
export const useAccount = () => useContext(Account)
