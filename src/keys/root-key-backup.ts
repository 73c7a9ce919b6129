import { randomBytes, scrypt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Problem } from '../platform/problem.ts'
import { isFileError, writeDurableFile } from '../platform/durable-file.ts'
import {
  formatRootKeyFile,
  parseRootKeyFile,
  readRootKeyFile,
  writeNewRootKeyFile,
  type RootKeyFile,
} from './root-key-file.ts'
import { openBox, sealBox } from './sealed-box.ts'

const title = 'carnet root keys backup, version 1'
const context = { purpose: 'backup', table: 'root-key-file' } as const
const minimumLength = 12

/** How a copy is protected: by a passphrase of at least 12 characters, or by nothing at all, said out loud. */
export type BackupProtection = { passphrase: string } | { plain: true }

/** Spec: scrypt N=2^17 r=8 p=1, half a second and 128 MB per try. Fixed by the version: a file cannot weaken them. */
const stretch = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 }
    scrypt(passphrase.normalize('NFC'), salt, 32, cost, (error, key) => (error === null ? resolve(key) : reject(error)))
  })

const sealText = async (text: string, passphrase: string): Promise<string> => {
  if (passphrase.length < minimumLength) {
    throw new Problem('incorrect', 'backup-passphrase-short', { details: { minimum: minimumLength } })
  }
  const salt = randomBytes(32)
  const sealed = sealBox(await stretch(passphrase, salt), context, Buffer.from(text))
  return [title, `salt ${salt.toString('base64')}`, `sealed ${sealed.toString('base64')}`, ''].join('\n')
}

const openText = async (text: string, passphrase: string): Promise<string> => {
  const word = (name: string): Buffer =>
    Buffer.from(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? '', 'base64')
  try {
    return openBox(await stretch(passphrase, word('salt')), context, word('sealed')).toString()
  } catch (error) {
    throw new Problem('incorrect', 'backup-does-not-open', { cause: error })
  }
}

const readBackup = async (backup: string, passphrase: string | undefined): Promise<RootKeyFile> => {
  const text = await readFile(backup, 'utf8').catch((error: unknown) => {
    throw new Problem('incorrect', 'backup-unreadable', { details: { file: backup }, cause: error })
  })
  if (!text.startsWith(title)) return parseRootKeyFile(text, backup)
  if (passphrase === undefined)
    throw new Problem('incorrect', 'backup-passphrase-missing', { details: { file: backup } })
  return parseRootKeyFile(await openText(text, passphrase), backup)
}

/** Writes a copy of ROOT_KEY_FILE that must not be there yet, reads it back and compares it before it says it is done. */
export const backupRootKeys = async (file: string, target: string, protection: BackupProtection): Promise<void> => {
  const original = formatRootKeyFile(await readRootKeyFile(file))
  const text = 'plain' in protection ? original : await sealText(original, protection.passphrase)
  try {
    await writeDurableFile(target, text, { replace: false })
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) throw error
    throw new Problem('conflict', 'backup-exists', { details: { file: target }, cause: error })
  }
  const copy = await readBackup(target, 'plain' in protection ? undefined : protection.passphrase)
  if (formatRootKeyFile(copy) !== original)
    throw new Problem('fault', 'backup-does-not-match', { details: { file: target } })
}

/** Writes ROOT_KEY_FILE back from a copy. Never overwrites one that is there: move it away first. */
export const restoreRootKeys = async (backup: string, file: string, passphrase?: string): Promise<void> =>
  writeNewRootKeyFile(file, await readBackup(backup, passphrase))
