import type { VNode } from 'preact'
import type { TextFault, TextView } from '../../../../areas/enrolment/index.ts'
import type { StaffAsk } from '../../ask.ts'
import { FactList } from '../../components/fact-list.tsx'
import { wordOf } from '../word-of.ts'

/** Where a wording stands: approved and since when, waiting for a second person, not plain enough, or not approved. */
export const standingOf = (ask: StaffAsk, { approved, asked, faults }: TextView): string => {
  const { states } = ask.text.letterDesk
  if (approved !== null) return states.approved(ask.words.date(approved.at))
  if (asked !== null) return states.asked
  return faults.length > 0 ? states.fails : states.open
}

/** The reading scores of a wording, by language. */
export const scoresOf = (ask: StaffAsk, { scores }: TextView): string => {
  const { score } = ask.text.letterDesk
  return `${score.fr(Math.round(scores.fr))}, ${score.en(Math.round(scores.en))}`
}

const faultSays = (ask: StaffAsk, fault: TextFault): string => {
  const words = ask.text.letterDesk
  const where = `${words.languages[fault.lang]}, ${words.uses[fault.use]}`
  if (fault.what === 'empty') return `${where} : ${words.faults.empty}`
  if (fault.what === 'forbidden')
    return `${where} : ${words.faults.forbidden(fault.word)} ${words.quote(fault.sentence)}`
  const value = fault.value.toLocaleString(ask.lang, { maximumFractionDigits: 1 })
  return `${where} : ${words.faults[fault.what](value, fault.limit)} ${words.quote(fault.sentence)}`
}

/** What is known of a wording: which one, in which very words, how plain, where it stands, and what is wrong with it. */
export const TextFacts = ({ ask, text }: { ask: StaffAsk; text: TextView }): VNode => {
  const words = ask.text.letterDesk
  return (
    <>
      <FactList
        facts={[
          { name: words.columns.kind, says: wordOf(words.kinds, text.kind) },
          { name: words.columns.version, says: <code>{text.version}</code> },
          { name: words.columns.from, says: ask.words.date(text.from) },
          { name: words.digest, says: <code class="digest">{text.sha256}</code> },
          { name: words.columns.score, says: scoresOf(ask, text) },
          { name: words.columns.state, says: standingOf(ask, text) },
        ]}
      />
      {text.faults.length === 0 ? null : (
        <>
          <h2>{words.faultsHeading}</h2>
          <ul>
            {text.faults.map((fault) => (
              <li key={faultSays(ask, fault)}>{faultSays(ask, fault)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
