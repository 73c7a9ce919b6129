import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import type { CodeWay, CounterTask, MandateView } from '../../../areas/enrolment/index.ts'
import type { Page, Redirect, StaffAsk } from '../ask.ts'
import { Pill } from '../components/pill.tsx'
import { formFields, pathPiece } from '../form-fields.ts'
import { CodeIssueFacts } from './code-issue.tsx'
import { consolePage } from './console-page.tsx'
import { Clock, sessionPath, underMandate } from './counter-session.tsx'
import { EndForm } from './counter-mandate.tsx'
import { effectOf } from './person-deed.tsx'
import { sendPdf, showPdf } from '../send-pdf.ts'

const refreshSeconds = 10

const Step = ({ ask, says, isDone }: { ask: StaffAsk; says: string; isDone: boolean }): VNode => {
  const words = ask.text.counterDesk.hand
  return (
    <li>
      <Pill
        icon={isDone ? 'check' : 'more'}
        tone={isDone ? 'ok' : 'plain'}
        says={isDone ? words.doneWord : words.waitingWord}
      />
      <span>{says}</span>
    </li>
  )
}

/** Where the person is: steps and never content. The page reads itself again, until that is stopped. */
const Follow = ({ ask, view, isStill }: { ask: StaffAsk; view: MandateView; isStill: boolean }): VNode => {
  const words = ask.text.counterDesk.hand
  const { facts, done } = view
  const did = (kind: string): boolean => done.some((deed) => deed.kind === kind)
  return (
    <section>
      <h2>{words.follow}</h2>
      <ol class="steps-live">
        <Step ask={ask} says={words.steps.code} isDone={did('code-issued')} />
        <Step ask={ask} says={words.steps.used} isDone={facts.code.state === 'used'} />
        <Step ask={ask} says={words.steps.open} isDone={facts.state === 'open'} />
        <Step ask={ask} says={words.steps.entered} isDone={facts.activatedAt !== null} />
      </ol>
      <p class="aside">
        {isStill ? null : `${words.refreshes(refreshSeconds)} `}
        <a href={isStill ? ask.path : `${ask.path}?still=1`}>{isStill ? words.again : words.stop}</a>
      </p>
    </section>
  )
}

type Handing = 'open' | 'new-code' | 'get-back-in'

const wayWords = (ask: StaffAsk, way: CodeWay): string => {
  const words = ask.text.counterDesk.hand.sendSays
  return way.by === 'letter' ? words.letter() : words[way.by](way.to)
}

const HandOut = ({ ask, view, task }: { ask: StaffAsk; view: MandateView; task: Handing }): VNode => {
  const words = ask.text.counterDesk.hand
  const path = `/console/counter/${view.id}`
  const codeWay = view.issue?.way
  return (
    <section>
      {/* In a window of its own: leaving this page for a moment would stop its reading again. */}
      <form method="post" action={`${path}/${task === 'get-back-in' ? 'recovery-letter' : 'letter'}`} target="_blank">
        <p>{words.printSays}</p>
        <p>
          <button class="button" type="submit">
            {words.print}
          </button>
        </p>
      </form>
      {codeWay === undefined ? null : (
        <form method="post" action={`${path}/message`}>
          <p>{wayWords(ask, codeWay)}</p>
          <p>
            <button class="button button-quiet" type="submit" name="task" value={task}>
              {words.send}
            </button>
          </p>
        </form>
      )}
      {view.issue === undefined ? null : <CodeIssueFacts ask={ask} issue={view.issue} />}
      <p>
        {words.where} : <strong>{`${ask.parts.publicUrl.replace(/^https?:\/\//, '')}/open`}</strong>
      </p>
    </section>
  )
}

const drawHandOut = (ask: StaffAsk, view: MandateView, task: Handing): Page => {
  const words = ask.text.counterDesk.hand
  const isStill = task !== 'open' || ask.query.get('still') === '1'
  // A header and not an element: the page works the same without it, and the link stops it.
  if (!isStill) void ask.reply.header('refresh', String(refreshSeconds))
  return consolePage(
    ask,
    {
      title: words.title[task],
      heading: words.heading[task],
      lead: task === 'get-back-in' ? words.leadBack : words.lead,
      place: 'counter',
      wide: true,
    },
    <>
      <Clock ask={ask} view={view} />
      <div class="console-grid">
        {view.tasks.includes(task) ? <HandOut ask={ask} view={view} task={task} /> : null}
        {task === 'open' ? <Follow ask={ask} view={view} isStill={isStill} /> : null}
      </div>
      <div class="button-row">
        <EndForm ask={ask} id={view.id} />
        <a href={`/console/counter/${view.id}`}>{ask.text.counterDesk.live.back}</a>
      </div>
    </>,
  )
}

