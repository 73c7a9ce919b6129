import type { VNode } from 'preact'
import type { BatchView, TextView } from '../../../../areas/enrolment/index.ts'
import type { Page, StaffAsk } from '../../ask.ts'
import { consolePage } from '../console-page.tsx'
import { NumberTable } from '../../components/number-table.tsx'
import { wordOf } from '../word-of.ts'
import { scoresOf, standingOf } from './text-facts.tsx'

const rowOf = (ask: StaffAsk, text: TextView) => {
  const words = ask.text.letterDesk
  const { kind, version, from, isInForce } = text
  const isToAsk = text.approved === null && text.asked === null && text.faults.length === 0
  const says = isToAsk ? words.ask : words.look
  return {
    key: version,
    cells: [
      wordOf(words.kinds, kind),
      <code>{version}</code>,
      `${ask.words.date(from)}${isInForce ? '' : ` (${words.comes})`}`,
      scoresOf(ask, text),
      standingOf(ask, text),
      <a href={`/console/campaigns/letters/${version}`} aria-label={`${says}, ${version}`}>
        {says}
      </a>,
    ],
  }
}

const Batches = ({ ask, batches }: { ask: StaffAsk; batches: readonly BatchView[] }): VNode => {
  const words = ask.text.letterDesk
  const { number, letters, made } = words.batchColumns
  return (
    <section>
      <h2>{words.batches}</h2>
      {batches.length === 0 ? (
        <p>{ask.text.staffConsole.none}</p>
      ) : (
        <NumberTable
          label={words.batches}
          columns={[number, letters, made]}
          rows={batches.map((batch) => ({
            key: batch.id,
            cells: [<code>{batch.fileName}</code>, batch.letters, ask.words.date(batch.madeAt)],
          }))}
        />
      )}
    </section>
  )
}

/** O7: the wordings in force and to come, how plain they are, whether two persons approved them; the files that were made. */
export const showLetters = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.letterDesk
  const { texts, batches } = await ask.parts.staffRooms.texts.show(ask.visitor)
  const { kind, version, from, score, state, look } = words.columns
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, lead: words.lead, place: 'campaigns', wide: true },
    <>
      <NumberTable
        label={words.table}
        columns={[kind, version, from, score, state, look]}
        rows={texts.map((text) => rowOf(ask, text))}
      />
      <Batches ask={ask} batches={batches} />
    </>,
  )
}
