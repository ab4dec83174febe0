#!/usr/bin/env node
import { once } from 'node:events'
import module from 'node:module'
import { type Command, InvalidArgumentError, Option, program } from 'commander'
import { check, checkExitCodes } from './cli/check.ts'
import { localGatewayUrl, readGatewayUrl, toHttpUrl, toSocketUrl } from './cli/gateway-url.ts'
import {
  describeSignals,
  installSignals,
  removeSignals,
  type SignalMethod,
  signalWays,
} from './cli/signals.ts'
import { withDatabase } from './cli/with-database.ts'
import { describeVariables } from './config/environment.ts'
import { readConfig } from './config.ts'
import type { Database } from './data/database.ts'
import { migrate } from './data/migrations.ts'
import { demoUser } from './demo/identities.ts'
import { signalSql } from './live/signals/definition.ts'
import { completeSignals } from './live/signals/install.ts'

// Caches compiled code for the next start, on Node 22.1 or newer.
const { enableCompileCache } = module as { enableCompileCache?: () => void }
enableCompileCache?.()

// The reader of the output may have seen enough: `ii-gateway signals --print | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const print = (line: string) => void process.stdout.write(`${line}\n`)
const printError = (error: unknown) =>
  void process.stderr.write(`${error instanceof Error ? error.message : error}\n`)

async function migrateDatabase(database: Database): Promise<void> {
  const { applied, baselined } = await migrate(database, { log: print })
  await completeSignals(database, { log: print })
  if (applied.length === 0 && !baselined) print(`${database.label} is up to date.`)
  const { changeCapture } = readConfig(undefined, 'database')
  if (changeCapture === 'replication') await installSignals(database, changeCapture)
}

/** Runs the check; its exit code is the result, unlike that of other commands. */
async function runCheck({ all = false }: { all?: boolean }): Promise<void> {
  try {
    const config = readConfig(undefined, 'database')
    const { skipMigrations } = config
    process.exitCode = await withDatabase(config, (database) =>
      check(database, { all, skipMigrations, print }),
    )
  } catch (error) {
    printError(error)
    process.exitCode = checkExitCodes.notChecked
  }
}

async function seed(database: Database): Promise<void> {
  const { seedDemo } = await import('./demo/seed.ts')
  await migrate(database, { log: print })
  await completeSignals(database, { log: print })
  const users = await database.query('select 1 from users limit 1')
  if (users.length > 0)
    throw new Error(`${database.label} has users already: the demo goes into an empty database.`)
  await seedDemo(database, new Date())
  print(`Filled ${database.label} with the demo; sign in with: ii-gateway token --email ${demoUser.email}`)
}

type SignalOptions = { print?: true; install?: SignalMethod; remove?: SignalMethod }

function readHours(text: string): number {
  const hours = Number(text)
  if (hours > 0 && hours <= 24 * 366) return hours
  throw new InvalidArgumentError('It must be a number of hours, at most a year of them.')
}

// What few commands need is imported by them: the schema and its libraries double the processor time of a short command.
const signFor = async (email: string, hours: number): Promise<string> =>
  (await import('./cli/token.ts')).signFor(email, hours)

const indexActions = ['create', 'drop', 'status'] as const
type IndexAction = (typeof indexActions)[number]

function readIndexAction(text: string): IndexAction {
  const action = indexActions.find((one) => one === text)
  if (!action) throw new InvalidArgumentError(`It must be one of ${indexActions.join(', ')}.`)
  return action
}

function describeEnvironment({ command }: { command: Command }): string {
  const help = command.createHelp()
  help.prepareContext({ helpWidth: 100 })
  const items = describeVariables().map(({ name, fallback, description }) =>
    help.formatItem(name, 22, fallback ? `${description} Default: ${fallback}.` : description, help),
  )
  return ['\nEnvironment variables:', ...items].join('\n')
}

const wayOption = (flag: string, description: string) =>
  new Option(`--${flag} [way]`, description).choices(signalWays).preset(signalWays[0])

/** Options of the commands that are clients of a running gateway. */
type ClientOptions = { readonly url?: URL; readonly token?: string; readonly email: string }

