import { type Client, createClient } from '@ii-agent/gateway-client'
import { graphql } from './gql/index.ts'

const sessionsDocument = graphql(`
  query GeneratedSessions($first: Int!) {
    viewer {
      sessions(first: $first) {
        edges { node { id name version agentType createdAt } }
      }
    }
  }
`)

/** The gateway's client; with `persistedDocuments`, documents are named by the hashes of codegen's manifest. */
export const connect = (url: string, token: string, persistedDocuments: boolean): Client =>
  createClient({ url, token: () => token, persistedDocuments })

/** Names of the user's sessions. */
export async function readNames(client: Client, first: number): Promise<string[]> {
  const { data } = await client.query(sessionsDocument, { first })
  return data.viewer?.sessions?.edges.map(({ node }) => `${node.name}: ${node.version.toUpperCase()}`) ?? []
}
