import type { VNode } from 'preact'
import type { SpaceAsk } from '../ask.ts'
import { recordAt } from '../record-at.ts'
import type { Deed } from '../group-passages.ts'
import { otherLanguage } from '../other-language.ts'
import { InLanguage } from './in-language.tsx'

/** What was done, to which document, how often: `Lecture : Compte rendu du 4 mars`. */
export const DeedLine = ({ ask, deed }: { ask: SpaceAsk; deed: Deed }): VNode => {
  const words = ask.text.access
  const { line, times } = deed
  const title = line.documentId === undefined ? undefined : (line.documentTitle ?? words.aDocument)
  return (
    <li>
      <span>{words.acts[line.act]}</span>
      {title === undefined ? null : line.documentTitle === undefined ? (
        <span>{title}</span>
      ) : (
        <a href={`${recordAt(ask)}/documents/${line.documentId}`}>
          <InLanguage lang={otherLanguage(ask, line.documentLanguage)}>{title}</InLanguage>
        </a>
      )}
      {times > 1 ? <span class="quiet">{words.times(times)}</span> : null}
    </li>
  )
}
