import { deskParameters, type MandateView } from '../../../areas/enrolment/index.ts'
import type { Page, StaffAsk } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { Notice } from '../components/notice.tsx'
import { consolePage } from './console-page.tsx'
import { EventList } from './person-facts.tsx'
import { wordOf } from './word-of.ts'

/** O17: everything that was done, and the end of the mandate; for the person to take along. */
export const drawReceipt = (ask: StaffAsk, view: MandateView): Page => {
  const words = ask.text.counterDesk.receipt
  const at = (iso: string): string => `${ask.words.date(iso)}, ${ask.words.time(iso)}`
  const { endedAt, endedHow, signedHow, facts } = view
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, place: 'counter' },
    <>
      <div class="no-print">
        <Notice kind={endedHow === 'agent' ? 'ok' : 'attention'} focus>
          <p>
            {endedHow === undefined ? '' : words.why[endedHow](deskParameters.mandateIdleMinutes)}. {words.says}
          </p>
        </Notice>
      </div>
      <FactList
        facts={[
          { name: words.number, says: <code>{view.id}</code> },
          { name: words.person, says: facts.name },
          { name: words.place, says: view.place },
          { name: words.agent, says: ask.staffName },
          { name: words.begun, says: at(view.begunAt) },
          { name: words.ended, says: endedAt === undefined ? '' : at(endedAt) },
          { name: words.identity, says: wordOf(ask.text.counterDesk.start.documents, view.identityDocument) },
          { name: words.signed, says: signedHow === undefined ? words.unsigned : words.signings[signedHow] },
        ]}
      />
      <h2>{words.done}</h2>
      <EventList ask={ask} events={view.done} none={words.nothing} />
      {view.done.some(({ kind }) => kind === 'opposed' || kind === 'closed') ? (
        <p class="no-print">
          <a class="button button-secondary" href={`/console/counter/${view.id}/proof`}>
            {ask.text.counterDesk.live.proof}
          </a>
        </p>
      ) : null}
      <p class="no-print">
        <a class="button" href="/console/counter">
          {words.next}
        </a>
      </p>
    </>,
  )
}
