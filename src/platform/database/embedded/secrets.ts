import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { randomSecret } from '../../ids.ts'

/** The generated passwords of the three logins of the embedded server. */
export interface DatabaseSecrets {
  /** The superuser: makes the cluster, then only tests log in as it. */
  readonly postgres: string
  readonly carnet_owner: string
  readonly carnet_app: string
}

const readOrMake = (folder: string, role: string): string => {
  const path = join(folder, `database-${role}`)
  if (!existsSync(path)) writeFileSync(path, randomSecret(), { mode: 0o600, flag: 'wx', flush: true })
  return readFileSync(path, 'utf8').trim()
}

/** Reads the passwords of `<home>/secrets`, made at the first call: one file of mode 0600 each in a folder of mode 0700. */
export const readDatabaseSecrets = (home: string): DatabaseSecrets => {
  const folder = join(home, 'secrets')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  return {
    postgres: readOrMake(folder, 'postgres'),
    carnet_owner: readOrMake(folder, 'owner'),
    carnet_app: readOrMake(folder, 'app'),
  }
}
