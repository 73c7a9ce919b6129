import type { VNode } from 'preact'
import type { CaseFacts } from '../../../areas/suspicions/index.ts'
import type { SpaceAsk } from '../ask.ts'
import { wordOf } from '../console/word-of.ts'

const Case = ({ ask, one }: { ask: SpaceAsk; one: CaseFacts }): VNode => {
  const words = ask.text.suspicions
  const { outcome, answeredAt } = one
  const about = [
    words.number(one.number),
    ...(one.seenAt === undefined ? [] : [words.seenOn(ask.words.date(one.seenAt))]),
    words.reportedOn(ask.words.date(one.openedAt)),
  ]
  return (
    <li class="row">
      <div class="row-main">
        <h3>{one.party.name}</h3>
        <p class="row-who">{about.join(' · ')}</p>
        {outcome === undefined || answeredAt === undefined ? (
          <p>{words.dueOn(ask.words.date(one.dueOn))}</p>
        ) : (
          <p>
            <strong>{words.answeredOn(ask.words.date(answeredAt))}</strong> {wordOf(words.outcomes, outcome)}
          </p>
        )}
      </div>
    </li>
  )
}

/** What the holder reported, newest first: number, day promised, answer. Nothing while there is no report. */
export const OwnCases = ({ ask, cases }: { ask: SpaceAsk; cases: readonly CaseFacts[] }): VNode | null =>
  cases.length === 0 ? null : (
    <section aria-labelledby="own-cases">
      <h2 id="own-cases">{ask.text.suspicions.own}</h2>
      <ul class="rows">
        {cases.map((one) => (
          <Case key={one.id} ask={ask} one={one} />
        ))}
      </ul>
    </section>
  )
