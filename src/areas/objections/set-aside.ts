import type { Opened } from '../../access/door-opened.ts'
import { settleAnnouncement, veilDeposit, type SetAsideArrived } from '../documents/index.ts'
import { standingIn } from './may-list.ts'
import { listedOf, objectionsTo, type StandingObjection } from './rules.ts'

const perPage = 200
const dayMs = 86_400_000

/** The instants around a day, wherever it was written: a wide sieve before the day itself, which is sealed. */
const around = (day: string) => {
  const [from = '', to = ''] = [-dayMs, 2 * dayMs].map((ms) => new Date(Date.parse(day) + ms).toISOString())
  return [
    { prefix: 'ge', from, to: from },
    { prefix: 'lt', from: to, to },
  ] as const
}

/** The documents of an act, a page at a time; their day is sealed, so each of those days is opened to be compared. */
const findOfAct = async ({ vault }: Opened, objection: StandingObjection): Promise<string[]> => {
  const prefilter = { partyIds: [objection.partyId], seesHidden: true, seesSecret: true, seesQuarantined: true }
  const near = around(objection.actOn)
  const found: string[] = []
  for (const when of [{ dated: [...near] }, { period: [...near] }])
    for (let after: string | undefined; ;) {
      const page = { sort: 'created_at', descending: true, limit: perPage, ...(after ? { after } : {}) } as const
      const documents = await vault.listDocuments({ prefilter, ...when }, page)
      const ofAct = documents.filter(
        (one) => objectionsTo([objection], listedOf(one.open(), one.facts.authorIds)).length > 0,
      )
      found.push(...ofAct.map(({ facts }) => facts.id))
      after = documents.length === perPage ? documents.at(-1)?.sortKey : undefined
      if (after === undefined) break
    }
  return found
}

/** How something is set aside: as a minor's secret; on the way of a correction, which is noted with what was before. */
interface Manner {
  isSecret: boolean
  correctionId?: string
}

const mannerOf = (isSecret: boolean, correctionId: string | undefined): Manner =>
  correctionId === undefined ? { isSecret } : { isSecret, correctionId }

const keepOut = async (opened: Opened, id: string, { isSecret, correctionId }: Manner): Promise<void> => {
  const { vault } = opened
  const facts = (await vault.findDocument(id))?.facts
  const isOut = facts?.status === 'entered-in-error' && (!isSecret || facts.visibility.hiddenFromRepresentatives)
  if (facts === undefined || isOut) return
  if (correctionId !== undefined) await vault.noteObjected(correctionId, id)
  const secret = isSecret ? { hiddenFromRepresentatives: true } : {}
  const document = await vault.updateState(id, { status: 'entered-in-error', ...secret })
  if (facts.visibility.withheld) await settleAnnouncement(opened, id, 'withdrawn')
  if (isSecret && document) await veilDeposit(opened, document.open())
}

/**
 * Sets aside what is there already of what is not to be listed, as its author's own withdrawal would: nobody but its author finds it any
 * more (Law: R.1111-49), and no date tells of it. Of what a minor keeps out, whoever represents them reads nothing, nor of how it came
 * (Law: R.1111-50).
 */
export const setAside = async (opened: Opened, objection: StandingObjection, correctionId?: string): Promise<void> => {
  const ofAct = objection.scope === 'act' ? await findOfAct(opened, objection) : []
  const manner = mannerOf(objection.isSecret, correctionId)
  for (const id of new Set([objection.documentId, ...ofAct])) await keepOut(opened, id, manner)
}

/** The same for objections that came along with a correction: what the space has already of what they name. */
export const setAsideFollowed = async (
  opened: Opened,
  objectionIds: readonly string[],
  correctionId: string,
): Promise<void> => {
  if (objectionIds.length === 0) return
  for (const one of await standingIn(opened))
    if (objectionIds.includes(one.id)) await setAside(opened, one, correctionId)
}

/**
 * What came in by a correction or from an older record is kept out as a deposit would be, in the same transaction: nobody saw it. `id` is
 * where it stands here, `entry` as it was where it comes from.
 */
export const setAsideArrived: SetAsideArrived = async (opened, arrived, correctionId) => {
  const standing = await standingIn(opened)
  if (standing.length === 0) return
  for (const { id, entry, authorIds } of arrived) {
    const named = objectionsTo(standing, listedOf(entry, authorIds))
    const isSecret = named.some((one) => one.isSecret)
    if (named.length > 0) await keepOut(opened, id, mannerOf(isSecret, correctionId))
  }
}
