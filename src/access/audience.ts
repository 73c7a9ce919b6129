import type { Visibility } from '../reference/document-entry.ts'
import type { Audience } from './types.ts'

/**
 * Whose eyes an entry about a document is for, by the document's visibility: nobody reads of what they may not see. The database tells
 * the same of a document that is there (migrations/0018). Law: R.1111-50, R.1111-53; rules DOC-22, DOC-24.
 */
export const audienceOf = ({ withheld, hiddenFromRepresentatives }: Visibility): Audience => {
  if (withheld) return 'withheld-from-holder'
  return hiddenFromRepresentatives ? 'hidden-from-representatives' : 'main'
}

const inOrder: readonly Audience[] = ['main', 'hidden-from-representatives', 'withheld-from-holder']

/** Whose eyes a deposit of several documents is for: one entry for each, always in the same order, so that none waits for another. */
export const audiencesOfAll = (
  visibilities: readonly Visibility[],
): readonly [first: Audience, ...others: Audience[]] => {
  const [first = 'main', ...others] = inOrder.filter((audience) =>
    visibilities.some((visibility) => audienceOf(visibility) === audience),
  )
  return [first, ...others]
}
