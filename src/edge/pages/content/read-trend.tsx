import type { VNode } from 'preact'
import type { Visitor } from '../../../access/types.ts'
import type { FollowedResult } from '../../../areas/documents/index.ts'
import type { Ask } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { InLanguage } from '../components/in-language.tsx'
import { otherLanguage } from '../other-language.ts'
import { pathPiece } from '../form-fields.ts'
import { labelOf } from './result-words.ts'
import { TrendView } from './trend-view.tsx'

/** Reads what became of the line that an address names, in a space. What is no number names no line. */
export const readTrend = (ask: Ask & { visitor: Visitor }, spaceId: string): Promise<FollowedResult> => {
  const line = /^\d{1,4}$/.exec(pathPiece(ask.request, 'line'))?.[0]
  const wanted = { documentId: pathPiece(ask.request, 'id'), line: line === undefined ? -1 : Number(line) }
  return ask.parts.documents.followResult(ask.visitor, { spaceId }, wanted)
}

/** The way of one value, with the way back to the document it was asked from. `at` is the address of the record. */
export const TrendArticle = ({ ask, followed, at }: { ask: Ask; followed: FollowedResult; at: string }): VNode => (
  <article class="column">
    <p class="no-print">
      <a class="onward" href={`${at}/documents/${pathPiece(ask.request, 'id')}`}>
        <Icon name="back" />
        {ask.text.results.trend.back}
      </a>
    </p>
    <h1>
      <InLanguage lang={otherLanguage(ask, followed.language)}>{labelOf(followed.result)}</InLanguage>
    </h1>
    <TrendView ask={ask} followed={followed} at={at} />
  </article>
)
