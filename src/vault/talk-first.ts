import { isLater } from '../platform/calendar.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { DocumentEntry } from '../reference/document-entry.ts'
import { talkFirstKindOf } from '../reference/talk-first-kinds.ts'
import type { VaultAccess } from './vault-access.ts'

/** What one person wants to hear from their doctor first. */
export interface TalkFirstWish {
  /** since when (ISO), by kind: what came before is shown as it always was */
  kinds: Readonly<Record<string, string>>
  /** the documents that they saw all the same */
  seen: readonly string[]
}

/** The wishes about one space: of its holder, and of each who represents them, by their id. */
export interface TalkFirst {
  wishes: Readonly<Record<string, TalkFirstWish>>
  /** the documents that a professional has talked with the patient about */
  talked: readonly string[]
}

const placeOf = (rowId: string) => ({ table: 'talk_first', rowId, column: 'details', version: 1 }) as const

const isTalkFirst = (value: unknown): value is TalkFirst => hasMember(value, 'wishes')

/** What was wished about the space visited; nothing where nobody wished anything. */
export const findTalkFirst = async ({
  connection,
  grant,
  keys,
}: Pick<VaultAccess, 'connection' | 'grant' | 'keys'>): Promise<TalkFirst> => {
  const [row] = await connection.query<{ details: Buffer }>({
    name: 'talk-first-find',
    text: 'select details from vault.talk_first where space_id = $1',
    values: [grant.spaceId],
  })
  if (row === undefined) return { wishes: {}, talked: [] }
  return readOwnJson(keys.openField(placeOf(grant.spaceId), row.details), isTalkFirst)
}

/** Keeps it in the place of the one before. */
export const keepTalkFirst = async ({ connection, grant, keys }: VaultAccess, talkFirst: TalkFirst): Promise<void> => {
  const details = keys.sealField(placeOf(grant.spaceId), Buffer.from(JSON.stringify(talkFirst)))
  await connection.query({
    name: 'talk-first-keep',
    text: `insert into vault.talk_first (space_id, details) values ($1, $2)
      on conflict (space_id) do update set details = excluded.details`,
    values: [grant.spaceId, details],
  })
}

/** Whether a document waits until a professional has talked with this person about it. */
export const awaitsTalk = ({ wishes, talked }: TalkFirst, personId: string, entry: DocumentEntry): boolean => {
  const wish = wishes[personId]
  if (wish === undefined || talked.includes(entry.id) || wish.seen.includes(entry.id)) return false
  const kind = talkFirstKindOf(entry.type.code, entry.depositedAt)
  const since = kind === undefined ? undefined : wish.kinds[kind]
  return since !== undefined && entry.older !== true && isLater(entry.depositedAt, since)
}

/** What is left of a document that waits: that it is there, and since when. Whatever forgets to ask finds no word to show. */
const veiled = ({ description, practiceSetting, ...entry }: DocumentEntry): DocumentEntry => ({
  ...entry,
  awaitsTalk: true,
  title: '',
  type: { system: '', code: '', display: '' },
  documentClass: { system: '', code: '' },
  events: [],
  references: [],
  authors: entry.authors.map(({ specialty, role, facility, ...author }) => author),
})

/** A document as its reader wants to see it. */
export type ShowEntry = (entry: DocumentEntry) => DocumentEntry

/** How this visitor wants to see documents: as they are, or what waits for a talk as no more than that it came. */
export const readerOf = async (vault: VaultAccess): Promise<ShowEntry> => {
  const { readerId } = vault
  if (readerId === undefined) return (entry) => entry
  const talkFirst = await findTalkFirst(vault)
  return (entry) => (awaitsTalk(talkFirst, readerId, entry) ? veiled(entry) : entry)
}
