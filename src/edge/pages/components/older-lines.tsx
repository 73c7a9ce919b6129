import type { VNode } from 'preact'
import type { OlderLine, OlderLines as Older } from '../../../areas/history/types.ts'
import type { SpaceAsk } from '../ask.ts'
import { otherLanguage } from '../other-language.ts'
import { InLanguage } from './in-language.tsx'
import { Pill } from './pill.tsx'

const whoOf = (ask: SpaceAsk, { actor, channel }: OlderLine): string => {
  const profession = actor.profession && ask.parts.labels.professionLabel(actor.profession, ask.lang)
  const facility = actor.facility === actor.name ? undefined : actor.facility
  return [actor.name, profession, facility, channel && ask.text.access.channels[channel]].filter(Boolean).join(' · ')
}

const Line = ({ ask, line }: { ask: SpaceAsk; line: OlderLine }): VNode => (
  <li class="row">
    <div class="row-main">
      <p class="row-date">
        <time datetime={line.at}>{`${ask.words.date(line.at)}, ${ask.words.time(line.at)}`}</time>
        {line.effect === 'refuse' ? <Pill icon="block" tone="stop" says={ask.text.access.refused} /> : null}
      </p>
      <h3>{whoOf(ask, line)}</h3>
      <p class="row-who">{ask.text.access.acts[line.act]}</p>
      {line.documentTitle === undefined ? null : (
        <p class="row-why">
          <InLanguage lang={otherLanguage(ask, line.documentLanguage)}>{line.documentTitle}</InLanguage>
        </p>
      )}
    </div>
  </li>
)

/** Accesses of the time before the space's own journal: when, who, what; and that there are more, where there are. */
export const OlderLines = ({ ask, older }: { ask: SpaceAsk; older: Older }): VNode => {
  const { history } = ask.text.access
  return (
    <section class="month">
      <h2>{history.olderHeading}</h2>
      <p>{history.olderLead}</p>
      <ul class="rows">
        {older.lines.map((line) => (
          <Line ask={ask} line={line} />
        ))}
      </ul>
      {older.more ? <p>{history.olderMore}</p> : null}
    </section>
  )
}
