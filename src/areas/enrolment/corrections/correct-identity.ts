import { createHash } from 'node:crypto'
import type { Visitor } from '../../../access/types.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { insText, pivotOf, providerParameters, type Traits } from '../../identity/index.ts'
import { clockVisitor } from '../life/clock-visitor.ts'
import { createPersonHashes } from '../register/hash-person.ts'
import { openIdentity, sealIdentity } from '../register/person-seal.ts'
import type { PersonIdentity, RegisterPerson } from '../register/types.ts'
import {
  advance,
  describeCorrection,
  nowOf,
  recordCorrection,
  requireApproval,
  requirePersonById,
  stop,
  visitorOf,
  type CorrectionParts,
} from './correction-parts.ts'
import { dropIdentifier, selectOwner, swapIdentifiers, writeIdentity } from './person-rows/store.ts'
import type { CorrectionRow } from './store.ts'
import type { Correction, Corrections } from './types.ts'

const digest = (sealed: Buffer): string => createHash('sha256').update(sealed).digest('hex')

interface Writing {
  person: RegisterPerson
  identity: PersonIdentity
  /** the sealed box to write; sealed anew when absent */
  sealed?: Buffer
  event: { kind: string; channel: string; byId: string; correctionId: string }
}

/** Writes an identity into the register; gives its sealed box. Whoever wrote it meanwhile has won. */
const writeRegister = async (parts: CorrectionParts, connection: Connection, writing: Writing): Promise<Buffer> => {
  const { person, identity, event } = writing
  const sealed = writing.sealed ?? sealIdentity(await parts.keys.registerSeal(), person.id, identity)
  const hashes = createPersonHashes(parts.keys)
  const { traits, card } = identity
  const written = await writeIdentity(connection, {
    personId: person.id,
    version: person.version,
    sealed,
    pivotHash: hashes.pivot(pivotOf(traits, providerParameters.france)) ?? null,
    cardHash: hashes.card(card.number, traits.birthDate),
    event: {
      id: timeOrderedId(parts.clock.now().getTime()),
      at: nowOf(parts),
      kind: event.kind,
      channel: event.channel,
      byId: event.byId,
      detail: JSON.stringify({ correction: event.correctionId }),
    },
  })
  if (!written) stop('correction-under-way')
  return sealed
}

/** Takes a change to the register and, where there is a space, to it as well: one transaction, behind an entry of its journal. */
const change = async (
  parts: CorrectionParts,
  { visitor, spaceId, identity }: { visitor: Visitor; spaceId: string | null; identity: PersonIdentity },
  work: (connection: Connection) => Promise<void>,
): Promise<void> => {
  if (spaceId === null) return parts.database.transaction(work)
  const visit = { ...visitor, space: { spaceId }, act: 'correct-identity' } as const
  const { ins, traits } = identity
  await parts.door.open(visit, ({ alongside }) =>
    alongside(async (connection) => {
      await work(connection)
      await parts.persons.correctPerson(connection, spaceId, { ins, traits })
    }),
  )
}

const same = (a: Traits, b: Traits): boolean =>
  JSON.stringify(Object.entries(a).toSorted()) === JSON.stringify(Object.entries(b).toSorted())

const eventOf = (row: CorrectionRow, kind: string): Writing['event'] => ({
  kind,
  channel: row.detail.asked.channel,
  byId: row.askedBy,
  correctionId: row.id,
})

/** Corrects who somebody is. What the insurer sends later corrects it in its turn. */
export const createCorrectTraits =
  (parts: CorrectionParts): Corrections['correctTraits'] =>
  async (approved, { personId, traits }): Promise<Correction> => {
    requireApproval(approved)
    const person = await requirePersonById(parts, personId)
    const before = await parts.register.openPerson(person)
    if (same(before.traits, traits)) stop('correction-changes-nothing')
    const identity = { ...before, traits }
    const { sealed } = person
    const row = describeCorrection(parts, approved, { kind: 'traits', personIds: [personId], state: 'done', sealed })
    await change(parts, { visitor: visitorOf(row), spaceId: person.spaceId, identity }, async (connection) => {
      const writing = { person, identity, event: eventOf(row, 'traits-corrected') }
      row.detail.after = digest(await writeRegister(parts, connection, writing))
      await recordCorrection(connection, row)
    })
    return row
  }

