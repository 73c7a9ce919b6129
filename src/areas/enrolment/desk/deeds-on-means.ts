import type { Connection } from '../../../platform/database/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Executor } from '../approvals/create-approvals.ts'
import type { LifeStep } from '../life/types.ts'
import type { RegisterPerson } from '../register/types.ts'
import type { DeskParts } from './desk-parts.ts'
import type { HeldCase } from './open-case.ts'
import { isPossible } from './rules.ts'

type Parts = Pick<DeskParts, 'database' | 'register' | 'credentials'>
type Noted = Pick<LifeStep, 'visitor' | 'channel'> & { kind: string; detail?: Record<string, string> }

const wrongMoment = (): Problem => new Problem('conflict', 'enrolment-wrong-moment')

/** Writes a deed on somebody's means into the history of their enrolment, in the caller's transaction. */
export const noteOnMeans = async (
  { register }: Parts,
  connection: Connection,
  { person, noted }: { person: RegisterPerson; noted: Noted },
): Promise<void> => {
  const { visitor, channel, kind, detail = {} } = noted
  const event = { kind, channel, by: { kind: visitor.actor.kind, id: visitor.actor.id }, detail }
  // Who leads back from here on is the letter and its waiting time, or the national identity: no first code any more.
  const way = kind === 'means-dropped' ? ({ enteredBy: 'recovery' } as const) : {}
  const step = { expectState: person.state, expectVersion: person.version, change: { ...way, event } }
  if (!(await register.transition(connection, person.id, step))) throw wrongMoment()
}

/** Stops the way back into a person's space, for whoever calls that it is not theirs. Problem `conflict`, `recovery-over`. */
export const stopRecovery = async (parts: Parts, { person, row }: HeldCase, { visitor }: LifeStep): Promise<void> => {
  const { spaceId } = person
  if (spaceId === null) throw wrongMoment()
  await parts.database.transaction(async (connection) => {
    await parts.credentials.stopRecovery(spaceId, connection)
    await noteOnMeans(parts, connection, { person, noted: { visitor, channel: row.channel, kind: 'recovery-stopped' } })
  })
}

/** Takes every means of sign-in of a space away, once two persons decided it: they may be in the hands of somebody else. */
export const createDropMeans =
  (parts: Parts): Executor =>
  async (visitor, personId, approval) => {
    const person = await parts.register.findPerson(personId)
    if (person === undefined || person.spaceId === null || !isPossible('drop-means', person)) throw wrongMoment()
    const { spaceId } = person
    const noted = { visitor, channel: 'post', kind: 'means-dropped', detail: { approval } } as const
    await parts.database.transaction(async (connection) => {
      await noteOnMeans(parts, connection, { person, noted })
      await parts.credentials.dropMeans(connection, spaceId)
    })
  }