const urlOption = () =>
  new Option('--url <address>', 'of the gateway; by default at PORT of this machine').argParser(
    readGatewayUrl,
  )
const tokenOption = () => new Option('--token <token>', 'access token; by default one is signed for --email')
const emailOption = () => new Option('--email <address>', 'the user of that token').default(demoUser.email)

const onDatabase = (work: (database: Database) => Promise<void>) => () =>
  withDatabase(readConfig(undefined, 'database'), work)

program.name('ii-gateway').description("A GraphQL API over II-Agent's database.")
program
  .command('start', { isDefault: true })
  .description('serve until stopped (the default)')
  .usage('[options]')
  // As the default command, it receives the names that no command has.
  .argument('[names...]')
  .action(async ([name]: string[]) => {
    if (name !== undefined) program.error(`error: unknown command '${name}': see ii-gateway --help`)
    await import('./main.ts')
  })
program.command('migrate').description('update the database').action(onDatabase(migrateDatabase))
program
  .command('check')
  .description(
    'say what a start adds to the database, what differs harmlessly, and what stops it; exit code 0 if a start serves it, 1 if not, 2 if that could not be found out',
  )
  .option('--all', 'list every difference, not the first 20 of a kind')
  .action(runCheck)
program.command('seed').description('fill an empty database with the demo').action(onDatabase(seed))
program
  .command('token')
  .description('print an access token of a user, for development')
  .requiredOption('--email <address>', 'the user')
  .option('--hours <number>', 'validity of the token', readHours, 24)
  .action(async ({ email, hours }: { email: string; hours: number }) => print(await signFor(email, hours)))
program
  .command('logs <runId>')
  .description('follow the log of a run until it ends')
  .addOption(urlOption())
  .addOption(tokenOption())
  .addOption(emailOption())
  .action(async (run: string, { url, token, email }: ClientOptions) => {
    const { followLogs } = await import('./cli/logs.ts')
    await followLogs(run, {
      url: toSocketUrl(url ?? localGatewayUrl()),
      token: token ?? (() => signFor(email, 1)),
      print,
      warn: (line) => void process.stderr.write(`${line}\n`),
    })
  })
program
  .command('signals')
  .description('install, reinstall or remove change capture')
  .option('--print', 'print the SQL of the triggers instead, for the owner of the tables')
  .addOption(
    wayOption('install', 'requires the privilege to create triggers, or a publication').conflicts('remove'),
  )
  .addOption(wayOption('remove', 'subscriptions then poll; stop the gateways that read the log first'))
  .action(({ print: isPrinted, install, remove }: SignalOptions) => {
    if (isPrinted) return print(signalSql())
    return onDatabase(async (database) => {
      if (remove) await removeSignals(database, remove)
      else if (install) await installSignals(database, install)
      print(`${database.label} ${await describeSignals(database)}`)
    })()
  })
program
  .command('export <sessionId>')
  .description('print everything of a session that a user may see, as lines of JSON')
  .addOption(urlOption())
  .addOption(tokenOption())
  .addOption(emailOption())
  .action(async (session: string, { url, token, email }: ClientOptions) => {
    const signed = token ?? (await signFor(email, 24))
    const { exportSession } = await import('./cli/export.ts')
    await exportSession(session, {
      url: toHttpUrl(url ?? localGatewayUrl()),
      token: () => signed,
      write: async (line) => {
        if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
      },
      warn: (line) => void process.stderr.write(`${line}\n`),
    })
  })
program
  .command('search-index')
  .description('create or drop the indexes that searching messages and events needs, or say what is there')
  .argument('[action]', 'create, drop or status', readIndexAction, 'status')
  .action((action: IndexAction) =>
    onDatabase(async (database) => {
      const indexes = await import('./domains/search/search-index.ts')
      if (action === 'create') await indexes.createSearchIndexes(database)
      if (action === 'drop') await indexes.dropSearchIndexes(database)
      for (const line of await indexes.describeSearchIndexes(database)) print(line)
    })(),
  )
for (const command of [program, ...program.commands]) command.addHelpText('after', describeEnvironment)

try {
  await program.parseAsync()
} catch (error) {
  printError(error)
  process.exit(1)
}
