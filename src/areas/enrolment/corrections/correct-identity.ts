import { createHash } from 'node:crypto'
import type { Visitor } from '../../../access/types.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import { insText, pivotOf, providerParameters, type Traits } from '../../identity/index.ts'
import { clockVisitor } from '../life/clock-visitor.ts'
import { createPersonHashes } from '../register/hash-person.ts'
import { openIdentity, sealIdentity } from '../register/person-seal.ts'
import { adultHereFrom } from '../register/majority-rules.ts'
import { queueFollowing } from '../register/representatives/queue-following.ts'
import { majorityOf } from '../register/rules.ts'
import type { PersonIdentity, RegisterPerson } from '../register/types.ts'
import { requireRegistered } from '../register/require-registered.ts'
import {
  advance,
  describeCorrection,
  nowOf,
  recordCorrection,
  requireApproval,
  stop,
  todayOf,
  visitorOf,
  type CorrectionParts,
} from './correction-parts.ts'
import { dropIdentifier, selectOwner, swapIdentifiers, writeIdentity } from './person-rows/store.ts'
import type { CorrectionRow } from './store.ts'
import { checkTraits } from './check-traits.ts'
import type { Approved, CorrectionWish } from './types.ts'

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
  const today = todayOf(parts)
  const majorityYears = parts.parameters.parameterAt('majorityYears', today)
  const majority = majorityOf(traits.birthDate, majorityYears)
  const written = await writeIdentity(connection, {
    personId: person.id,
    version: person.version,
    sealed,
    pivotHash: hashes.pivot(pivotOf(traits, providerParameters.france)) ?? null,
    cardHash: hashes.card(card.number, traits.birthDate),
    minorUntil: majority === undefined ? null : adultHereFrom(majority, person.minorUntil, today),
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
  // The majority may be another day by now: who represents them does so until then.
  await queueFollowing(connection, parts.clock.now(), person.id)
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

type Wish<K extends CorrectionWish['kind']> = Omit<Extract<CorrectionWish, { kind: K }>, 'kind'>

/** What correcting somebody's traits comes to; the Problem that stands against it otherwise. Changes nothing. */
export const planTraits = async (parts: CorrectionParts, { personId, traits }: Wish<'traits'>) => {
  const person = await requireRegistered(parts.register, personId)
  const before = await parts.register.openPerson(person)
  const corrected = checkTraits(traits, { before, today: todayOf(parts) })
  if (same(before.traits, corrected)) stop('correction-changes-nothing')
  return { person, identity: { ...before, traits: corrected } }
}

/** Corrects who somebody is. What the insurer sends later corrects it in its turn. */
export const correctTraits = async (
  parts: CorrectionParts,
  approved: Approved,
  wish: Wish<'traits'>,
): Promise<CorrectionRow> => {
  requireApproval(approved)
  const { person, identity } = await planTraits(parts, wish)
  const { sealed, spaceId } = person
  const asked = { kind: 'traits', state: 'done', sealed } as const
  const row = describeCorrection(parts, approved, { ...asked, personIds: [person.id] })
  await change(parts, { visitor: visitorOf(row), spaceId, identity }, async (connection) => {
    const writing = { person, identity, event: eventOf(row, 'traits-corrected') }
    row.detail.after = digest(await writeRegister(parts, connection, writing))
    await recordCorrection(connection, row)
  })
  return row
}

/** A card of their own bears their own number; a parent's card stays what it is. */
const cardOf = ({ card, ins }: PersonIdentity, next: Identifier): PersonIdentity['card'] =>
  card.number === ins.value ? { ...card, number: next.value } : card

/** What another identifier comes to; the Problem that stands against it otherwise. Changes nothing. */
export const planIdentifier = async (parts: CorrectionParts, { personId, ins }: Wish<'identifier'>) => {
  parts.requireIns(ins, 'ins')
  const person = await requireRegistered(parts.register, personId)
  const before = await parts.register.openPerson(person)
  const [former, next] = [before.ins, ins].map((one) => parts.keys.lookupHash(insText(one)))
  if (former === undefined || next === undefined || former.equals(next)) return stop('correction-changes-nothing')
  if ((await selectOwner(parts.database, next)) !== undefined) stop('correction-identifier-taken')
  return { person, former, next, identity: { ...before, ins, card: cardOf(before, ins) } }
}

/** Gives somebody another identifier. The former one still leads to them, here and in the directory. */
export const replaceIdentifier = async (
  parts: CorrectionParts,
  approved: Approved,
  wish: Wish<'identifier'>,
): Promise<CorrectionRow> => {
  requireApproval(approved)
  const { person, former, next, identity } = await planIdentifier(parts, wish)
  const detail = { oldHash: former.toString('hex'), newHash: next.toString('hex') }
  const { id: personId, sealed, spaceId } = person
  const asked = { kind: 'identifier', state: 'done', detail, sealed } as const
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
  const person = await requireRegistered(parts.register, row.personIds[0] ?? '')
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
export const followRegister = async (parts: CorrectionParts, personId: string): Promise<void> => {
  const person = await requireRegistered(parts.register, personId)
  if (person.spaceId === null || person.sealed === null) return
  const identity = await parts.register.openPerson(person)
  await change(parts, { visitor: clockVisitor, spaceId: person.spaceId, identity }, async () => {})
}
