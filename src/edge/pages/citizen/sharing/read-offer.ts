import type { Duration, Offer, Scope } from '../../../../areas/permissions/types.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { SpaceAsk } from '../../ask.ts'
import { formFields } from '../../form-fields.ts'

const durations: readonly Duration[] = ['hour', 'two-days', 'three-months', 'until-stopped']

const scopeOf = (ask: SpaceAsk, fields: URLSearchParams): Scope => {
  const documentId = fields.get('document')
  if (documentId !== null) return { kind: 'document', documentId }
  const chosen = fields.getAll('category')
  const categories = ask.parts.labels.documentCategories(ask.lang).filter(({ code }) => chosen.includes(code))
  const isKnown = categories.length === new Set(chosen).size
  if (!isKnown) throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'category' } })
  return categories.length === 0
    ? { kind: 'everything' }
    : { kind: 'types', typeCodes: categories.flatMap(({ typeCodes }) => typeCodes) }
}

/** What a form gives, and for how long; throws `incorrect` for what our form does not offer. */
export const readOffer = (ask: SpaceAsk): Offer => {
  const fields = formFields(ask.request)
  const duration = durations.find((known) => known === fields.get('duration'))
  if (duration === undefined) throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'duration' } })
  return { scope: scopeOf(ask, fields), duration }
}
