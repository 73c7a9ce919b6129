import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { Problem } from '../../problem.ts'
import { canReach, type Account } from './account.ts'
import { bareEnvironment } from './postmaster.ts'
import type { DatabaseSecrets } from './secrets.ts'

/** Where a new cluster goes and who will own it. */
export interface ClusterPlan {
  readonly home: string
  readonly binFolder: string
  readonly account: Account | undefined
  readonly secrets: DatabaseSecrets
}

const runTool = (plan: ClusterPlan, tool: { name: string; args: string[]; input?: string }): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(join(plan.binFolder, tool.name), tool.args, {
      ...plan.account,
      cwd: '/',
      env: bareEnvironment,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let said = ''
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', reject)
    child.on('close', (code) => {
      // Single-user mode answers 0 even when a statement failed: look at what it said.
      if (code === 0 && !/^.*(ERROR|FATAL|PANIC):/m.test(said)) resolve()
      else
        reject(
          new Problem('fault', 'database-creation-failed', { details: { tool: tool.name }, cause: new Error(said) }),
        )
    })
    child.stdin.end(tool.input ?? '')
  })

// The passwords come from `randomSecret`: base64url, so nothing in them needs quoting.
const firstStatements = (secrets: DatabaseSecrets): string =>
  [
    `alter role postgres password '${secrets.postgres}'`,
    `create role carnet_owner login nosuperuser nocreatedb nocreaterole nobypassrls password '${secrets.carnet_owner}'`,
    `create role carnet_app login nosuperuser nocreatedb nocreaterole nobypassrls password '${secrets.carnet_app}'`,
    'create database carnet owner carnet_owner',
    'revoke all on database carnet from public',
    'grant connect on database carnet to carnet_app',
    '',
  ].join(';\n')

const initdbArgs = [
  '--username=postgres',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--locale=C.UTF-8',
  '--data-checksums',
  // Nobody, until our own pg_hba.conf replaces this one.
  '--auth=reject',
]

const makeFolder = (folder: string, account: Account | undefined): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account !== undefined) chownSync(folder, account.uid, account.gid)
}

/**
 * Where the data can lie: in the home, or, when the server's account cannot walk there (a private home folder, started as
 * root), in a folder of its own under /var/lib/carnet, to which `<home>/postgres` becomes a link.
 */
const chooseParent = (plan: ClusterPlan): string => {
  if (plan.account === undefined || canReach(plan.account, plan.home)) return plan.home
  mkdirSync('/var/lib/carnet', { recursive: true, mode: 0o755 })
  const parent = mkdtempSync('/var/lib/carnet/')
  chownSync(parent, plan.account.uid, plan.account.gid)
  return parent
}

const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

/**
 * Makes a cluster with its three logins and the database `carnet`, aside, and moves it into place when it is whole: a crash
 * in the middle leaves nothing that a next start would take for a cluster.
 */
export const initialiseCluster = async (plan: ClusterPlan): Promise<void> => {
  const place = join(plan.home, 'postgres')
  const parent = chooseParent(plan)
  const aside = join(parent, 'postgres.new')
  rmSync(aside, { recursive: true, force: true })
  makeFolder(aside, plan.account)
  await runTool(plan, { name: 'initdb', args: [...initdbArgs, '-D', aside] })
  writeFileSync(join(aside, 'pg_hba.conf'), 'local all all scram-sha-256\n')
  const single = ['--single', '-j', '-D', aside, 'postgres']
  await runTool(plan, {
    name: 'postgres',
    args: single,
    input: firstStatements(plan.secrets).replaceAll(';\n', ';\n\n'),
  })
  const data = join(parent, 'postgres')
  renameSync(aside, data)
  await flushFolder(parent)
  // A link of an earlier attempt that leads nowhere gives way.
  if (data !== place) {
    if (!existsSync(place)) rmSync(place, { force: true })
    symlinkSync(data, place)
    await flushFolder(dirname(place))
  }
}
