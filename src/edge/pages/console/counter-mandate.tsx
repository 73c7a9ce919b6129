import type { VNode } from 'preact'
import type { MandateView } from '../../../areas/enrolment/index.ts'
import type { Page, StaffAsk } from '../ask.ts'
import type { FieldFault } from '../components/error-summary.tsx'
import { FactList } from '../components/fact-list.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { consolePage } from './console-page.tsx'

/** Ends the session; there is one on every page of it. */
export const EndForm = ({ ask, id }: { ask: StaffAsk; id: string }): VNode => (
  <form method="post" action={`/console/counter/${id}/end`}>
    <button class="button button-secondary" type="submit">
      {ask.text.counterDesk.live.end}
    </button>
  </form>
)

const MandateText = ({ ask, view }: { ask: StaffAsk; view: MandateView }): VNode => {
  const words = ask.text.counterDesk.mandate
  const { name } = view.facts
  const giver = view.representative === undefined ? name : words.forPerson(name, view.representative)
  return (
    <section class="card mandate-text">
      {words.text(giver, ask.staffName, view.place).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <FactList
        facts={[
          { name: words.number, says: <code>{view.id}</code> },
          { name: words.day, says: ask.words.date(view.begunAt) },
          { name: words.end, says: `${ask.words.date(view.begunAt)}, 24:00` },
          { name: words.signature, says: <div class="sign-line" /> },
        ]}
      />
    </section>
  )
}

const CodeForm = ({ ask, view, shown }: { ask: StaffAsk; view: MandateView; shown: Signing }): VNode => {
  const words = ask.text.counterDesk.mandate
  const path = `/console/counter/${view.id}`
  if (shown.sentTo === undefined && shown.fault === undefined) {
    return (
      <form method="post" action={`${path}/sign-code`}>
        <p>{words.codeSays}</p>
        <p>
          <button class="button button-quiet" type="submit">
            {words.sendCode}
          </button>
        </p>
      </form>
    )
  }
  return (
    <form method="post" action={`${path}/sign`} class="stack" novalidate>
      {shown.sentTo === undefined ? null : <p>{words.codeSent(shown.sentTo)}</p>}
      <TextField
        name="code"
        kind="code"
        label={words.codeLabel}
        autocomplete="one-time-code"
        maxlength={20}
        fault={shown.fault?.says}
      />
      <p>
        <button class="button" type="submit" name="how" value="code">
          {words.sign}
        </button>
      </p>
    </form>
  )
}

/** What the page of a mandate that is not signed yet says of a code under way. */
export interface Signing {
  sentTo?: string
  fault?: FieldFault
}

/** O14: the mandate, read aloud, printed, signed on paper or by a code to the person's contact. */
export const drawMandate = (ask: StaffAsk, view: MandateView, shown: Signing = {}): Page => {
  const words = ask.text.counterDesk.mandate
  const { reach } = view.facts
  const hasContact = view.representative !== undefined || reach.email !== undefined || reach.phone !== undefined
  return consolePage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      place: 'counter',
      ...(shown.fault === undefined ? {} : { faults: [shown.fault], status: 422 }),
    },
    <>
      <MandateText ask={ask} view={view} />
      <p class="no-print">{words.print}</p>
      <form method="post" action={`/console/counter/${view.id}/sign`}>
        <button class="button" type="submit" name="how" value="paper">
          {words.signedPaper}
        </button>
      </form>
      {hasContact ? (
        <section class="no-print">
          <h2>{words.code}</h2>
          <CodeForm ask={ask} view={view} shown={shown} />
        </section>
      ) : null}
      <div class="no-print">
        <Notice kind="info">
          <p>{words.refused}</p>
        </Notice>
        <EndForm ask={ask} id={view.id} />
      </div>
    </>,
  )
}
