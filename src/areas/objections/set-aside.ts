import type { Opened } from '../../access/door-opened.ts'
import { veilDeposit } from '../documents/index.ts'
import { actDayOf, type StandingObjection } from './rules.ts'

const perPage = 200

/** The documents of a source, a page at a time; their day is sealed, so each is opened to be compared. */
const findOfAct = async ({ vault }: Opened, { partyId, actOn }: StandingObjection): Promise<string[]> => {
  const prefilter = { partyIds: [partyId], typeCodes: [], seesHidden: true, seesSecret: true }
  const found: string[] = []
  for (let after: string | undefined; ;) {
    const page = {
      sort: 'created_at',
      descending: true,
      limit: perPage,
      ...(after === undefined ? {} : { after }),
    } as const
    const documents = await vault.listDocuments({ prefilter }, page)
    found.push(...documents.filter((one) => actDayOf(one.open()) === actOn).map(({ facts }) => facts.id))
    after = documents.length === perPage ? documents.at(-1)?.sortKey : undefined
    if (after === undefined) return found
  }
}

const keepOut = async (opened: Opened, id: string, isSecret: boolean): Promise<void> => {
  const secret = isSecret ? { hiddenFromRepresentatives: true } : {}
  const document = await opened.vault.updateState(id, { status: 'entered-in-error', ...secret })
  if (isSecret && document) await veilDeposit(opened, document.open())
}

/**
 * Sets aside what is there already of what is not to be listed, as its author's own withdrawal would: nobody but its author finds it any
 * more (Law: R.1111-49). Of what a minor keeps out, whoever represents them reads nothing, nor of how it came (Law: R.1111-50).
 */
export const setAside = async (
  opened: Opened,
  objection: StandingObjection,
  { isSecret }: { isSecret: boolean },
): Promise<void> => {
  const ofAct = objection.scope === 'act' ? await findOfAct(opened, objection) : []
  for (const id of new Set([objection.documentId, ...ofAct])) await keepOut(opened, id, isSecret)
}
