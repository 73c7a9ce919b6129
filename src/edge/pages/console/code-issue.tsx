import type { VNode } from 'preact'
import { deskParameters, type CodeIssue } from '../../../areas/enrolment/index.ts'
import type { StaffAsk } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { Notice } from '../components/notice.tsx'
import { wordOf } from './word-of.ts'

const wayOf = (ask: StaffAsk, { way }: CodeIssue): string => {
  const words = ask.text.codeDesk.ways
  if (way === undefined) return words.none
  return way.by === 'letter' ? words.letter() : words[way.by](way.to)
}

const Hints = ({ ask, hints }: { ask: StaffAsk; hints: CodeIssue['hints'] }): VNode => {
  const words = ask.text.codeDesk
  if (hints.length === 0) return <p>{words.hintsNone}</p>
  return (
    <Notice kind="attention">
      <p>
        <strong>{words.hintsHeading}</strong>
      </p>
      <ul class="plain-list">
        {hints.map((hint) => (
          <li key={hint}>{words.hints[hint]}</li>
        ))}
      </ul>
      <p>{words.hintsSay}</p>
    </Notice>
  )
}

/** O9: what is to be known before another code leaves: by which way, how many there were, what hints at a fraud, the limit. */
export const CodeIssueFacts = ({ ask, issue }: { ask: StaffAsk; issue: CodeIssue }): VNode => {
  const words = ask.text.codeDesk
  const { date, time } = ask.words
  return (
    <section aria-labelledby="before-code">
      <h2 id="before-code">{words.before}</h2>
      <Hints ask={ask} hints={issue.hints} />
      <FactList
        facts={[
          { name: words.way, says: wayOf(ask, issue) },
          { name: words.tries, says: String(issue.tries) },
          { name: words.limit, says: words.limitSays(issue.sentToday, issue.limit) },
        ]}
      />
      {issue.nextAt === undefined ? null : <p>{words.nextAt(date(issue.nextAt), time(issue.nextAt))}</p>}
      <h3>{words.issued(deskParameters.codes.shownDays)}</h3>
      {issue.issued.length === 0 ? <p>{words.issuedNone}</p> : null}
      <ul class="console-list">
        {issue.issued.map(({ at, origin, channel }, index) => (
          <li
            key={index}
          >{`${date(at)}, ${time(at)} : ${wordOf(words.origins, origin)}, ${words.channels[channel]}`}</li>
        ))}
      </ul>
    </section>
  )
}
