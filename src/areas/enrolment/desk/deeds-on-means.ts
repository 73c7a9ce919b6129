import { Problem } from '../../../platform/problem.ts'
import type { MeansDoer } from '../../identity/index.ts'
import type { Executor } from '../approvals/create-approvals.ts'
import type { RegisterPerson } from '../register/types.ts'
import type { DeskParts } from './desk-parts.ts'
import { mayDropMeans } from './rules.ts'
import { doerOf } from '../life/doer-of.ts'

type Parts = Pick<DeskParts, 'database' | 'register' | 'credentials'>

const wrongMoment = (): Problem => new Problem('conflict', 'enrolment-wrong-moment')

/** Stops the way back into a person's space, for whoever says that it is not theirs. Problem `conflict`, `recovery-over`. */
export const stopRecovery = async (parts: Parts, { spaceId }: RegisterPerson, doer: MeansDoer): Promise<void> => {
  const isStopped = await parts.database.transaction(
    async (connection) => spaceId !== null && parts.credentials.endRecovery(connection, spaceId, doer),
  )
  if (!isStopped) throw new Problem('conflict', 'recovery-over')
}

/** Takes every means of sign-in of a space away, once two persons decided it: they may be in the hands of somebody else. */
export const createDropMeans =
  (parts: Parts): Executor =>
  async (visitor, personId, approval) => {
    const person = await parts.register.findPerson(personId)
    const events = await parts.register.listEvents(personId)
    // Confirmed again after a crash, or by two at once: done is done, and means made since are no matter of that decision. The person
    // is read first: what is done after that is a conflict of versions.
    if (events.some(({ kind, detail }) => kind === 'means-dropped' && detail['approval'] === approval)) return
    if (person === undefined || person.spaceId === null || !mayDropMeans(person)) throw wrongMoment()
    const { spaceId } = person
    const by = doerOf(visitor)
    const event = { kind: 'means-dropped', channel: 'post', by, detail: { approval } }
    // Who leads back from here on is the letter and its waiting time, or the national identity: no first code any more.
    const change = { enteredBy: 'recovery', event } as const
    const step = { expectState: person.state, expectVersion: person.version, change }
    await parts.database.transaction(async (connection) => {
      if (!(await parts.register.transition(connection, personId, step))) throw wrongMoment()
      await parts.credentials.dropMeans(connection, spaceId)
    })
  }