/** Gives somebody another identifier. The former one still leads to them, here and in the directory. */
export const createReplaceIdentifier =
  (parts: CorrectionParts): Corrections['replaceIdentifier'] =>
  async (approved, { personId, ins }): Promise<Correction> => {
    requireApproval(approved)
    parts.requireIns(ins, 'ins')
    const person = await requirePersonById(parts, personId)
    const before = await parts.register.openPerson(person)
    const [former, next] = [before.ins, ins].map((one) => parts.keys.lookupHash(insText(one)))
    if (former === undefined || next === undefined || former.equals(next)) return stop('correction-changes-nothing')
    if ((await selectOwner(parts.database, next)) !== undefined) stop('correction-identifier-taken')
    const identity = { ...before, ins }
    const hashes = { oldHash: former.toString('hex'), newHash: next.toString('hex') }
    const { sealed, spaceId } = person
    const asked = { kind: 'identifier', personIds: [personId], state: 'done', detail: hashes, sealed } as const
    const row = describeCorrection(parts, approved, { ...asked, personIds: [personId] })
    await change(parts, { visitor: visitorOf(row), spaceId, identity }, async (connection) => {
      const writing = { person, identity, event: eventOf(row, 'identifier-replaced') }
      row.detail.after = digest(await writeRegister(parts, connection, writing))
      await swapIdentifiers(connection, { personId, former, next, at: row.at })
      if (spaceId !== null) await parts.persons.leadToSpace(connection, spaceId, [next])
      await recordCorrection(connection, row)
    })
    return row
  }

const swapBack = async (parts: CorrectionParts, connection: Connection, row: CorrectionRow): Promise<void> => {
  const { oldHash, newHash } = row.detail
  const [personId] = row.personIds
  if (oldHash === undefined || newHash === undefined || personId === undefined) return
  const [former, next] = [Buffer.from(newHash, 'hex'), Buffer.from(oldHash, 'hex')]
  await swapIdentifiers(connection, { personId, former, next, at: nowOf(parts) })
  await dropIdentifier(connection, personId, former)
  await parts.persons.leadNowhere(connection, [former])
}

/** Whether the identity that a correction wrote is still the one that stands. */
export const identityStands = ({ sealed }: Pick<RegisterPerson, 'sealed'>, row: CorrectionRow): boolean =>
  sealed !== null && digest(sealed) === row.detail.after

/** Puts the former identity back, unless somebody has written another since. */
export const undoIdentity = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const person = await requirePersonById(parts, row.personIds[0] ?? '')
  if (row.sealed === null || !identityStands(person, row)) return stop('correction-later-stands')
  const { sealed } = row
  const identity = openIdentity(await parts.keys.registerSeal(), person.id, sealed)
  await change(parts, { visitor: visitorOf(row), spaceId: person.spaceId, identity }, async (connection) => {
    await writeRegister(parts, connection, { person, identity, sealed, event: eventOf(row, `${row.kind}-undone`) })
    await swapBack(parts, connection, row)
    await advance(connection, row.id, { from: 'undo-begun', to: 'undone', state: 'undone', at: nowOf(parts) })
  })
}

/** The insurer corrected the register: the space of that person follows. Done twice it changes nothing more. */
export const createFollowRegister =
  (parts: CorrectionParts): Corrections['followRegister'] =>
  async (personId) => {
    const person = await requirePersonById(parts, personId)
    if (person.spaceId === null || person.sealed === null) return
    const identity = await parts.register.openPerson(person)
    await change(parts, { visitor: clockVisitor, spaceId: person.spaceId, identity }, async () => {})
  }
