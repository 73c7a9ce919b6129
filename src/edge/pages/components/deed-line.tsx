import type { VNode } from 'preact'
import type { SpaceAsk } from '../ask.ts'
import { recordAt } from '../record-at.ts'
import type { Deed } from '../group-passages.ts'
import { otherLanguage } from '../other-language.ts'
import { InLanguage } from './in-language.tsx'

/** The way to the reason of a line of the history. */
const Why = ({ ask, line }: { ask: SpaceAsk; line: Deed['line'] }): VNode => (
  <a class="no-print" href={`/my/access/history/${line.n}`}>
    <span aria-hidden="true">{ask.text.sight.why.link}</span>
    <span class="unseen">{ask.text.sight.why.linkName(line.actor.name, ask.text.access.acts[line.act])}</span>
  </a>
)

/** What was said with an act: why an emergency was opened, what was noted after it, what the holder closed to emergencies. */
const Said = ({ ask, deed: { line } }: { ask: SpaceAsk; deed: Deed }): VNode | null => {
  const { reason, words } = line.justification ?? {}
  const { closes, allows } = ask.text.emergency.history
  const says = [
    ...(reason === undefined ? [] : [ask.parts.labels.emergencyReason(reason, ask.lang)]),
    ...(words === undefined || words === '' ? [] : [ask.lang === 'fr' ? `« ${words} »` : `“${words}”`]),
    ...(line.emergencyRule?.map((word) => closes[word] ?? word) ?? []),
    ...(line.emergencyRule?.length === 0 ? [allows] : []),
  ]
  return says.length === 0 ? null : <span>{says.join(' · ')}</span>
}

/** What was done, to which document, how often: `Lecture : Compte rendu du 4 mars`; `explained` adds the way to why it could be. */
export const DeedLine = ({ ask, deed, explained }: { ask: SpaceAsk; deed: Deed; explained?: boolean }): VNode => {
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
      <Said ask={ask} deed={deed} />
      {times > 1 ? <span class="quiet">{words.times(times)}</span> : null}
      {explained ? <Why ask={ask} line={line} /> : null}
    </li>
  )
}
