import { createHash } from 'node:crypto'
import { open, readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { isFileError } from '../../platform/durable-file.ts'
import { Problem } from '../../platform/problem.ts'

/** One message of the folder: its file's name, its bytes, their SHA-256 in hexadecimal, its media type. */
export interface OlderMessage {
  file: string
  bytes: Buffer
  sha256: string
  type: string
}

/** A folder of messages, with the list beside it (`FOLDER.sent.ndjson`) of those that an installation has taken. */
export interface OlderFolder {
  files: readonly string[]
  read(file: string): Promise<OlderMessage>
  isSent(message: OlderMessage): boolean
  /** Notes that it was taken: on the disk before it returns. */
  noteSent(message: OlderMessage): Promise<void>
  close(): Promise<void>
}

const types: Readonly<Record<string, string>> = { json: 'application/fhir+json', xml: 'application/fhir+xml' }

const typeOf = (file: string): string | undefined => types[file.slice(file.lastIndexOf('.') + 1).toLowerCase()]

const sentLine = Compile(Type.Object({ file: Type.String(), sha256: Type.String() }))

/** A line that a power cut left half written says nothing: its message is sent again and doubles nothing. */
const readLine = (line: string): string | undefined => {
  try {
    const said: unknown = JSON.parse(line)
    return sentLine.Check(said) ? `${said.file}|${said.sha256}` : undefined
  } catch {
    return undefined
  }
}

const readSent = async (list: string): Promise<Set<string>> => {
  const text = await readFile(list, 'utf8').catch((error: unknown) => {
    if (isFileError(error, 'ENOENT')) return ''
    throw error
  })
  return new Set(text.split('\n').flatMap((line) => readLine(line) ?? []))
}

/** Opens a folder of messages and its list. Problem `older-folder-unreadable` where there is none. */
export const openOlderFolder = async (folder: string): Promise<OlderFolder> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new Problem('incorrect', 'older-folder-unreadable', { details: { folder: basename(folder) }, cause })
  })
  const list = `${folder.replace(/[/\\]+$/, '')}.sent.ndjson`
  const sent = await readSent(list)
  const log = await open(list, 'a')
  // What a cut left without its end must not swallow the next line.
  await log.write('\n')
  return {
    files: entries
      .filter((entry) => entry.isFile() && typeOf(entry.name) !== undefined)
      .map(({ name }) => name)
      .toSorted(),
    read: async (file) => {
      const bytes = await readFile(join(folder, file))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { file, bytes, sha256, type: typeOf(file) ?? '' }
    },
    isSent: ({ file, sha256 }) => sent.has(`${file}|${sha256}`),
    noteSent: async ({ file, sha256 }) => {
      await log.write(`${JSON.stringify({ file, sha256 })}\n`)
      await log.datasync()
      sent.add(`${file}|${sha256}`)
    },
    close: () => log.close(),
  }
}
