import { randomBytes } from 'node:crypto'
import type { Database } from '../platform/database/database.ts'
import { Problem } from '../platform/problem.ts'
import type { RootKeys } from './root-keys.ts'
import { openBox, sealBox } from './sealed-box.ts'
import type { KeyParts } from './shard-keys.ts'
import { systemBox } from './wrapped-key.ts'

interface SystemKeyRow {
  root_id: string
  wrapped: Buffer
}

const findRow = async (database: Database, purpose: string): Promise<SystemKeyRow | undefined> => {
  const text = 'select root_id, wrapped from keys.system_key where purpose = $1'
  const [row] = await database.query<SystemKeyRow>({ text, values: [purpose] })
  return row
}

const createRow = async ({ database, rootKeys }: KeyParts, purpose: string): Promise<SystemKeyRow | undefined> => {
  const root = await rootKeys.active()
  await database.query({
    text: 'insert into keys.system_key (purpose, root_id, wrapped) values ($1, $2, $3) on conflict (purpose) do nothing',
    values: [purpose, root.id, sealBox(root.key, systemBox(purpose), randomBytes(32))],
  })
  // Read back: where two processes made it at once, both use the one that stayed.
  return findRow(database, purpose)
}

const open = async (rootKeys: RootKeys, purpose: string, row: SystemKeyRow): Promise<Buffer> => {
  const root = await rootKeys.find(row.root_id)
  try {
    return openBox(root.key, systemBox(purpose), row.wrapped)
  } catch (error) {
    const details = { setting: 'ROOT_KEY_FILE', root: root.id }
    throw new Problem('fault', 'root-key-does-not-open', { details, cause: error })
  }
}

/** Keys of the service itself, made once by whoever asks first: `systemKey('index')` gives 32 bytes. */
export const createSystemKeys = (parts: KeyParts): ((purpose: string) => Promise<Buffer>) => {
  const loaded = new Map<string, Promise<Buffer>>()
  const load = async (purpose: string): Promise<Buffer> => {
    const row = (await findRow(parts.database, purpose)) ?? (await createRow(parts, purpose))
    if (row === undefined) throw new Problem('fault', 'system-key-missing', { details: { purpose } })
    return open(parts.rootKeys, purpose, row)
  }
  return (purpose) => {
    const known = loaded.get(purpose)
    if (known !== undefined) return known
    const fresh = load(purpose)
    loaded.set(purpose, fresh)
    // A database that was away must not leave its failure behind as the answer for ever.
    fresh.catch(() => loaded.delete(purpose))
    return fresh
  }
}
