import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'

/** A folder whose files appear whole or not at all, readable by their owner only. */
export interface DurableFolder {
  /** Fills a file of this name; when it returns, file and name are on the disk. `fill` ends the stream it is given. */
  write(name: string, fill: (into: Writable) => Promise<void>): Promise<{ bytes: number; sha256: Buffer }>
  remove(name: string): Promise<void>
  pathOf(name: string): string
}

/** Without it a crash of the machine may forget the name, though not the bytes. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const fillFile = async (
  path: string,
  fill: (into: Writable) => Promise<void>,
): Promise<{ bytes: number; sha256: Buffer }> => {
  const hash = createHash('sha256')
  let bytes = 0
  const counter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      done(undefined, chunk)
    },
  })
  const written = pipeline(counter, createWriteStream(path, { mode: 0o600, flush: true }))
  try {
    await fill(counter)
    await written
  } catch (error) {
    counter.destroy()
    await finished(counter).catch(() => {})
    await written.catch(() => {})
    throw error
  }
  return { bytes, sha256: hash.digest() }
}

/** Makes the folder at the first file. A crash while writing leaves a `.part` that the next writing replaces. */
export const createDurableFolder = (folder: string): DurableFolder => ({
  write: async (name, fill) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, name)
    const part = `${path}.part`
    const written = await fillFile(part, fill).catch(async (error: unknown) => {
      await rm(part, { force: true })
      throw error
    })
    await rename(part, path)
    await syncFolder(folder)
    return written
  },
  remove: async (name) => {
    await rm(join(folder, name), { force: true })
  },
  pathOf: (name) => join(folder, name),
})
