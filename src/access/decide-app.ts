import type { Decision, DecisionInput, RefusalReason } from './decision.ts'
import { findShutOut, permit, permitLook, refuse } from './shared-decisions.ts'

/**
 * Why an app does not see a document: it is not of a kind that the holder ticked, or it is kept from somebody, whoever that is. What waits
 * for its announcement waits for a professional's word, also when the month is over: the holder reads it first.
 */
const findUnseen = ({ document }: DecisionInput): RefusalReason | undefined => {
  if (document === undefined) return undefined
  if (document === 'unknown') return 'document-unknown'
  if (document.status === 'entered-in-error') return 'document-withdrawn'
  if (document.quarantined) return 'document-quarantined'
  if (!document.inScope) return 'document-not-permitted'
  const { withheld, hiddenFromRepresentatives, hidden } = document.visibility
  if (withheld) return 'document-withheld'
  if (hiddenFromRepresentatives) return 'document-secret'
  return hidden ? 'document-hidden' : undefined
}

/**
 * Decides what an app of the catalogue does inside a space that stands open: what its holder consented to, for as long as they did, and
 * never what is kept from anybody. Law: R.1111-37; rules CAT-6, CAT-15; security.md A20.
 */
export const decideForApp = (input: DecisionInput): Decision => {
  const shut = findShutOut(input)
  if (shut) return refuse(shut, 'none')
  if (!input.consented) return refuse('app-not-consented', 'none')
  // Law: rules CAT-6: reading and adding are consented to apart; who brings looks at nothing
  if (input.act === 'add-measurements')
    return input.addsConsented ? permit('app-consented', 'app') : refuse('app-adds-nothing', 'app')
  const unseen = input.act === 'read-document' ? findUnseen(input) : undefined
  if (unseen) return refuse(unseen, 'app')
  if (input.budget === 'left') return permitLook('app-consented', 'app')
  // It looks, counted nowhere, and is refused at what it finds: a document kept from it must answer as one that is not there
  const looksFirst = input.act === 'read-document' && input.document === undefined
  return looksFirst ? permit('app-consented', 'app') : refuse('too-many-persons', 'app')
}
