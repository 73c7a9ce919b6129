import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createDatabase } from '../../../src/platform/database/database.ts'
import type { Installation } from '../../../tests/support/installation.ts'

/** How much of everything there is behind the door, counted as the database's superuser and in the blob folder. */
export interface StoredThings {
  documents: number
  submissions: number
  blobs: number
  /** entries of the journal that let somebody change something */
  changes: number
  /** notices queued and not yet sent */
  queued: number
  /** objects in the blob folder, unfinished ones included */
  objects: number
}

const text = `select
  (select count(*) from vault.document)::int as documents,
  (select count(*) from vault.submission)::int as submissions,
  (select count(*) from vault.blob)::int as blobs,
  (select count(*) from journal.entry where effect = 'permit' and reach = 'change')::int as changes,
  (select count(*) from platform.outbox)::int as queued`

const countObjects = async (folder: string): Promise<number> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return found.filter((entry) => entry.isFile()).length
}

/** The folder where an installation's sealed objects lie. */
export const blobFolder = ({ settings }: Pick<Installation, 'settings'>): string => fileURLToPath(settings.blobs.url)

/** Counts what an installation holds: equal counts before and after say that nothing was left behind. */
export const countStored = async (installation: Installation): Promise<StoredThings> => {
  const superuser = createDatabase({ ...installation.database.logins.superuser, max: 1 })
  const [rows, objects] = await Promise.all([
    superuser.query<Omit<StoredThings, 'objects'>>({ text }),
    countObjects(blobFolder(installation)),
  ]).finally(() => superuser.close())
  const [row] = rows
  if (!row) throw new Error('no counts')
  return { ...row, objects }
}
