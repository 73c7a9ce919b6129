import type { VNode } from 'preact'
import type { Page, StaffAsk } from '../../ask.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Notice } from '../../components/notice.tsx'
import { pathPiece } from '../../form-fields.ts'
import { consolePage } from '../console-page.tsx'
import { NumberTable } from '../../components/number-table.tsx'
import { wordOf } from '../word-of.ts'

const Problems = ({ ask, problems }: { ask: StaffAsk; problems: Readonly<Record<string, number>> }): VNode => {
  const words = ask.text.campaignDesk
  const entries = Object.entries(problems)
  if (entries.length === 0) return <p>{words.dry.noProblem}</p>
  return (
    <FactList
      facts={entries.map(([kind, count]) => ({ name: wordOf(words.exceptions.kinds, kind), says: String(count) }))}
    />
  )
}

const Back = ({ ask, id }: { ask: StaffAsk; id: string }): VNode => (
  <p>
    <a class="button" href={`/console/campaigns/${id}`}>
      {ask.text.campaignDesk.prepared.back}
    </a>
  </p>
)

/** Counts the population anew and shows how it splits by way. Again at will: nothing leaves by it. */
export const showPrepared = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.campaignDesk.prepared
  const id = pathPiece(ask.request, 'id')
  const prepared = await ask.parts.campaigns.prepare(ask.visitor, id)
  const { scheme, department, persons, mail, post, none } = words.columns
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, place: 'campaigns', wide: true },
    <>
      <FactList facts={[{ name: words.persons, says: String(prepared.persons) }]} />
      <NumberTable
        label={words.heading}
        columns={[scheme, department, persons, mail, post, none]}
        numbersFrom={2}
        rows={prepared.cells.map((cell) => ({
          key: `${cell.scheme} ${cell.department}`,
          cells: [cell.scheme, cell.department, cell.persons, cell.mail, cell.post, cell.none],
        }))}
      />
      <h2>{words.exceptions}</h2>
      <Problems ask={ask} problems={prepared.exceptions} />
      <Back ask={ask} id={id} />
    </>,
  )
}

/** The dry run: letters of a sample, without a real name, and what would be in the way. */
export const rehearse = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.campaignDesk.dry
  const id = pathPiece(ask.request, 'id')
  const dry = await ask.parts.campaigns.dryRun(ask.visitor, id)
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, place: 'campaigns', wide: true },
    <>
      <Notice kind="info" focus>
        <p>{words.says}</p>
      </Notice>
      <FactList
        facts={[
          { name: words.sampled, says: String(dry.sampled) },
          { name: words.letters, says: String(dry.letters) },
          { name: words.mails, says: String(dry.mails) },
          { name: words.file, says: <code>{dry.file}</code> },
        ]}
      />
      <h2>{words.problems}</h2>
      <Problems ask={ask} problems={dry.problems} />
      <Back ask={ask} id={id} />
    </>,
  )
}
