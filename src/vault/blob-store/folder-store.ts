import { link, mkdir, open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isFileError, syncFolder } from '../../platform/durable-file.ts'
import { Problem } from '../../platform/problem.ts'
import {
  checkObjectName,
  isObjectName,
  missingObject,
  storeUnavailable,
  type BlobStore,
  type ByteRange,
  type StoredObject,
} from './object-store.ts'

const incoming = 'incoming'

/** Two levels, 256 by 16 folders, by the first digits of random names: soon all there, so that a deposit makes none. */
const pathOf = (root: string, name: string): string => {
  checkObjectName(name)
  return join(root, name.slice(0, 2), name.slice(2, 3), name)
}

const readProblem = (error: unknown): Problem =>
  isFileError(error, 'ENOENT') ? missingObject(error) : storeUnavailable(error)

/** Failures of the source itself (too large, broken off) pass as they are; those of the disk become Problems. */
const writeProblem = (error: unknown): unknown => {
  if (isFileError(error, 'EEXIST')) return new Problem('fault', 'object-name-taken', { cause: error })
  return error instanceof Error && 'syscall' in error ? storeUnavailable(error) : error
}

const writeAll = async (handle: FileHandle, source: AsyncIterable<Buffer> | Buffer): Promise<void> => {
  if (Buffer.isBuffer(source)) await handle.writeFile(source)
  else for await (const piece of source) await handle.writeFile(piece)
}

const writeNew = async (file: string, source: AsyncIterable<Buffer> | Buffer): Promise<void> => {
  const handle = await open(file, 'wx', 0o600)
  try {
    await writeAll(handle, source)
    await handle.sync()
  } catch (error) {
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}

/** Makes the folders of an object and gives those whose names must reach the disk for it to be found after a power cut. */
const makeFolders = async (root: string, folder: string): Promise<string[]> => {
  const created = await mkdir(folder, { recursive: true, mode: 0o700 })
  return created === undefined ? [folder] : [folder, dirname(folder), root]
}

/** A crash before `link` leaves a file in `incoming`, for `sweepUnfinished`; after it, an object that no row names. */
const putStream = async (root: string, name: string, source: AsyncIterable<Buffer>): Promise<string[]> => {
  const target = pathOf(root, name)
  const temporary = join(root, incoming, name)
  try {
    await writeNew(temporary, source)
    const folders = await makeFolders(root, dirname(target))
    await link(temporary, target)
    return folders
  } finally {
    await rm(temporary, { force: true })
  }
}

/**
 * Bytes in hand go straight to their place: half the steps of a stream. A crash in the middle leaves an object that no row
 * names, whole or not. The folder is there but for the first few thousand deposits.
 */
const putBytes = async (root: string, name: string, bytes: Buffer): Promise<string[]> => {
  const target = pathOf(root, name)
  const folder = dirname(target)
  try {
    await writeNew(target, bytes)
    return [folder]
  } catch (error) {
    if (!isFileError(error, 'ENOENT')) throw error
  }
  const folders = await makeFolders(root, folder)
  await writeNew(target, bytes)
  return folders
}

const put = async (root: string, name: string, source: AsyncIterable<Buffer> | Buffer): Promise<void> => {
  try {
    const folders = await (Buffer.isBuffer(source) ? putBytes(root, name, source) : putStream(root, name, source))
    await Promise.all(folders.map(syncFolder))
  } catch (error) {
    throw writeProblem(error)
  }
}

/** Sixty-four frames of a sealed object: read from a frame's beginning, every piece is a run of whole frames. */
const pieceBytes = 64 * 16_400

const pieces = async function* (handle: FileHandle, { start, end }: ByteRange): AsyncGenerator<Buffer> {
  // One buffer for the whole object: fresh ones would set off a full garbage collection every few megabytes.
  const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - start))
  for (let at = start; at < end;) {
    const { bytesRead } = await handle.read(piece, 0, Math.min(piece.length, end - at), at)
    if (bytesRead === 0) return
    yield piece.subarray(0, bytesRead)
    at += bytesRead
  }
}

const get = async function* (file: string, range?: ByteRange): AsyncGenerator<Buffer> {
  try {
    const handle = await open(file, 'r')
    try {
      yield* pieces(handle, range ?? { start: 0, end: (await handle.stat()).size })
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw readProblem(error)
  }
}

const readRange = async (file: string, { start, end }: ByteRange): Promise<Buffer> => {
  const handle = await open(file, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(end - start), 0, end - start, start)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

const getBuffer = (file: string, range?: ByteRange): Promise<Buffer> =>
  (range === undefined ? readFile(file) : readRange(file, range)).catch((error: unknown) => {
    throw readProblem(error)
  })

const list = async function* (root: string): AsyncGenerator<StoredObject> {
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !isObjectName(entry.name) || entry.parentPath === join(root, incoming)) continue
    const { size, mtime } = await stat(join(entry.parentPath, entry.name))
    yield { name: entry.name, size, storedAt: mtime }
  }
}

const sweep = async (folder: string, before: Date): Promise<number> => {
  let removed = 0
  for (const name of await readdir(folder)) {
    const file = join(folder, name)
    if ((await stat(file)).mtime >= before) continue
    await rm(file, { force: true })
    removed++
  }
  return removed
}

/** Objects as files below a folder, which is made when it is not there. For one machine; several share a bucket. */
export const createFolderStore = async (root: string): Promise<BlobStore> => {
  await mkdir(join(root, incoming), { recursive: true, mode: 0o700 })
  return {
    put: (name, source) => put(root, name, source),
    get: (name, range) => get(pathOf(root, name), range),
    getBuffer: (name, range) => getBuffer(pathOf(root, name), range),
    remove: (name) => rm(pathOf(root, name), { force: true }),
    list: () => list(root),
    sweepUnfinished: (before) => sweep(join(root, incoming), before),
  }
}
