import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { partiesOf, permissionsOf, relationOf } from '../../access/policy.ts'
import { comesAfter, type OpenedEntry } from '../../journal/read.ts'
import { historyLine } from './history-line.ts'
import { readTelling } from './past-reading.ts'
import { titlesOf } from './read-history.ts'
import { concerns, foldEntries } from './rules.ts'
import type { AccessExplanation, History } from './types.ts'

/** As many later changes as one page tells; they are few. */
const changesTold = 100

/** The tie or permission that stood then, as the journal and what still stands tell it. */
const groundThen = (
  opened: Opened,
  telling: readonly OpenedEntry[],
  entry: OpenedEntry,
): AccessExplanation['ground'] => {
  const { actor } = entry.body
  const moment = new Date(entry.at)
  const { policy } = foldEntries(telling, { standing: opened.standing.policy, moment })
  const relation = relationOf(policy, actor, moment)
  const parties = partiesOf(actor)
  const ties = policy.relations.filter(([party, kind]) => parties.includes(party) && kind === relation)
  const [permission] = permissionsOf(policy, actor, moment)
  const own = ties.find(([party]) => party === actor.id)
  const [, , since, until] = own ?? ties[0] ?? []
  const through = own === undefined && ties.length > 0 && 'facility' in actor ? actor.facility?.name : undefined
  if (relation !== 'permitted') {
    return { relation, ...(since && { since }), ...(until && { until }), ...(through && { through }) }
  }
  if (permission === undefined) return { relation }
  const { evidence, since: given, until: ends, typeCodes, documentIds, adds } = permission
  const names = { types: typeCodes.length, documents: documentIds.length }
  // an app that only adds is shown nothing: no names, which would be said as everything
  const isShown = adds === undefined || names.types + names.documents > 0
  return { relation, since: given, ...(ends && { until: ends }), evidence, ...(isShown ? { names } : {}) }
}

/** Whether the same look would be let in now. */
const nowOf = async (opened: Opened, entry: OpenedEntry): Promise<AccessExplanation['now']> => {
  const { actor } = entry.body
  if (actor.kind !== 'professional' && actor.kind !== 'app') return undefined
  const judged = opened.judgeInPlaceOf({ actor })
  if (entry.documentId === undefined) return judged.visit
  const document = await opened.vault.findDocument(entry.documentId)
  // A document that its holder may not see is not spoken of. Law: R.1111-53.
  return document === undefined || opened.judge(document.facts).effect === 'refuse'
    ? undefined
    : judged.document(document.facts)
}

const explain = async (opened: Opened, n: string): Promise<AccessExplanation | undefined> => {
  const entry = await opened.readEntry(n)
  if (entry === undefined) return undefined
  const telling = await readTelling(opened)
  const about = { parties: partiesOf(entry.body.actor), ...(entry.documentId ? { documentId: entry.documentId } : {}) }
  const later = telling.filter((each) => comesAfter(each, entry) && concerns(each, about)).slice(0, changesTold)
  const titles = await titlesOf(opened, [entry, ...later])
  const now = await nowOf(opened, entry)
  return {
    line: historyLine(entry, titles),
    rules: entry.body.policy,
    authLevel: entry.body.authLevel,
    ground: groundThen(opened, telling, entry),
    since: later.map((each) => historyLine(each, titles)),
    ...(now && { now }),
  }
}

/**
 * Tells why a line of the history was what it was: who, in what capacity, by which rule, on what tie or permission, what changed
 * since, whether it would be the same today. Nothing for a number that no line has. Law: R.1111-43; EHDS art. 9; rules ACC-25.
 */
export const createExplainAccess =
  (door: Door): History['explainAccess'] =>
  async (visitor, spaceId, n) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    return (await door.open(visit, (opened) => explain(opened, n))).value
  }
