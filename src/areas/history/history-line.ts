import type { Opened } from '../../access/door-opened.ts'
import type { HistoryLine } from './types.ts'

type Entry = Awaited<ReturnType<Opened['readEntries']>>[number]

const capacities: HistoryLine['capacity'][] = [
  'holder',
  'representative',
  'treating-doctor',
  'administrator',
  'care-team',
  'permitted',
  'author',
  'emergency',
  'depositor',
  'feed',
  'app',
  'operator',
]

const actorOf = ({ actor }: Entry['body']): HistoryLine['actor'] => ({
  kind: actor.kind,
  id: actor.id,
  name: actor.name,
  ...(actor.kind === 'professional' ? { profession: actor.profession } : {}),
  ...('facility' in actor && actor.facility ? { facility: actor.facility.name, facilityId: actor.facility.id } : {}),
})

/** What a line says of the document it is about, where the reader may see it. */
export type NamedDocument = Pick<HistoryLine, 'documentTitle' | 'documentLanguage' | 'contentOf'>

/** One entry of the journal as its holder reads it; `titles` by document id and binary id. */
export const historyLine = (entry: Entry, titles: ReadonlyMap<string, NamedDocument>): HistoryLine => {
  const named = entry.documentId ? titles.get(entry.documentId) : undefined
  return {
    n: entry.n,
    at: entry.at,
    effect: entry.effect,
    reason: entry.body.reason,
    act: entry.act,
    actor: actorOf(entry.body),
    capacity: capacities.find((capacity) => capacity === entry.body.capacity) ?? 'none',
    channel: entry.body.origin.channel,
    ...(entry.body.origin.software ? { software: entry.body.origin.software } : {}),
    ...(entry.body.justification ? { justification: entry.body.justification } : {}),
    ...(entry.body.emergencyRule ? { emergencyRule: entry.body.emergencyRule } : {}),
    ...(entry.documentId ? { documentId: entry.documentId } : {}),
    ...named,
  }
}
