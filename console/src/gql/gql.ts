/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query ConsoleSession($id: ID!) {\n  session(id: $id) {\n    id\n    name\n    createdAt\n    runs(first: 50) {\n      totalCount\n      nodes {\n        id\n        databaseId\n        status\n        taskType\n        createdAt\n        duration\n        cost\n        errorMessage\n      }\n    }\n  }\n}": typeof types.ConsoleSessionDocument,
    "query ConsoleSessions($filter: SessionFilter, $orderBy: SessionOrder!, $after: String) {\n  viewer {\n    id\n    sessions(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {\n      totalCount\n      nodes {\n        ...SessionRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment SessionRow on Session {\n  id\n  databaseId\n  name\n  kind\n  isPinned\n  isWishlisted\n  isPublic\n  updatedAt\n  latestRun {\n    id\n    databaseId\n    status\n    createdAt\n  }\n}\n\nsubscription ConsoleActiveRuns {\n  viewerUpdated {\n    id\n    activeRuns {\n      id\n      databaseId\n      status\n      createdAt\n      session {\n        id\n        databaseId\n        name\n      }\n    }\n  }\n}": typeof types.ConsoleSessionsDocument,
    "query ConsoleAccount {\n  viewer {\n    id\n    displayName\n    email\n    role\n  }\n}": typeof types.ConsoleAccountDocument,
};
const documents: Documents = {
    "query ConsoleSession($id: ID!) {\n  session(id: $id) {\n    id\n    name\n    createdAt\n    runs(first: 50) {\n      totalCount\n      nodes {\n        id\n        databaseId\n        status\n        taskType\n        createdAt\n        duration\n        cost\n        errorMessage\n      }\n    }\n  }\n}": types.ConsoleSessionDocument,
    "query ConsoleSessions($filter: SessionFilter, $orderBy: SessionOrder!, $after: String) {\n  viewer {\n    id\n    sessions(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {\n      totalCount\n      nodes {\n        ...SessionRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment SessionRow on Session {\n  id\n  databaseId\n  name\n  kind\n  isPinned\n  isWishlisted\n  isPublic\n  updatedAt\n  latestRun {\n    id\n    databaseId\n    status\n    createdAt\n  }\n}\n\nsubscription ConsoleActiveRuns {\n  viewerUpdated {\n    id\n    activeRuns {\n      id\n      databaseId\n      status\n      createdAt\n      session {\n        id\n        databaseId\n        name\n      }\n    }\n  }\n}": types.ConsoleSessionsDocument,
    "query ConsoleAccount {\n  viewer {\n    id\n    displayName\n    email\n    role\n  }\n}": types.ConsoleAccountDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ConsoleSession($id: ID!) {\n  session(id: $id) {\n    id\n    name\n    createdAt\n    runs(first: 50) {\n      totalCount\n      nodes {\n        id\n        databaseId\n        status\n        taskType\n        createdAt\n        duration\n        cost\n        errorMessage\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').ConsoleSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ConsoleSessions($filter: SessionFilter, $orderBy: SessionOrder!, $after: String) {\n  viewer {\n    id\n    sessions(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {\n      totalCount\n      nodes {\n        ...SessionRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment SessionRow on Session {\n  id\n  databaseId\n  name\n  kind\n  isPinned\n  isWishlisted\n  isPublic\n  updatedAt\n  latestRun {\n    id\n    databaseId\n    status\n    createdAt\n  }\n}\n\nsubscription ConsoleActiveRuns {\n  viewerUpdated {\n    id\n    activeRuns {\n      id\n      databaseId\n      status\n      createdAt\n      session {\n        id\n        databaseId\n        name\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').ConsoleSessionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ConsoleAccount {\n  viewer {\n    id\n    displayName\n    email\n    role\n  }\n}"): typeof import('./graphql.ts').ConsoleAccountDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
