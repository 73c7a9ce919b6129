import { backupRootKeys, restoreRootKeys } from '../../keys/root-key-backup.ts'
import { createRootKeyFile } from '../../keys/root-key-file.ts'
import { rotateRootKey } from '../../keys/rotate-root-key.ts'
import { systemClock } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import type { Settings } from '../../platform/settings.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'

const answer = (terminal: Terminal, json: boolean, says: { text: string; data: object }): number => {
  terminal.print(json ? JSON.stringify(says.data) : says.text)
  return 0
}

const readPassphrase = async (terminal: Terminal): Promise<string> => {
  const passphrase = await terminal.readInput()
  if (passphrase === '') throw new Problem('incorrect', 'passphrase-missing', { details: { field: 'standard input' } })
  return passphrase
}

/** Makes ROOT_KEY_FILE; never over another one. */
export const createKeysCommand = async (settings: Settings, json: boolean, terminal: Terminal): Promise<number> => {
  const file = settings.rootKeyFile
  await createRootKeyFile(file, { clock: systemClock, databaseFolder: `${settings.home}/postgres` })
  return answer(terminal, json, {
    text: `Root key made: ${file}. Back it up now: carnet keys backup FILE`,
    data: { file },
  })
}

/** Copies the root keys to a file, sealed with a passphrase unless it is asked plain. */
export const backupKeysCommand = async (
  settings: Settings,
  options: { target: string; plain: boolean; json: boolean },
  terminal: Terminal,
): Promise<number> => {
  const how = options.plain ? ({ plain: true } as const) : { passphrase: await readPassphrase(terminal) }
  await backupRootKeys(settings.rootKeyFile, options.target, how)
  return answer(terminal, options.json, {
    text: `Root keys copied to ${options.target}.`,
    data: { file: options.target },
  })
}

/** Writes ROOT_KEY_FILE from a backup; the passphrase comes from standard input where the backup has one. */
export const restoreKeysCommand = async (
  settings: Settings,
  options: { backup: string; json: boolean },
  terminal: Terminal,
): Promise<number> => {
  const passphrase = await terminal.readInput()
  await restoreRootKeys(options.backup, settings.rootKeyFile, passphrase === '' ? undefined : passphrase)
  return answer(terminal, options.json, {
    text: `Root keys restored to ${settings.rootKeyFile}.`,
    data: { file: settings.rootKeyFile },
  })
}

/** Adds a new root and rewraps shard and service keys with it. Documents are not touched. */
export const rotateKeysCommand = async (carnet: Carnet, json: boolean, terminal: Terminal): Promise<number> => {
  const { settings, database, clock } = carnet
  const done = await rotateRootKey({ file: settings.rootKeyFile, database: database.app, clock })
  return answer(terminal, json, {
    text: `New root key ${done.rootId}: ${done.shardKeys} shard keys and ${done.systemKeys} service keys wrapped with it.`,
    data: done,
  })
}

/** Makes the key that signs the public log from now on. Running workers use it for their next checkpoint. */
export const rotateLogKeyCommand = async (carnet: Carnet, json: boolean, terminal: Terminal): Promise<number> => {
  const key = await carnet.publicLog.rotateKey()
  const text = `The public log is signed with a new key from now on. Publish its line, and say that /log/keys hands over to it: ${key}`
  return answer(terminal, json, { text, data: { key } })
}
