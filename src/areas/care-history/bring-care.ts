import type { Opened } from '../../access/door-opened.ts'
import type { SpaceAddress, Visitor } from '../../access/types.ts'
import { createVisitingApart, type Guard } from '../../access/visit-apart.ts'
import { canonicalJson } from '../../platform/canonical-json.ts'
import { timeOrderedId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { CareLine, CareSaying, CareSource } from '../../reference/care-entry.ts'
import { mostCareLines } from '../../reference/care-kinds.ts'
import type { CareParts } from './care-parts.ts'
import { checkCare, type CareMoment } from './rules.ts'
import type { BroughtCare, CareHistory, CareOutcome } from './types.ts'

type Standing = Awaited<ReturnType<Opened['vault']['findCareOfFeed']>> extends ReadonlyMap<string, infer S> ? S : never

/** A line as it will stand, while the lines of one message are gone through in order. */
interface Planned {
  line: CareLine
  isSecret: boolean
  isCancelled: boolean
}

const requireFew = ({ length }: readonly CareSaying[]): void => {
  if (length > mostCareLines)
    throw new Problem('incorrect', 'care-too-many', { details: { field: 'lines', most: mostCareLines } })
}

/** The feed that comes. Trust: the door let it in by the same register. */
const feedOf = ({ careFeeds, clock }: CareParts, { actor }: Visitor) => {
  const feed = actor.kind === 'software' ? careFeeds.feedOf(actor.facility.id, clock.now().toISOString()) : undefined
  if (feed === undefined || actor.kind !== 'software') throw new Problem('refused', 'act-not-yours')
  const source: CareSource = { feed: feed.key, organisation: { id: actor.facility.id, name: actor.facility.name } }
  return { feed, source }
}

const problemOf = (saying: CareSaying, moment: CareMoment): Problem | undefined => {
  try {
    checkCare(saying, moment)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** What is taken back keeps its name and its day, and nothing of what it said. */
const emptied = ({
  cancelled,
  label,
  lineId,
  statement,
  kind,
  day,
  writtenAt,
  ...rest
}: Omit<CareSaying, 'secret'>) => {
  const kept = { lineId, statement, kind, day, writtenAt }
  return cancelled ? { ...kept, label: '' } : { ...rest, ...kept, label }
}

const saysTheSame = (one: CareLine, other: CareLine): boolean => canonicalJson(one) === canonicalJson(other)

/** What becomes of one line, and how it will stand; nothing to write where it stands as it is. */
const planOne = (
  line: CareLine,
  { standing, isSecret, isCancelled }: { standing: Standing | undefined; isSecret: boolean; isCancelled: boolean },
): { became: CareOutcome; planned?: Planned } => {
  const planned = { line, isSecret, isCancelled }
  if (standing === undefined) return { became: isCancelled ? 'taken-back' : 'added', planned }
  const [before, now] = [Date.parse(standing.writtenAt), Date.parse(line.writtenAt)]
  if (now < before) return { became: 'older' }
  if (isCancelled) return standing.isCancelled ? { became: 'there' } : { became: 'taken-back', planned }
  const isSame = !standing.isCancelled && saysTheSame({ ...standing.open(), writtenAt: line.writtenAt }, line)
  if (isSame && (standing.isSecret || !isSecret) && now === before) return { became: 'there' }
  return { became: isSame ? 'there' : 'corrected', planned }
}

const standingOf = ({ line, isSecret, isCancelled }: Planned): Standing => ({
  id: line.id,
  writtenAt: line.writtenAt,
  isSecret,
  isCancelled,
  open: () => line,
})

interface Bringing {
  opened: Opened
  guard: Guard
  source: CareSource
  moment: CareMoment
  isMinor: boolean
}

const keep = async (
  { opened, guard, source, moment, isMinor }: Bringing,
  sayings: readonly CareSaying[],
): Promise<BroughtCare[]> => {
  const { vault } = opened
  const found = await vault.findCareOfFeed(source.feed, [...new Set(sayings.map(({ lineId }) => lineId))])
  const standing = new Map(found)
  const puts = new Map<string, Planned>()
  const secrets: boolean[] = []
  const brought = sayings.map(({ secret, ...saying }): BroughtCare => {
    const before = standing.get(saying.lineId)
    const { now } = moment
    const id = before?.id ?? timeOrderedId(now.getTime())
    const line: CareLine = {
      ...emptied(saying),
      writtenAt: new Date(saying.writtenAt).toISOString(),
      id,
      source,
      enteredAt: before?.open().enteredAt ?? now.toISOString(),
    }
    const isSecret = secret === true && isMinor
    const { became, planned } = planOne(line, { standing: before, isSecret, isCancelled: saying.cancelled === true })
    secrets.push(isSecret || before?.isSecret === true)
    if (planned !== undefined) {
      puts.set(saying.lineId, planned)
      standing.set(saying.lineId, standingOf({ ...planned, isSecret: isSecret || before?.isSecret === true }))
    }
    return { spaceId: opened.spaceId, id, became }
  })
  await guard(secrets)
  if (puts.size > 0) await vault.putCare([...puts.values()])
  return brought
}

/** The same problem, with the place of the one that is at fault among several. */
const placed = ({ kind, reason, details }: Problem, index: number): Problem =>
  new Problem(kind, reason, { details: { ...details, field: `lines.${index}.${String(details['field'])}` } })

/** Builds taking in what feeds tell. Law: rules PML-29, PML-30. */
export const createBringCare = (parts: CareParts): Pick<CareHistory, 'bringCare' | 'bringEachCare'> => {
  const visiting = createVisitingApart(parts.door)
  const enter = async <T>(
    visitor: Visitor,
    space: SpaceAddress,
    bring: (bringing: Bringing) => Promise<T>,
  ): Promise<T> =>
    visiting({ ...visitor, space, act: 'bring-care' }, async (opened, guard) => {
      const { feed, source } = feedOf(parts, visitor)
      const { traits } = await opened.alongside((connection) => parts.persons.loadPerson(connection, opened.spaceId))
      const now = parts.clock.now()
      const moment = { feed, birthDate: traits.birthDate, today: parts.parameters.dayOf(now.toISOString()), now }
      return bring({ opened, guard, source, moment, isMinor: parts.isMinor(traits.birthDate) })
    })
  return {
    bringCare: (visitor, space, sayings) =>
      enter(visitor, space, async (bringing) => {
        requireFew(sayings)
        for (const [index, saying] of sayings.entries()) {
          const problem = problemOf(saying, bringing.moment)
          if (problem !== undefined) throw sayings.length === 1 ? problem : placed(problem, index)
        }
        return keep(bringing, sayings)
      }),
    bringEachCare: (visitor, space, sayings) =>
      enter(visitor, space, async (bringing) => {
        requireFew(sayings)
        const problems = sayings.map((saying) => problemOf(saying, bringing.moment))
        const sound = sayings.filter((_saying, index) => problems[index] === undefined)
        const kept = (await keep(bringing, sound)).values()
        return problems.flatMap((problem) => problem ?? kept.next().value ?? [])
      }),
  }
}
