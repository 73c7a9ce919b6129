import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Whom the server runs as. PostgreSQL refuses root and asks for an entry in /etc/passwd. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

const passwdEntries = (): { name: string; account: Account }[] => {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, account: { uid: Number(uid), gid: Number(gid) } }))
  } catch {
    return []
  }
}

const nobody: Account = { uid: 65534, gid: 65534 }

const ownerOf = (folder: string): number | undefined => statSync(folder, { throwIfNoEntry: false })?.uid

/**
 * The account to switch to, or undefined when we stay who we are. Only root switches: to whoever owns the data already,
 * else to `postgres`, else to `nobody`.
 */
export const chooseAccount = (dataFolder: string): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const entries = passwdEntries()
  const owner = ownerOf(dataFolder)
  const owning = owner === 0 ? undefined : entries.find((entry) => entry.account.uid === owner)
  return (owning ?? entries.find((entry) => entry.name === 'postgres'))?.account ?? nobody
}

const mayEnter = (account: Account, folder: string): boolean => {
  const { mode, uid, gid } = statSync(folder)
  if (uid === account.uid) return (mode & 0o100) !== 0
  if (gid === account.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

const parents = (folder: string): string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...parents(dirname(folder))]

/** Whether an account can walk down to an existing folder: a checkout under a private home folder says no. */
export const canReach = (account: Account, folder: string): boolean =>
  parents(realpathSync(folder)).every((parent) => mayEnter(account, parent))
