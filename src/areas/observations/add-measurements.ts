import type { Opened } from '../../access/door-opened.ts'
import { partiesOf } from '../../access/policy.ts'
import type { Actor, Visitor } from '../../access/types.ts'
import { timeOrderedId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Measurement, MeasurementAuthor, MeasurementSaying } from '../../reference/measurement-entry.ts'
import type { ObservationsParts } from './observations-parts.ts'
import { checkSaying, type Life } from './check-saying.ts'
import type { Observations } from './types.ts'

/** Whose word it is. Problem `refused` for who measures nobody. */
export const authorOf = ({ kind, id, name }: Actor): MeasurementAuthor => {
  if (kind === 'staff' || kind === 'system') throw new Problem('refused', 'act-not-yours')
  return { as: kind, id, name }
}

/** What a professional or software wrote stays theirs to read; people read their own side of a space as what they are there. */
const authorIdsOf = ({ actor }: Visitor): string[] =>
  actor.kind === 'professional' || actor.kind === 'software' ? partiesOf(actor) : []

/** The life of the person whose space is open. */
export const lifeOf = async ({ persons, clock }: ObservationsParts, { alongside, spaceId }: Opened): Promise<Life> => {
  const { traits } = await alongside((connection) => persons.loadPerson(connection, spaceId))
  return { birthDate: traits.birthDate, now: clock.now() }
}

/** The same problem, with the place of the one that is at fault among several. */
const checkEach = (sayings: readonly MeasurementSaying[], life: Life): void =>
  sayings.forEach((saying, index) => {
    try {
      checkSaying(saying, life)
    } catch (error) {
      if (!(error instanceof Problem) || sayings.length === 1) throw error
      const field = `measurements.${index}.${String(error.details['field'])}`
      throw new Problem(error.kind, error.reason, { details: { ...error.details, field } })
    }
  })

/** Builds adding: nobody's number is refused for being unlikely, and what was sent before is there once. */
export const createAddMeasurements =
  (parts: ObservationsParts): Observations['addMeasurements'] =>
  async (visitor, space, sayings) => {
    const visit = { ...visitor, space, act: 'add-measurements' } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      checkEach(sayings, await lifeOf(parts, opened))
      const [author, enteredAt] = [authorOf(visitor.actor), parts.clock.now().toISOString()]
      const measurements = sayings.map((saying): Measurement => ({
        ...saying,
        id: timeOrderedId(parts.clock.now().getTime()),
        author,
        enteredAt,
      }))
      return opened.vault.insertMeasurements({
        measurements,
        authorIds: authorIdsOf(visitor),
        isSecret: opened.isSecret,
      })
    })
    return value
  }
