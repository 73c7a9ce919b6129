import type { Visitor } from '../../src/access/types.ts'
import { clockVisitor } from '../../src/areas/enrolment/life/clock-visitor.ts'
import type { LifeStep } from '../../src/areas/enrolment/life/types.ts'
import { fixedClock, systemClock } from '../../src/platform/clock.ts'
import { newEnteredHolder, type EnteredHolder } from './entered-holder.ts'
import { openInstallation, type Installation } from './installation.ts'
import { problemOf } from './problem-of.ts'

/** What a letter's new means is, as the area of identity keeps it. */
export type WaitingMeans = Parameters<Installation['carnet']['credentials']['beginRecovery']>[2]

/** An installation with a clock to move, and holders who lost what they came in with. */
export interface RecoveryKit {
  installation: Installation
  clock: ReturnType<typeof fixedClock>
  /** Somebody who entered a moment ago: what follows is another instant. */
  newHolder(changes?: Readonly<Record<string, string>>): Promise<EnteredHolder>
  /** A pass by a code; whatever went wrong before has been waited out. */
  prove(holder: Pick<EnteredHolder, 'card'>, code: string): Promise<string>
  askFor(holder: EnteredHolder): Promise<boolean>
  beginFor(holder: EnteredHolder, means: WaitingMeans): Promise<string>
  /** A login and a password that wait for their day. */
  leaveMeans(holder: EnteredHolder, login: string): Promise<void>
  /** A code as the letter of a way back brings it. */
  recoveryCode(holder: EnteredHolder): Promise<string>
  /** What waits for the worker about somebody, mails and whom they represent apart; it is taken out. */
  queuedFor(holder: Pick<EnteredHolder, 'person'>): Promise<string[]>
  /** What happened to their means: kind, channel, who. */
  eventsOf(holder: Pick<EnteredHolder, 'person'>): Promise<string[]>
  /** Asks for a letter as the page does. */
  request(holder: Pick<EnteredHolder, 'card'>): Promise<void>
  close(): Promise<void>
}

/** The reason of the Problem that some work ends in. */
export const reasonOf = async (work: Promise<unknown>): Promise<string> => (await problemOf(work)).reason

/** The password of everybody here. */
export const password = { password: 'Tilleul 7 vélos!' }

/** A member of the staff. */
export const staff = (id: string, role: 'operator' | 'counter-agent' = 'operator'): Visitor => ({
  actor: { kind: 'staff', id, name: id, roles: [role] },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
})

/** A step of the operator's. */
export const operatorStep = (personId: string): LifeStep => ({
  personId,
  visitor: { ...clockVisitor, actor: { kind: 'staff', id: 'operator', name: 'F', roles: ['operator'] } },
  channel: 'post',
})

type Begun = Pick<RecoveryKit, 'newHolder' | 'askFor' | 'beginFor' | 'leaveMeans' | 'recoveryCode'>

const createBeginnings = (installation: Installation, clock: RecoveryKit['clock']): Begun => {
  const { credentials, database, enrolment } = installation.carnet
  const askFor: Begun['askFor'] = ({ spaceId }) =>
    database.app.transaction((connection) => credentials.askRecovery(connection, spaceId))
  const beginFor: Begun['beginFor'] = async ({ spaceId }, means) => {
    const id = (await credentials.recoveryOf(spaceId))?.id ?? spaceId
    return database.app.transaction((connection) => credentials.beginRecovery(connection, { spaceId, id }, means))
  }
  return {
    askFor,
    beginFor,
    newHolder: async (changes) => {
      const holder = await newEnteredHolder(installation, changes)
      clock.advance(1000)
      return holder
    },
    leaveMeans: async (holder, login) => {
      await askFor(holder)
      const drafted = await credentials.draftPassword(holder.spaceId, { login, ...password })
      await beginFor(holder, { ...drafted, contact: { channel: 'email', address: 'attend@example.org' } })
    },
    recoveryCode: async ({ person }) => {
      const [issued] = await database.app.transaction((connection) =>
        enrolment.codes.issue(connection, [person.id], { origin: 'request', purpose: 'recovery' }),
      )
      return issued?.code ?? ''
    },
  }
}

/** Opens one; close it at the end. */
export const openRecoveryKit = async (): Promise<RecoveryKit> => {
  const clock = fixedClock(systemClock.now().toISOString())
  const installation = await openInstallation({ examples: false, clock })
  const { carnet, database } = installation
  const { entries } = carnet.enrolment
  return {
    installation,
    clock,
    ...createBeginnings(installation, clock),
    prove: ({ card }, code) => {
      clock.advance(30_000)
      return entries.proveByCode({ ...card, code, source: code })
    },
    queuedFor: async ({ person }) => {
      const rows = await database.owner.query<{ kind: string }>({
        text: "select kind from platform.outbox where space_id = $1 and kind not in ('enrolment-mail', 'representation-changed') order by kind",
        values: [person.id],
      })
      await database.owner.query({ text: 'delete from platform.outbox where space_id = $1', values: [person.id] })
      return rows.map(({ kind }) => kind)
    },
    eventsOf: async ({ person }) => {
      const events = await carnet.register.listEvents(person.id)
      return events
        .filter(({ kind }) => /^(recovery|means)-/.test(kind))
        .map(({ kind, channel, byKind }) => `${kind} ${channel} ${byKind}`)
    },
    request: ({ card }) => entries.requestRecovery({ ...card, source: card.cardSerial }),
    close: () => installation.close(),
  }
}
