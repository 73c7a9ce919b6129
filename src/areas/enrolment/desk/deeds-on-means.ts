import { Problem } from '../../../platform/problem.ts'
import type { MeansDoer } from '../../identity/index.ts'
import type { Executor } from '../approvals/create-approvals.ts'
import type { RegisterPerson } from '../register/types.ts'
import type { DeskParts } from './desk-parts.ts'
import { isPossible } from './rules.ts'

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
    if (person === undefined || person.spaceId === null || !isPossible('drop-means', person)) throw wrongMoment()
    const { spaceId } = person
    const by = { kind: visitor.actor.kind, id: visitor.actor.id }
    const event = { kind: 'means-dropped', channel: 'post', by, detail: { approval } }
    // Who leads back from here on is the letter and its waiting time, or the national identity: no first code any more.
    const change = { enteredBy: 'recovery', event } as const
    const step = { expectState: person.state, expectVersion: person.version, change }
    await parts.database.transaction(async (connection) => {
      if (!(await parts.register.transition(connection, personId, step))) throw wrongMoment()
      await parts.credentials.dropMeans(connection, spaceId)
    })
  }
