import { link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { randomId } from '../platform/ids.ts'

/** Whether a failure of the file system carries this code, e.g. `ENOENT`. */
export const isFileError = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** Makes the names in a folder survive a power cut. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const writeTemporary = async (file: string, text: string): Promise<void> => {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a text file, mode 0600, whole or not at all. With `replace` false an existing file fails with `EEXIST`. */
export const writeDurableFile = async (
  file: string,
  text: string,
  { replace }: { replace: boolean },
): Promise<void> => {
  const temporary = `${file}.${randomId()}.part`
  try {
    await writeTemporary(temporary, text)
    await (replace ? rename(temporary, file) : link(temporary, file))
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(file))
}
