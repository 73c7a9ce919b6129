import type { Page, SpaceAsk } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { readResultTable, ResultTableArticle } from '../content/read-result-table.tsx'
import { recordAt } from '../record-at.ts'
import { RepresentativeNotice } from './children/child-record.tsx'

/** D6: every value of the record that may be read, by day. */
export const resultsScreen = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.results.table
  const read = await readResultTable(ask, ask.spaceId)
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <p class="no-print">
          <a class="onward" href={`${recordAt(ask)}/documents`}>
            <Icon name="back" />
            {ask.text.record.list.title}
          </a>
        </p>
        <h1>{words.heading}</h1>
        <RepresentativeNotice ask={ask} />
        <ResultTableArticle ask={ask} read={read} at={recordAt(ask)} />
      </div>
    ),
  }
}
