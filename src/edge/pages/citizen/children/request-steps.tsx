import type { ReceivedRequest } from '../../../../areas/enrolment/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ConfirmChange } from '../../components/confirm-change.tsx'
import { ErrorSummary, type FieldFault } from '../../components/error-summary.tsx'
import { TickField } from '../../components/tick-field.tsx'
import { formFault } from '../../form-fault.ts'
import { formFields, pathPiece } from '../../form-fields.ts'
import { takeStep } from '../../take-step.ts'
import { childOf } from './child-of.ts'

const there = { to: '/my/children', late: '/my/children' } as const

/** Before a request is taken back. */
export const askToWithdraw = async (ask: SpaceAsk): Promise<Page> => {
  const { name, requests } = await childOf(ask)
  const words = ask.text.parents.withdrawal
  if (!requests.some(({ standing }) => standing === 'waiting')) throw new Problem('absent', 'parent-request-unknown')
  return {
    title: words.title,
    side: 'citizen',
    place: 'more',
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.heading(name)}
        says={words.says}
        button={{ says: words.button, isStop: true }}
        back="/my/children"
      />
    ),
  }
}

/** Takes the request back. */
export const withdrawRequest = (ask: SpaceAsk): Promise<Redirect> =>
  takeStep(() => ask.parts.families.withdrawRequest(ask.visitor, ask.spaceId, pathPiece(ask.request, 'child')), {
    ...there,
    said: 'request-withdrawn',
  })

const requestOf = async (ask: SpaceAsk): Promise<ReceivedRequest> => {
  const list = await ask.parts.families.listReceived(ask.spaceId)
  const request = list.find(({ id }) => id === pathPiece(ask.request, 'request'))
  if (request === undefined) throw new Problem('absent', 'parent-request-unknown')
  return request
}

const draw = async (ask: SpaceAsk, fault?: FieldFault & { status: number }): Promise<Page> => {
  const { inviterName, childName } = await requestOf(ask)
  const words = ask.text.parents.received
  return {
    title: words.title,
    side: 'citizen',
    place: 'more',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [fault]} />
        <h1>{words.heading(inviterName, childName)}</h1>
        {words.says.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <form method="post" action={ask.path} class="stack">
          <TickField id="statement" name="stated" says={words.statement(childName)} fault={fault?.says} />
          <p class="button-row">
            <button class="button" type="submit" name="answer" value="accept">
              {words.accept}
            </button>
            <button class="button button-secondary" type="submit" name="answer" value="refuse">
              {words.refuse}
            </button>
            <a href="/my/children">{words.later}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** A request to represent a child, before it is answered. */
export const showRequest = (ask: SpaceAsk): Promise<Page> => draw(ask)

/** Accepts with the statement, or refuses. A missing statement is said in the form. */
export const answerRequest = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const fields = formFields(ask.request)
  const id = pathPiece(ask.request, 'request')
  const { families } = ask.parts
  if (fields.get('answer') === 'refuse')
    return takeStep(() => families.refuseRequest(ask.visitor, ask.spaceId, id), { ...there, said: 'request-refused' })
  const answer = { id, stated: fields.get('stated') === 'yes' }
  try {
    return await takeStep(() => families.acceptRequest(ask.visitor, ask.spaceId, answer), {
      ...there,
      said: 'request-accepted',
    })
  } catch (error) {
    return draw(ask, { ...formFault(ask, error), fieldId: 'statement' })
  }
}
