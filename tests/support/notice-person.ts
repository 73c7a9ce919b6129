import { lifeAfter } from '../../src/areas/enrolment/life/rules.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import type { Identifier } from '../../src/reference/document-entry.ts'
import type { Carnet } from '../../src/startup.ts'

/** Puts somebody on notice now, as a campaign does when the letter leaves; gives their id in the register. */
export const noticePerson = async (
  { register, database, clock }: Pick<Carnet, 'register' | 'database' | 'clock'>,
  ins: Identifier,
): Promise<string> => {
  const person = await register.findPersonByIns(ins)
  if (person === undefined) throw new Error(`${ins.value} is not in the register`)
  const outcome = lifeAfter('noticed', person, { at: clock.now().toISOString(), parameters: createParameters() })
  if ('reason' in outcome) throw new Error(outcome.reason)
  const event = { kind: 'noticed', channel: 'campaign', by: { kind: 'system', id: 'test' } }
  await database.app.transaction((connection) =>
    register.transition(connection, person.id, {
      expectState: person.state,
      expectVersion: person.version,
      change: { ...outcome.change, event },
    }),
  )
  return person.id
}
