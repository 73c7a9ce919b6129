import type { Tie } from '../../../access/standing-ties.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Connection } from '../../../platform/database/database.ts'
import type { FamilyParts } from './family-parts.ts'
import { representativeTie } from './rules.ts'

/** What the space says already: the visit is taken back, and leaves no entry. */
class NothingToDo extends Error {}

type Until = Pick<Tie, 'partyId' | 'until'>

const endOf = ({ until }: Until): number => (until === undefined ? Infinity : Date.parse(until))

const isSame = (one: Until, other: Until): boolean => one.partyId === other.partyId && endOf(one) === endOf(other)

const wantedTies = async (
  { register, today, startOf }: FamilyParts,
  connection: Connection,
  personId: string,
): Promise<Tie[]> => {
  const person = await register.findPerson(personId, connection)
  const ties: Tie[] = []
  for (const tie of person ? await register.listRepresentatives(personId, connection) : []) {
    const representative = await register.findPerson(tie.representativeId, connection)
    const wanted = person && representative && representativeTie({ person, representative, tie }, today())
    if (wanted) ties.push({ ...wanted, ...(wanted.until ? { until: startOf(wanted.until) } : {}) })
  }
  return ties
}

/**
 * Brings the sealed ties in somebody's space in line with what the register says of who represents them, as the visitor or as the law
 * does it. Read behind the space's own entry: of two that come at once the later sees what the first one did. Done twice it does
 * nothing, and leaves no entry. Rules: ENR-23, ENR-26, DEL-9.
 */
export const followRepresentatives = async (parts: FamilyParts, visitor: Visitor, personId: string): Promise<void> => {
  const spaceId = (await parts.register.findPerson(personId))?.spaceId
  if (spaceId === null || spaceId === undefined) return
  const visit = { ...visitor, space: { spaceId }, act: 'set-representatives' } as const
  const followed = parts.door.open(visit, async (opened) => {
    const wanted = await opened.alongside((connection) => wantedTies(parts, connection, personId))
    const standing = opened.standing.policy.relations
      .filter(([, kind]) => kind === 'representative')
      .map(([partyId, kind, , until]) => ({ partyId, kind, ...(until === undefined ? {} : { until }) }))
    const gone = standing.filter((one) => !wanted.some((other) => isSame(one, other)))
    const missing = wanted.filter((one) => !standing.some((other) => isSame(one, other)))
    if (gone.length + missing.length === 0) throw new NothingToDo()
    if (gone.length > 0) await opened.removeRelations(gone)
    if (missing.length > 0) await opened.addRelations(missing)
  })
  await followed.catch((error: unknown) => {
    if (!(error instanceof NothingToDo)) throw error
  })
}
