import { createHash } from 'node:crypto'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A file of an archive: its name inside, its bytes, and its own day. */
export interface ArchivedFile {
  name: string
  bytes: Readable | Buffer
  at: Date
  /** what is compressed already is only stored */
  compress: boolean
}

/** A file written: its name and the SHA-256 of its bytes in hexadecimal. */
export interface WrittenFile {
  name: string
  sha256: string
}

interface Writing {
  zip: ZipFile
  signal: AbortSignal
}

const writeFile = async ({ zip, signal }: Writing, file: ArchivedFile): Promise<WrittenFile> => {
  const hash = createHash('sha256')
  const hashed = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  zip.addReadStream(hashed, file.name, { compress: file.compress, mtime: file.at })
  const source = Buffer.isBuffer(file.bytes) ? Readable.from([file.bytes]) : file.bytes
  await pipeline(source, hashed, { signal })
  return { name: file.name, sha256: hash.digest('hex') }
}

/** The list of sums, as `sha256sum --check` reads it. */
export const sumsOf = (written: readonly WrittenFile[]): string =>
  written.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')

/**
 * Files as one ZIP, while they come: a file is asked for when the one before is written, so that memory holds pieces of one. What
 * fails, here or at the reader's side, ends all of it; a broken archive never looks whole. `last` makes the closing files from what
 * was written.
 */
export const writeArchive = (
  files: AsyncIterable<ArchivedFile>,
  last: (written: readonly WrittenFile[]) => ArchivedFile,
): Readable => {
  const zip = new ZipFile()
  const out = new PassThrough()
  const stop = new AbortController()
  const fail = (error: unknown): void => void out.destroy(error instanceof Error ? error : new Error('archive'))
  const write = async (): Promise<void> => {
    const written: WrittenFile[] = []
    for await (const file of files) written.push(await writeFile({ zip, signal: stop.signal }, file))
    await writeFile({ zip, signal: stop.signal }, last(written))
    zip.end()
  }
  zip.on('error', fail)
  out.once('close', () => stop.abort())
  zip.outputStream.pipe(out)
  write().catch(fail)
  return out
}
