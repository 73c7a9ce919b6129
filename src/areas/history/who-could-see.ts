import { ruleSet } from '../../access/decide.ts'
import type { Decision } from '../../access/decision.ts'
import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { everybody } from '../../access/policy.ts'
import type { Actor, DocumentFacts } from '../../access/types.ts'
import type { OpenedEntry } from '../../journal/read.ts'
import { Problem } from '../../platform/problem.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { Directory, Party } from '../identity/index.ts'
import { historyLine } from './history-line.ts'
import { judgeAt, readKeptFrom, readTelling, worldsAt } from './past-reading.ts'
import { findGaps, momentsOf, type PastWorld, type Span } from './rules.ts'
import type { History, PastSight, PastViewer } from './types.ts'
import { isLater } from '../../platform/calendar.ts'

/** What the reading of a past day is built from. */
export interface PastParts {
  door: Door
  directory: Pick<Directory, 'findParties' | 'findProfessional'>
  /** every profession that the national matrix knows */
  professions: () => readonly string[]
  /** the authors that a document names, by identifier: some are in no register here */
  authorNames: (entry: DocumentEntry) => ReadonlyMap<string, string>
}

type Moments = readonly { moment: Date; world: PastWorld }[]

/** The look of a day that is told line by line beside what could have been seen. */
const linesOfDay = 200

const partiesIn = (moments: Moments): string[] => {
  const all = moments.flatMap(({ world: { policy } }) => [
    ...policy.relations.filter(([, kind]) => kind !== 'representative').map(([party]) => party),
    ...(policy.permissions ?? []).flatMap(({ partyId }) => partyId ?? []),
  ])
  return [...new Set(all)].filter((party) => party !== everybody)
}

/** The consents that an app had in these moments: it comes with one of them. */
const consentsOf = (moments: Moments, clientId: string): string[] =>
  moments.flatMap(({ world: { policy } }) =>
    (policy.permissions ?? []).flatMap(({ id, partyId }) => (partyId === clientId ? [id] : [])),
  )

interface PartyThen {
  id: string
  name: string
  kind: Party['kind'] | undefined
  consentIds: readonly string[]
}

/** The visitors that a party stands for: itself, or whoever comes from a facility, of any profession. */
const actorsOf = async (parts: PastParts, { id, name, kind, consentIds }: PartyThen): Promise<Actor[]> => {
  if (kind === 'app') return [...new Set(consentIds)].map((consentId) => ({ kind, id, name, consentId }))
  if (kind !== 'facility') {
    return [(await parts.directory.findProfessional(id)) ?? { kind: 'professional', id, name, profession: '' }]
  }
  const somebody = { kind: 'professional', id: '', name, facility: { id, name } } as const
  return parts.professions().map((profession) => ({ ...somebody, profession }))
}

const best = (decisions: readonly Decision[]): Decision | undefined =>
  decisions.find(({ effect }) => effect === 'permit') ?? decisions[0]

/** What the day was to somebody, from what each of its moments was. */
const sightOf = (decisions: readonly Decision[]): Pick<PastViewer, 'sight' | 'reason'> => {
  const permits = decisions.filter(({ effect }) => effect === 'permit')
  const reason = (permits.at(-1) ?? decisions.at(-1))?.reason ?? 'no-relation'
  if (permits.length === 0) return { sight: 'no', reason }
  return { sight: permits.length === decisions.length ? 'all-day' : 'part', reason }
}

/** The document as it was at a moment: hidden or not by the last line that tells; as now where none does. */
const factsAt = (facts: DocumentFacts, world: PastWorld, isHiddenAtFirst: boolean): DocumentFacts => ({
  ...facts,
  visibility: { ...facts.visibility, hidden: world.hidden.get(facts.id) ?? isHiddenAtFirst },
})

/** Before its first line of hiding or showing, a document was the other way round; without any it is as it came. */
const hiddenAtFirst = (facts: DocumentFacts, telling: readonly OpenedEntry[]): boolean => {
  const first = telling.find(
    ({ act, documentId, effect }) =>
      effect === 'permit' && documentId === facts.id && (act === 'hide-document' || act === 'show-document'),
  )
  return first === undefined ? facts.visibility.hidden : first.act === 'show-document'
}

