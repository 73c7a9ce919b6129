import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createReference } from '../../src/reference/create-reference.ts'
import type { LegacySource } from '../../src/areas/enrolment/index.ts'
import { inventedIns, plainText } from './corrections-bench.ts'

/** A document of an older record, as a test tells it. */
export interface OlderDoc {
  uniqueId: string
  hidden?: boolean
  authors?: object[]
  history?: object[]
}

/** The line of a document for the invented person `n`; `changes` spoil it. */
export const olderLine = (n: number, doc: OlderDoc, changes: object = {}): object => {
  const { type, documentClass, format } = plainText({ reference: createReference() })
  const { uniqueId, hidden = false, authors = [], history = [] } = doc
  const title = `Ancien ${uniqueId}`
  const about = { type, class: documentClass, format, contentType: 'text/plain', createdAt: '2018-02-03T09:00:00Z' }
  const sha256 = createHash('sha256').update(`ancien ${uniqueId}`).digest('hex')
  return {
    ins: inventedIns(n),
    createdAt: '2016-05-04T10:00:00Z',
    document: { uniqueId, title, hidden, authors, depositedAt: '2018-02-04T09:00:00Z', ...about },
    file: `${uniqueId.slice(-12)}.txt`,
    sha256,
    history,
    ...changes,
  }
}

/** Writes the folder of a record: its list, and a file for each document. */
export const writeRecord = async (root: string, name: string, lines: readonly (object | string)[]): Promise<void> => {
  await mkdir(join(root, name), { recursive: true })
  for (const line of lines) {
    if (typeof line === 'string' || !('file' in line) || !('document' in line)) continue
    const { uniqueId } = { uniqueId: '', ...(typeof line.document === 'object' ? line.document : {}) }
    await writeFile(join(root, name, `${uniqueId.slice(-12)}.txt`), `ancien ${uniqueId}`)
  }
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  await writeFile(join(root, name, 'record.ndjson'), `${text}\n`)
}

let numbers = 0
/** A unique id nobody had before. */
export const newUniqueId = (): string => {
  numbers += 1
  return `urn:uuid:00000000-0000-4000-8000-${String(numbers).padStart(12, '0')}`
}

/** A source that falls when it has given so many files. */
export const failing = (source: LegacySource, afterFiles: number): LegacySource => {
  let left = afterFiles
  return {
    countRecords: source.countRecords,
    async *records() {
      for await (const record of source.records())
        yield {
          ...record,
          findFile: (path) => {
            left -= 1
            if (left < 0) throw new Error('crash')
            return record.findFile(path)
          },
        }
    },
  }
}
