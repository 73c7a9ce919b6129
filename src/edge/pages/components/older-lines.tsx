import type { VNode } from 'preact'
import type { OlderLine } from '../../../areas/history/types.ts'
import type { SpaceAsk } from '../ask.ts'
import { otherLanguage } from '../other-language.ts'
import { InLanguage } from './in-language.tsx'

/** Accesses of the time before the space's own journal: when, who, what. */
export const OlderLines = ({ ask, lines }: { ask: SpaceAsk; lines: readonly OlderLine[] }): VNode => {
  const { access } = ask.text
  const who = ({ actor }: OlderLine): string =>
    [actor.name, ...(actor.profession ? [ask.parts.labels.professionLabel(actor.profession, ask.lang)] : [])].join(
      ' · ',
    )
  return (
    <section class="month">
      <h2>{access.history.olderHeading}</h2>
      <p>{access.history.olderLead}</p>
      <ul class="rows">
        {lines.map((line) => (
          <li class="row">
            <div class="row-main">
              <p class="row-date">
                <time datetime={line.at}>{`${ask.words.date(line.at)}, ${ask.words.time(line.at)}`}</time>
              </p>
              <h3>{who(line)}</h3>
              <p class="row-who">{access.acts[line.act]}</p>
              {line.documentTitle === undefined ? null : (
                <p class="row-why">
                  <InLanguage lang={otherLanguage(ask, line.documentLanguage)}>{line.documentTitle}</InLanguage>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