interface Asked {
  opened: Opened
  entry: DocumentEntry
  facts: DocumentFacts
  telling: readonly OpenedEntry[]
  isKept: boolean
  span: Span
}

const viewersOf = async (parts: PastParts, asked: Asked): Promise<PastViewer[]> => {
  const { opened, entry, facts, telling, span } = asked
  const moments = worldsAt(opened, asked, momentsOf(telling, opened.standing.policy, span))
  const wasHidden = hiddenAtFirst(facts, telling)
  const ids = partiesIn(moments)
  const known = await parts.directory.findParties(ids)
  const authors = parts.authorNames(entry)
  const viewers = await Promise.all(
    ids.map(async (id) => {
      const { name = authors.get(id) ?? id, kind, profession, facility } = known.get(id) ?? {}
      const actors = await actorsOf(parts, { id, name, kind, consentIds: consentsOf(moments, id) })
      const decisions = moments.flatMap(({ moment, world }) => {
        const then = factsAt(facts, world, wasHidden)
        return best(actors.map((actor) => judgeAt(opened, { actor, moment, world }).document(then))) ?? []
      })
      return {
        partyId: id,
        name,
        isFacility: kind === 'facility',
        ...(profession && { profession }),
        ...(facility && { facility }),
        ...sightOf(decisions),
      }
    }),
  )
  // Whoever wrote something else and has no other tie has nothing to do with this document.
  return viewers.filter(({ reason }) => reason !== 'not-your-deposit')
}

const requireReadable = async (opened: Opened, documentId: string) => {
  const document = await opened.vault.findDocument(documentId)
  if (!document || opened.judge(document.facts).effect === 'refuse') throw new Problem('absent', 'document-not-open')
  return document
}

const read = async (
  parts: PastParts,
  opened: Opened,
  { documentId, span }: { documentId: string; span: Span },
): Promise<PastSight> => {
  const document = await requireReadable(opened, documentId)
  const { facts } = document
  const entry = document.open()
  const telling = await readTelling(opened, ['update-document'])
  const ofDay = await opened.readEntries({ ...span, limit: linesOfDay })
  const documentIds = [facts.id, entry.blobId]
  const looks = await opened.readEntries({ ...span, documentIds, limit: linesOfDay })
  const keptFrom = await readKeptFrom(opened)
  const began = keptFrom ?? telling[0]?.at
  // From the document's arrival on; an instant of the day suffices to be there on it.
  const arrived = isLater(facts.depositedAt, span.from) ? facts.depositedAt : span.from
  const isThere = isLater(span.to, arrived) && (began === undefined || isLater(span.to, began))
  const from = began !== undefined && isLater(began, arrived) ? began : arrived
  const asked = { opened, entry, facts, telling, isKept: keptFrom === undefined, span: { from, to: span.to } }
  const viewers = isThere ? await viewersOf(parts, asked) : []
  const rulesThen = [...new Set(ofDay.map(({ body }) => body.policy))]
  return {
    entry,
    isThere,
    isForgotten: keptFrom !== undefined && isLater(span.to, arrived) && !isThere,
    ...(began && (keptFrom === undefined ? { journalBegan: began } : { keptFrom })),
    viewers,
    looks: looks.map((look) => historyLine(look, new Map())),
    gaps: findGaps(telling, { documentId: facts.id, from: span.from, rulesNow: ruleSet, rulesThen }),
  }
}

/**
 * Tells who could have seen a document on a day: what the journal says of that day, folded and given to the same decide() as every
 * look, at each moment at which something changed; and what the journal does not tell. Law: R.1111-43; EHDS art. 9.
 */
export const createWhoCouldSee =
  (parts: PastParts): History['whoCouldSee'] =>
  async (visitor, spaceId, query) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    return (await parts.door.open(visit, (opened) => read(parts, opened, query))).value
  }
