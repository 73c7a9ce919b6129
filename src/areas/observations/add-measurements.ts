import type { Opened } from '../../access/door-opened.ts'
import { partiesOf } from '../../access/policy.ts'
import type { Actor, SpaceAddress, Visitor } from '../../access/types.ts'
import { randomId, timeOrderedId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Identifier } from '../../reference/document-entry.ts'
import type { Measurement, MeasurementAuthor, MeasurementSource } from '../../reference/measurement-entry.ts'
import type { ObservationsParts } from './observations-parts.ts'
import { checkSaying, type Life } from './check-saying.ts'
import type { KeptMeasurement, Observations, SentMeasurement } from './types.ts'

/** Whose word it is. Problem `refused` for who measures nobody. */
export const authorOf = ({ kind, id, name }: Actor): MeasurementAuthor => {
  if (kind === 'staff' || kind === 'system') throw new Problem('refused', 'act-not-yours')
  return { as: kind, id, name }
}

/** More at once would hold the space, and the memory, for too long: whoever has more sends several times. */
const mostAtOnce = 5_000

const requireFew = ({ length }: readonly SentMeasurement[]): void => {
  if (length > mostAtOnce)
    throw new Problem('incorrect', 'measurements-too-many', { details: { field: 'measurements', most: mostAtOnce } })
}

/** What a professional or software wrote stays theirs to read; people read their own side of a space as what they are there. */
const authorIdsOf = ({ actor }: Visitor): string[] =>
  actor.kind === 'professional' || actor.kind === 'software' ? partiesOf(actor) : []

/** The life of the person whose space is open. */
export const lifeOf = async ({ persons, clock }: ObservationsParts, { alongside, spaceId }: Opened): Promise<Life> => {
  const { traits } = await alongside((connection) => persons.loadPerson(connection, spaceId))
  return { birthDate: traits.birthDate, now: clock.now() }
}

const problemOf = (saying: SentMeasurement, life: Life): Problem | undefined => {
  try {
    checkSaying(saying, life)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** The same problem, with the place of the one that is at fault among several. */
const placed = ({ kind, reason, details }: Problem, index: number): Problem =>
  new Problem(kind, reason, { details: { ...details, field: `measurements.${index}.${String(details['field'])}` } })

type Device = NonNullable<KeptMeasurement['device']>

/** The devices of what is sent, by what their makers call them: known by this author's earlier measurements, or by a new id. */
const findDevices = async (
  { vault }: Opened,
  authorId: string,
  sayings: readonly SentMeasurement[],
): Promise<ReadonlyMap<string, Device>> => {
  const devices = new Map<string, Device>()
  for (const { source } of sayings) {
    const identifier = source?.hardware?.identifier
    if (identifier === undefined || devices.has(keyOf(identifier))) continue
    const known = await vault.findMeasuringDevice(authorId, identifier)
    devices.set(keyOf(identifier), { id: known?.id ?? randomId(), isNew: known === undefined })
  }
  return devices
}

const keyOf = ({ system, value }: Identifier): string => JSON.stringify([system, value])

const deviceIn = (devices: ReadonlyMap<string, Device>, { source }: SentMeasurement): Device | undefined =>
  source?.hardware && devices.get(keyOf(source.hardware.identifier))

const sourceOf = ({ source }: SentMeasurement, device: Device | undefined): MeasurementSource | undefined => {
  if (source === undefined) return undefined
  const { hardware, ...rest } = source
  return hardware === undefined || device === undefined ? rest : { ...rest, hardware: { ...hardware, id: device.id } }
}

const keep = async (
  { clock }: ObservationsParts,
  { opened, visitor }: { opened: Opened; visitor: Visitor },
  sayings: readonly SentMeasurement[],
): Promise<KeptMeasurement[]> => {
  const [author, now] = [authorOf(visitor.actor), clock.now()]
  const devices = await findDevices(opened, author.id, sayings)
  const measurements = sayings.map((sent): Measurement => {
    const { source: _sent, ...saying } = sent
    const source = sourceOf(sent, deviceIn(devices, sent))
    const id = timeOrderedId(now.getTime())
    return { ...saying, ...(source && { source }), id, author, enteredAt: now.toISOString() }
  })
  const kept = await opened.vault.insertMeasurements({
    measurements,
    authorIds: authorIdsOf(visitor),
    isSecret: opened.isSecret,
  })
  return kept.map((one, index) => {
    const sent = sayings[index]
    const device = sent && deviceIn(devices, sent)
    return { ...one, spaceId: opened.spaceId, ...(device && { device }) }
  })
}

/** Builds adding: nobody's number is refused for being unlikely, and what was sent before is there once. */
export const createAddMeasurements = (
  parts: ObservationsParts,
): Pick<Observations, 'addMeasurements' | 'addEachMeasurement'> => {
  const enter = async <T>(visitor: Visitor, space: SpaceAddress, add: (opened: Opened, life: Life) => Promise<T>) => {
    const visit = { ...visitor, space, act: 'add-measurements' } as const
    const { value } = await parts.door.open(visit, async (opened) => add(opened, await lifeOf(parts, opened)))
    return value
  }
  return {
    addMeasurements: (visitor, space, sayings) =>
      enter(visitor, space, (opened, life) => {
        requireFew(sayings)
        for (const [index, saying] of sayings.entries()) {
          const problem = problemOf(saying, life)
          if (problem !== undefined) throw sayings.length === 1 ? problem : placed(problem, index)
        }
        return keep(parts, { opened, visitor }, sayings)
      }),
    addEachMeasurement: (visitor, space, sayings) =>
      enter(visitor, space, async (opened, life) => {
        requireFew(sayings)
        const problems = sayings.map((saying) => problemOf(saying, life))
        const sound = sayings.filter((_saying, index) => problems[index] === undefined)
        const kept = await keep(parts, { opened, visitor }, sound)
        const inOrder = kept.values()
        return problems.flatMap((problem) => problem ?? inOrder.next().value ?? [])
      }),
  }
}
