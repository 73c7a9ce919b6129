import { audienceOf } from '../../src/access/audience.ts'
import { randomId } from '../../src/platform/ids.ts'
import type { Visitor } from '../../src/access/types.ts'
import type { LaboratoryResult } from '../../src/reference/result-entry.ts'
import type { DoorKit } from './door-kit.ts'

const coding = { system: 'http://example.org', code: 'open-type' }

/** The software that deposits here, for a facility that every document names as its author. */
export const depositor: Visitor = {
  actor: { kind: 'software', id: 'lab', name: 'Lab', facility: { id: '1750000001', name: 'Laboratoire' } },
  authLevel: 'substantial',
  origin: { channel: 'fhir' },
}

/** What a deposit may vary. */
export interface DepositOptions {
  hidden?: boolean
  withheld?: boolean
  secret?: boolean
  typeCode?: string
  authorIds?: string[]
  /** the facility that the document names, which need not be who deposits */
  writtenAt?: string
  /** when the content was made and what day it speaks of; the same instant unless told */
  createdAt?: string
  datedAt?: string
  bytes?: Buffer
  results?: LaboratoryResult[]
  /** the text of the content; still to be read unless told */
  text?: string
  title?: string
  /** what its submission set is called, which then names it; without, the set names nothing */
  setTitle?: string
  /** the entry that its submission says it is in, of this space or another; none unless told */
  receiptOf?: { n: string; hash: string }
  /** so many more documents of the same kind, to make a record long */
  copies?: number
  /** added by the holder, or by who represents them */
  own?: true
  /** the document that it replaces, of its own author */
  replaces?: string
}

const titled = (title: string | undefined) => (title === undefined ? {} : { title })

const stored = { entryUuid: '', version: 1, size: 1, hash: '', warnings: [] }

const copiesOf = <Ids extends object>(ids: Ids, count: number): Ids[] =>
  Array.from({ length: count }, () => ({ ...ids, id: randomId(), blobId: randomId() }))

/** What is the same in every document that is deposited here. */
const plain = () => ({
  status: 'current' as const,
  archived: false,
  confidentiality: [],
  documentClass: coding,
  format: coding,
  contentType: 'text/plain',
  title: 'Titre',
  authors: [],
  events: [],
  references: [],
  sourcePatient: { identifiers: [] },
  relatesTo: [],
  depositedBy: { id: 'lab', name: 'Lab' },
  warnings: [],
})

/** Deposits one small document straight through the door, as a use-case would. Gives the ids of what it stored. */
export const depositOne = async (
  kit: DoorKit,
  spaceId: string,
  options: DepositOptions = {},
): Promise<{ id: string; blobId: string; submissionId: string }> => {
  const { hidden = false, withheld = false, secret = false } = options
  const visibility = { hidden, withheld, hiddenFromRepresentatives: secret }
  const audience = audienceOf(visibility)
  const prepared = await kit.door.prepare({ ...depositor, space: { spaceId }, act: 'deposit-document', audience })
  const ids = { id: randomId(), blobId: randomId(), submissionId: randomId() }
  const authorIds = options.authorIds ?? ['1750000001']
  const bytes = options.bytes ?? Buffer.from('content')
  const blob = await prepared.seal(ids.blobId, { bytes, contentType: 'text/plain', maxBytes: 1_000_000 })
  await prepared.open(async ({ vault, standing, addRelations }) => {
    const said = options.text === undefined ? {} : { text: options.text }
    const at = options.createdAt ?? '2026-11-01T10:00:00+01:00'
    await vault.insertBlob(blob, { depositorId: 'lab', staged: false, results: options.results ?? [], ...said })
    await vault.insertSubmission({
      id: ids.submissionId,
      uniqueIdHash: standing.keys.indexHash(ids.submissionId),
      messageHash: Buffer.from(ids.submissionId),
      depositorId: 'lab',
      metadata: { ...titled(options.setTitle), uniqueId: ids.submissionId, sourceId: 'urn:oid:1.2', submittedAt: at },
      answer: {
        submissionId: ids.submissionId,
        documents: options.setTitle === undefined ? [] : [{ ...stored, id: ids.id, blobId: ids.blobId }],
        receipt: { audience: 'main', n: '0', hash: '', ...options.receiptOf },
      },
    })
    for (const one of [ids, ...copiesOf(ids, options.copies ?? 0)]) {
      await vault.insertDocument({
        uniqueIdHash: standing.keys.indexHash(one.id),
        globalIdHash: kit.keys.lookupHash(one.id),
        authorIds,
        own: options.own ?? false,
        entry: {
          ...plain(),
          title: options.title ?? 'Titre',
          authors: options.writtenAt === undefined ? [] : [{ facility: { name: options.writtenAt } }],
          ...one,
          entryUuid: randomId(),
          uniqueId: `urn:uuid:${one.id}`,
          visibility,
          ...(options.replaces === undefined ? {} : { relatesTo: [{ code: 'replaces', targetId: options.replaces }] }),
          type: { ...coding, code: options.typeCode ?? 'open-type' },
          createdAt: at,
          datedAt: options.datedAt ?? at,
          size: blob.size,
          hash: blob.sha1.toString('base64'),
        },
      })
    }
    if (options.replaces !== undefined) await vault.updateState(options.replaces, { status: 'superseded' })
    await addRelations(authorIds.map((partyId) => ({ partyId, kind: 'author' })))
  })
  return ids
}
