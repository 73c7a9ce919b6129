import { randomBytes } from 'node:crypto'
import type { Database } from '../src/platform/database/database.ts'
import { documentColumns } from '../src/vault/document-row.ts'
import type { Lane } from './closed-loop.ts'
import type { Patient } from './population.ts'

const appendText = `select n, at, encode(hash, 'hex') as hash
  from journal.append(row($1, 'main', 'permit', 'look', 'list-documents', null, $2, $3, $4)::journal.request)`

const listText = `select ${documentColumns('dated_at')} from vault.document where space_id = $1 and status = 'current'
  order by dated_at desc, id desc limit 51`

/** What the append needs of each space, and how long a real entry's body is. */
const readEpochs = async (superuser: Database): Promise<Map<string, string>> => {
  const rows = await superuser.query<{ space_id: string; epoch: string }>({
    text: 'select space_id, epoch from access.space',
  })
  return new Map(rows.map(({ space_id: spaceId, epoch }) => [spaceId, epoch]))
}

const readBodySize = async (superuser: Database): Promise<number> => {
  const [row] = await superuser.query<{ size: number }>({
    text: 'select octet_length(body) as size from journal.entry limit 1',
  })
  return row?.size ?? 300
}

/**
 * The bare journaled read that W2 is measured against: begin, the journal's own append, the 50 rows through row security,
 * commit, all in one round trip by the application's own login. Nothing is decided, opened or written as FHIR.
 */
export const createBareOpen = async (parts: {
  app: Database
  superuser: Database
  draw: () => Patient | undefined
}): Promise<() => Lane> => {
  const epochs = await readEpochs(parts.superuser)
  const body = randomBytes(await readBodySize(parts.superuser))
  const next = async () => {
    const spaceId = parts.draw()?.spaceId ?? ''
    const [, rows] = await parts.app.pipeline((connection) =>
      Promise.all([
        connection.query({
          name: 'bare-append',
          text: appendText,
          values: [spaceId, randomBytes(32), body, epochs.get(spaceId)],
        }),
        connection.query({ name: 'bare-list', text: listText, values: [spaceId] }),
      ]),
    )
    return { ok: rows.length > 0, bytes: 0 }
  }
  return () => ({ next })
}