type Decision = 'oppose' | 'close' | 'stop-recovery'

const isDecision = (task: CounterTask): task is Decision =>
  task === 'oppose' || task === 'close' || task === 'stop-recovery'

const drawConfirm = (ask: StaffAsk, view: MandateView, task: Decision): Page => {
  const words = ask.text.counterDesk.confirm
  return consolePage(
    ask,
    { title: words[task], heading: words[task], lead: effectOf(ask, task, view.facts), place: 'counter' },
    <>
      {task === 'close' ? <p>{words.copy}</p> : null}
      <form method="post" action={`/console/counter/${view.id}/${task}`} class="button-row">
        <input type="hidden" name="state" value={view.facts.state} />
        <button class="button button-stop" type="submit">
          {words[task]}
        </button>
        <a href={`/console/counter/${view.id}`}>{ask.text.shell.cancel}</a>
      </form>
    </>,
  )
}

/** O15: a task, with the person. Whoever is on its page when the mandate ends sees the receipt. */
export const showTask =
  (task: CounterTask) =>
  async (ask: StaffAsk): Promise<Page | Redirect> => {
    const view = await ask.parts.staffRooms.counter.read(ask.visitor, pathPiece(ask.request, 'id'))
    // Somebody who has just opened their space is still followed, though there is nothing left to open.
    const isFollowed = task === 'open' && view.done.length > 0
    if (view.state !== 'live' || (!view.tasks.includes(task) && !isFollowed)) return { to: sessionPath(ask) }
    return isDecision(task) ? drawConfirm(ask, view, task) : drawHandOut(ask, view, task)
  }

/** Records the refusal, closes the space, or stops the way back into it. */
export const takeTask =
  (task: Decision) =>
  (ask: StaffAsk): Promise<Redirect> =>
    underMandate(ask, async (id) => {
      const { counter } = ask.parts.staffRooms
      if (task === 'stop-recovery') await counter.stopRecovery(ask.visitor, id)
      else await counter[task](ask.visitor, id, formFields(ask.request).get('state') ?? '')
      return { to: sessionPath(ask), passing: { said: 'done' } }
    })

/** The letter with the code, for the printer of the counter; nothing of it is kept, here or there. */
export const printCode = (ask: StaffAsk): Promise<FastifyReply | Redirect> =>
  underMandate(ask, async (id) => {
    const pdf = await ask.parts.staffRooms.counter.printCode(ask.visitor, id)
    return showPdf(ask, pdf, ask.text.counterDesk.hand.file)
  })

/** The letter that leads back into the space, as the one with a code. */
export const printRecovery = (ask: StaffAsk): Promise<FastifyReply | Redirect> =>
  underMandate(ask, async (id) => {
    const pdf = await ask.parts.staffRooms.counter.printRecovery(ask.visitor, id)
    return showPdf(ask, pdf, ask.text.counterDesk.hand.file)
  })

/** The code to the contact that the insurer knows; the agent goes on with the task in hand. */
export const sendCode = (ask: StaffAsk): Promise<Redirect> =>
  underMandate(ask, async (id) => {
    await ask.parts.staffRooms.counter.sendCode(ask.visitor, id)
    const task: Handing = formFields(ask.request).get('task') === 'new-code' ? 'new-code' : 'open'
    return { to: `${sessionPath(ask)}/${task}`, passing: { said: 'done' } }
  })

/** The proof of what was decided under the mandate. */
export const sendSessionProof = async (ask: StaffAsk): Promise<FastifyReply> => {
  const { pdf, day } = await ask.parts.staffRooms.counter.printProof(ask.visitor, pathPiece(ask.request, 'id'))
  return sendPdf(ask, pdf, `${ask.text.staffConsole.person.proofFile}-${day}`)
}
