import { createHash } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { Problem } from '../../../../platform/problem.ts'
import type { FileEncoding, ImportSource } from './import-source.ts'

const newLine = 0x0a

const countLines = (bytes: Buffer): number => {
  let lines = 0
  for (let at = bytes.indexOf(newLine); at >= 0; at = bytes.indexOf(newLine, at + 1)) lines += 1
  return lines
}

/** How many bytes hold whole characters: up to three at the end may begin one that the next chunk ends. */
const wholeLength = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes.readUInt8(bytes.length - back)
    const begins = byte >= 0xc0
    if (begins) return bytes.length - back
    if (byte < 0x80) return bytes.length
  }
  return bytes.length
}

const findBadLine = (bytes: Buffer): number => {
  let [line, from] = [0, 0]
  while (from < bytes.length) {
    const end = bytes.indexOf(newLine, from)
    const to = end < 0 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(from, to))) return line
    line += 1
    from = to
  }
  return line
}

const notUtf8 = (line: number): Problem =>
  new Problem('incorrect', 'import-encoding-wrong', { details: { line, option: '--encoding windows-1252' } })

/** Counts lines and refuses bytes that are no UTF-8, chunk after chunk. */
const createCharacterCheck = () => {
  const state = { line: 1, left: Buffer.alloc(0) }
  const check = (bytes: Buffer): void => {
    if (!isUtf8(bytes)) throw notUtf8(state.line + findBadLine(bytes))
    state.line += countLines(bytes)
  }
  return {
    add: (chunk: Buffer): void => {
      const bytes = state.left.length === 0 ? chunk : Buffer.concat([state.left, chunk])
      const whole = wholeLength(bytes)
      check(bytes.subarray(0, whole))
      state.left = Buffer.from(bytes.subarray(whole))
    },
    end: (): void => check(state.left),
  }
}

/** Told from time to time how many bytes were read. */
export type OnBytes = (bytes: number) => void

/**
 * Reads a whole file once before anything is written: its SHA-256, by which an interrupted run is found again, and whether it is
 * UTF-8 as asked. Problem `import-encoding-wrong` names the first line that is not, and the option that reads Windows-1252.
 */
export const scanFile = async (source: ImportSource, encoding: FileEncoding, onBytes: OnBytes): Promise<Buffer> => {
  const hash = createHash('sha256')
  const characters = createCharacterCheck()
  let bytes = 0
  for await (const chunk of source.read(0)) {
    hash.update(chunk)
    if (encoding === 'utf-8') characters.add(chunk)
    bytes += chunk.length
    onBytes(bytes)
  }
  if (encoding === 'utf-8') characters.end()
  if (bytes !== source.sizeBytes)
    throw new Problem('conflict', 'import-file-changed', { details: { file: source.name } })
  return hash.digest()
}
