import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Installation } from '../../../tests/support/installation.ts'
import { blobFolder } from '../../conformance/support/stored-things.ts'

const namesIn = async (folder: string): Promise<string[]> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Does something, and gives the files of the sealed objects that it made. */
export const objectsMadeBy = async (installation: Installation, act: () => Promise<unknown>): Promise<string[]> => {
  const folder = blobFolder(installation)
  const before = new Set(await namesIn(folder))
  await act()
  return (await namesIn(folder)).filter((name) => !before.has(name))
}

/** Flips one bit of a file; a negative place counts from its end. */
export const flipBit = async (file: string, place: number): Promise<void> => {
  const bytes = await readFile(file)
  const at = place < 0 ? bytes.length + place : place
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  await writeFile(file, bytes)
}
