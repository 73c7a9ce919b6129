import type { Visibility } from '../../../reference/document-entry.ts'
import type { ReadyDocument } from '../ready-document.ts'
import { isForbiddenTogether, type VisibilityRules } from '../rules.ts'

/**
 * A visibility with what its holder chose for new documents. What may not be hidden as well stays as it is: it is withheld from them, and
 * nobody at all would see it. Pure.
 */
export const hiddenBesides = (rules: VisibilityRules, visibility: Visibility): Visibility => {
  const hidden = { ...visibility, hidden: true }
  return isForbiddenTogether(rules, hidden) ? visibility : hidden
}

/**
 * A document as it comes into a space whose holder wants new ones hidden. A new version is as hidden as what it replaces, which they may have
 * shown. Right: rules DOC-11; what its depositor said stands, and is never loosened.
 */
export const comeInHidden = (rules: VisibilityRules, one: ReadyDocument): ReadyDocument => {
  const { inspected } = one
  const { metadata } = inspected
  if (metadata.relatesTo.some(({ code }) => code === 'replaces')) return one
  const visibility = hiddenBesides(rules, metadata.visibility)
  return { ...one, inspected: { ...inspected, metadata: { ...metadata, visibility } } }
}
