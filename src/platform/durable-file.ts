import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { randomId } from './ids.ts'

/** Whether a failure of the file system carries this code, e.g. `ENOENT`. */
export const isFileError = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** Makes the names in a folder survive a power cut. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** What a file came to when it was written. */
export interface WrittenFile {
  bytes: number
  sha256: Buffer
}

/** A file on its way: nothing stands under its name until it is kept. */
export interface DurableFile {
  /** what fills it; an error of the disk destroys it */
  into: Writable
  /** Adds to `into`, piece by piece; throws what the disk says. */
  write(text: string): Promise<void>
  /** Waits for the end of `into`; then bytes and name are on the disk. Throws what the disk says, and leaves nothing. */
  keep(): Promise<WrittenFile>
  /** Leaves nothing of it. */
  drop(): Promise<void>
}

interface Way {
  part: string
  /** fails when the part exists: two may write one file at once */
  alone: boolean
  place: (part: string, file: string) => Promise<void>
}

const openOn = (file: string, { part, alone, place }: Way): DurableFile => {
  const hash = createHash('sha256')
  let bytes = 0
  const into = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      done(undefined, chunk)
    },
  })
  const output = createWriteStream(part, { mode: 0o600, flush: true, flags: alone ? 'wx' : 'w' })
  const written = pipeline(into, output)
  // Whoever fills or keeps the file hears of it; before that nobody listens yet.
  written.catch(() => {})
  into.on('error', () => {})
  const drop = async (): Promise<void> => {
    into.destroy()
    await finished(into).catch(() => {})
    await written.catch(() => {})
    await rm(part, { force: true }).catch(() => {})
  }
  const write = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      into.write(text, (error) => (error ? reject(error) : resolve()))
    })
  return {
    into,
    // A stream that is destroyed forgets the write in hand: the disk is listened to as well.
    write: async (text) => {
      await Promise.race([write(text), written])
    },
    keep: async () => {
      try {
        await written
        await place(part, file)
      } catch (error) {
        await drop()
        throw error
      }
      await rm(part, { force: true })
      await syncFolder(dirname(file))
      return { bytes, sha256: hash.digest() }
    },
    drop,
  }
}

/** Opens a file that replaces one of the same name. A crash while writing leaves a `.part` that the next writing replaces. */
export const openDurableFile = (file: string): DurableFile =>
  openOn(file, { part: `${file}.part`, alone: false, place: rename })

/** Writes a text file, mode 0600, whole or not at all. With `replace` false an existing file fails with `EEXIST`. */
export const writeDurableFile = async (
  file: string,
  text: string,
  { replace }: { replace: boolean },
): Promise<void> => {
  const part = `${file}.${randomId()}.part`
  const { into, keep } = openOn(file, { part, alone: true, place: replace ? rename : link })
  into.end(text)
  await keep()
}

/** A folder whose files appear whole or not at all, readable by their owner only. */
export interface DurableFolder {
  /** Fills a file of this name; when it returns, file and name are on the disk. `fill` ends the stream it is given. */
  write(name: string, fill: (into: Writable) => Promise<void>): Promise<WrittenFile>
  remove(name: string): Promise<void>
  pathOf(name: string): string
}

/** Makes the folder at the first file. */
export const createDurableFolder = (folder: string): DurableFolder => ({
  write: async (name, fill) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = openDurableFile(join(folder, name))
    try {
      await fill(file.into)
    } catch (error) {
      await file.drop()
      throw error
    }
    return file.keep()
  },
  remove: async (name) => {
    await rm(join(folder, name), { force: true })
  },
  pathOf: (name) => join(folder, name),
})
