import type { VNode } from 'preact'
import type { FastifyReply } from 'fastify'
import type { CaseView } from '../../../areas/enrolment/index.ts'
import { sentenceOf, type Page, type StaffAsk } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { pathPiece } from '../form-fields.ts'
import { consolePage } from './console-page.tsx'
import { EventList, PersonFactList } from './person-facts.tsx'
import { sendPdf } from '../send-pdf.ts'

const Deeds = ({ ask, view }: { ask: StaffAsk; view: CaseView }): VNode => {
  const words = ask.text.staffConsole.person
  return (
    <section>
      <h2>{words.what}</h2>
      {view.asked.map((deed) => (
        <p key={deed}>{words.asked(words.deeds[deed])}</p>
      ))}
      {view.deeds.length === 0 ? <p>{words.nothing}</p> : null}
      <ul class="console-list">
        {view.deeds.map((deed) => (
          <li key={deed}>
            <a class="onward" href={`/console/persons/${view.caseId}/${deed}`}>
              {words.deeds[deed]}
            </a>
          </li>
        ))}
      </ul>
      {view.hasProof ? (
        <p>
          <a class="button button-secondary" href={`/console/persons/${view.caseId}/proof`}>
            {words.proof}
          </a>
        </p>
      ) : null}
    </section>
  )
}

const Remarks = ({ ask, view }: { ask: StaffAsk; view: CaseView }): VNode | null => {
  const words = ask.text.staffConsole.person
  const says = [
    ...(view.isMinor ? [words.minor] : []),
    ...(view.protected ? [words.protected] : []),
    ...view.limits.map((limit) => sentenceOf(ask, limit)),
  ]
  if (says.length === 0) return null
  return (
    <Notice kind="info">
      {says.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  )
}

/** O9, O12: the enrolment of the person of a case, and what may be done. Right: nothing of what their space holds. */
export const showPerson = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.staffConsole.person
  const view = await ask.parts.staffRooms.persons.readCase(ask.visitor, pathPiece(ask.request, 'case'))
  return consolePage(
    ask,
    { title: words.title, heading: view.name, place: 'persons', wide: true },
    <>
      <p class="aside">{words.ends(ask.words.time(view.endsAt))}</p>
      <Remarks ask={ask} view={view} />
      <div class="console-grid">
        <section>
          <h2>{words.facts}</h2>
          <PersonFactList ask={ask} facts={view} />
        </section>
        <Deeds ask={ask} view={view} />
      </div>
      <section>
        <h2>{words.events}</h2>
        <EventList ask={ask} events={view.events} none={words.noEvents} />
      </section>
      <p>
        <a href="/console/persons">{words.search}</a>
      </p>
    </>,
  )
}

/** The proof of the last decision, to be sent or handed over. */
export const sendCaseProof = async (ask: StaffAsk): Promise<FastifyReply> => {
  const { pdf, day } = await ask.parts.staffRooms.persons.printProof(ask.visitor, pathPiece(ask.request, 'case'))
  return sendPdf(ask, pdf, `${ask.text.staffConsole.person.proofFile}-${day}`)
}
