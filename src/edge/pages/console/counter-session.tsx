import type { VNode } from 'preact'
import type { MandateView } from '../../../areas/enrolment/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import { formFields, pathPiece } from '../form-fields.ts'
import { consolePage } from './console-page.tsx'
import { drawMandate, EndForm } from './counter-mandate.tsx'
import { drawReceipt } from './counter-receipt.tsx'
import { EventList, PersonFactList } from './person-facts.tsx'
import { fieldFaultOf, typedText } from './who-fields.tsx'

/** The address of the session that a request is about. */
export const sessionPath = (ask: StaffAsk): string => `/console/counter/${pathPiece(ask.request, 'id')}`

/** Does something under the mandate; when it is over, its page says so: that of the receipt. */
export const underMandate = async <T,>(ask: StaffAsk, act: (id: string) => Promise<T>): Promise<T | Redirect> => {
  try {
    return await act(pathPiece(ask.request, 'id'))
  } catch (error) {
    if (error instanceof Problem && error.reason === 'mandate-ended') return { to: sessionPath(ask) }
    throw error
  }
}

const Tasks = ({ ask, view }: { ask: StaffAsk; view: MandateView }): VNode => {
  const words = ask.text.counterDesk.live
  return (
    <section>
      <h2>{words.what}</h2>
      {view.facts.isMinor ? <p>{words.minor}</p> : null}
      {view.tasks.length === 0 ? <p>{words.nothing}</p> : null}
      <ul class="console-list">
        {view.tasks.map((task) => (
          <li key={task}>
            <a class="onward" href={`/console/counter/${view.id}/${task}`}>
              {words.tasks[task]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was done so far, and the way to its proof. */
const Done = ({ ask, view }: { ask: StaffAsk; view: MandateView }): VNode => {
  const words = ask.text.counterDesk.live
  return (
    <section>
      <h2>{words.done}</h2>
      <EventList ask={ask} events={view.done} none={words.doneNothing} />
      {view.done.some(({ kind }) => kind === 'opposed' || kind === 'closed') ? (
        <p>
          <a class="button button-secondary" href={`/console/counter/${view.id}/proof`}>
            {words.proof}
          </a>
        </p>
      ) : null}
    </section>
  )
}

/** When the session ends by itself, and how to stay. */
export const Clock = ({ ask, view }: { ask: StaffAsk; view: MandateView }): VNode => (
  <form method="post" action={`/console/counter/${view.id}/keep`} class="button-row">
    <span>{ask.text.counterDesk.live.until(ask.words.time(view.idleAt))}</span>
    <button class="button button-quiet" type="submit">
      {ask.text.counterDesk.live.keep}
    </button>
  </form>
)

const drawTasks = (ask: StaffAsk, view: MandateView): Page => {
  const words = ask.text.counterDesk.live
  return consolePage(
    ask,
    { title: words.title, heading: words.heading(view.facts.name), place: 'counter', wide: true },
    <>
      <Clock ask={ask} view={view} />
      <div class="console-grid">
        <Tasks ask={ask} view={view} />
        <section>
          <h2>{ask.text.staffConsole.person.facts}</h2>
          <PersonFactList ask={ask} facts={view.facts} />
        </section>
      </div>
      <Done ask={ask} view={view} />
      <EndForm ask={ask} id={view.id} />
    </>,
  )
}

/** O14 to O17: the mandate to be signed, the tasks, or the receipt of what is over. */
export const showSession = async (ask: StaffAsk): Promise<Page> => {
  const view = await ask.parts.staffRooms.counter.read(ask.visitor, pathPiece(ask.request, 'id'))
  if (view.state === 'unsigned') return drawMandate(ask, view)
  return view.state === 'ended' ? drawReceipt(ask, view) : drawTasks(ask, view)
}

/** Sends the code to sign with, and shows where it is typed. */
export const sendSigningCode = (ask: StaffAsk): Promise<Page | Redirect> =>
  underMandate(ask, async (id) => {
    const { counter } = ask.parts.staffRooms
    try {
      const sentTo = await counter.sendSigningCode(ask.visitor, id)
      return drawMandate(ask, await counter.read(ask.visitor, id), { sentTo })
    } catch (error) {
      const fault = fieldFaultOf(ask, error, 'code')
      return drawMandate(ask, await counter.read(ask.visitor, id), { fault })
    }
  })

/** Signs on paper, or with the code that was typed. */
export const signMandate = (ask: StaffAsk): Promise<Page | Redirect> =>
  underMandate(ask, async (id) => {
    const { counter } = ask.parts.staffRooms
    const fields = formFields(ask.request)
    const isCode = fields.get('how') === 'code'
    try {
      const code = typedText(fields, 'code')
      await counter.sign(ask.visitor, id, isCode ? { how: 'code', code } : { how: 'paper' })
      return { to: sessionPath(ask) }
    } catch (error) {
      const fault = fieldFaultOf(ask, error, 'code')
      return drawMandate(ask, await counter.read(ask.visitor, id), { fault })
    }
  })

/** The agent is still there. */
export const keepSession = (ask: StaffAsk): Promise<Redirect> =>
  underMandate(ask, async (id) => {
    await ask.parts.staffRooms.counter.keep(ask.visitor, id)
    return { to: sessionPath(ask) }
  })

/** Ends the session; its page is the receipt from now on. */
export const endSession = async (ask: StaffAsk): Promise<Redirect> => {
  await ask.parts.staffRooms.counter.end(ask.visitor, pathPiece(ask.request, 'id'))
  return { to: sessionPath(ask) }
}
