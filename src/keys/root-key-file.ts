import { randomBytes } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { parseInstant, type Clock } from '../platform/clock.ts'
import { Problem } from '../platform/problem.ts'
import { isFileError, writeDurableFile } from '../platform/durable-file.ts'

const title = 'carnet root keys, version 1'
const setting = 'ROOT_KEY_FILE'

/** One root key: 32 random bytes that wrap the keys of the database. Times are ISO 8601 in UTC. */
export interface RootKey {
  id: string
  createdAt: string
  retiredAt?: string
  key: Buffer
}

/** What ROOT_KEY_FILE holds: the active root, older ones, and whether a rotation was begun and not finished. */
export interface RootKeyFile {
  activeId: string
  rotating: boolean
  roots: readonly RootKey[]
}

/** A fresh root key whose id tells its day and nothing else. */
export const newRootKey = (clock: Clock): RootKey => {
  const createdAt = clock.now().toISOString()
  return { id: `root-${createdAt.slice(0, 10)}-${randomBytes(4).toString('hex')}`, createdAt, key: randomBytes(32) }
}

/** The text of a root key file. Spec: docs/operating/keys.md. */
export const formatRootKeyFile = (file: RootKeyFile): string => {
  const lines = file.roots.map((root) =>
    ['root', root.id, root.createdAt, root.retiredAt ?? '-', root.key.toString('base64')].join(' '),
  )
  return [title, `active ${file.activeId}`, ...(file.rotating ? ['rotating'] : []), ...lines, ''].join('\n')
}

const invalid = (file: string, line: number): Problem =>
  new Problem('incorrect', 'root-key-file-invalid', { details: { setting, file, line } })

const parseRoot = (words: readonly string[]): RootKey | undefined => {
  const [, id = '', createdAt = '', retiredAt = '-', encoded = ''] = words
  const key = Buffer.from(encoded, 'base64')
  if (words.length !== 5 || id === '' || key.length !== 32 || parseInstant(createdAt) === undefined) return undefined
  return { id, createdAt, ...(retiredAt === '-' ? {} : { retiredAt }), key }
}

/** Reads the text of a root key file; `name` is told in the problem `root-key-file-invalid`, with the line. */
export const parseRootKeyFile = (text: string, name: string): RootKeyFile => {
  const lines = text.split(/\r?\n/)
  if (lines[0] !== title) throw invalid(name, 1)
  const parsed: { activeId: string; rotating: boolean; roots: RootKey[] } = { activeId: '', rotating: false, roots: [] }
  for (const [index, line] of lines.entries()) {
    const words = line.trim().split(/\s+/)
    const root = words[0] === 'root' ? parseRoot(words) : undefined
    if (root !== undefined) parsed.roots.push(root)
    else if (words[0] === 'active') parsed.activeId = words[1] ?? ''
    else if (words[0] === 'rotating') parsed.rotating = true
    else if (index > 0 && line.trim() !== '' && !line.startsWith('#')) throw invalid(name, index + 1)
  }
  if (!parsed.roots.some((root) => root.id === parsed.activeId)) throw invalid(name, 2)
  return parsed
}

/** Reads ROOT_KEY_FILE. Says what to do where it is missing, not ours, damaged, or readable by everybody. */
export const readRootKeyFile = async (file: string): Promise<RootKeyFile> => {
  try {
    if (((await stat(file)).mode & 0o007) !== 0) {
      throw new Problem('incorrect', 'root-key-file-open-to-all', { details: { setting, file } })
    }
    return parseRootKeyFile(await readFile(file, 'utf8'), file)
  } catch (error) {
    if (error instanceof Problem) throw error
    const reason = isFileError(error, 'ENOENT') ? 'root-key-file-missing' : 'root-key-file-unreadable'
    throw new Problem('incorrect', reason, { details: { setting, file }, cause: error })
  }
}

/** Writes a root key file that must not be there yet, durably and with mode 0600. */
export const writeNewRootKeyFile = async (file: string, content: RootKeyFile): Promise<void> => {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeDurableFile(file, formatRootKeyFile(content), { replace: false })
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) throw error
    throw new Problem('conflict', 'root-key-file-exists', { details: { setting, file }, cause: error })
  }
}

/** Makes ROOT_KEY_FILE with one fresh root: for the first start in demonstration mode, and `carnet keys create`. */
export const createRootKeyFile = async (
  file: string,
  where: { clock: Clock; databaseFolder: string },
): Promise<void> => {
  const path = relative(resolve(where.databaseFolder), resolve(file))
  if (!path.startsWith('..')) {
    throw new Problem('incorrect', 'root-key-file-in-database-folder', { details: { setting, file } })
  }
  const root = newRootKey(where.clock)
  await writeNewRootKeyFile(file, { activeId: root.id, rotating: false, roots: [root] })
}
