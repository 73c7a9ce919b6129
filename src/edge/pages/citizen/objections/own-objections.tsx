import type { VNode } from 'preact'
import type { Objection } from '../../../../areas/objections/index.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { Said } from '../../components/said.tsx'
import { wordOf } from '../../console/word-of.ts'
import { pathPiece } from '../../form-fields.ts'
import { takeStep } from '../../take-step.ts'

/** What the holder asked not to be listed, and what was answered. */
export const objectionsPath = '/my/objections'

const answerWords = (ask: SpaceAsk, one: Objection): string => {
  const words = ask.text.objections
  if (one.outcome === 'refused') return `${words.refused} ${wordOf(words.refusals, one.because ?? '')}`
  if (one.outcome === 'accepted') return one.dueOn === undefined ? words.holds : words.accepted
  return words.dueOn(ask.words.date(one.dueOn ?? one.askedAt))
}

const Row = ({ ask, one }: { ask: SpaceAsk; one: Objection }): VNode => {
  const words = ask.text.objections
  const about = [
    words.scopes[one.scope],
    words.actOn(ask.words.date(one.actOn)),
    words.askedOn(ask.words.date(one.askedAt)),
  ]
  return (
    <li class="row">
      <div class="row-main">
        <h2>{one.partyName}</h2>
        <p class="row-who">{about.join(' · ')}</p>
        <p>{answerWords(ask, one)}</p>
      </div>
      {one.outcome === 'refused' ? null : (
        <form method="post" action={`${objectionsPath}/${one.id}/withdraw`}>
          <button class="button button-quiet" type="submit">
            <span aria-hidden="true">{words.withdraw}</span>
            <span class="unseen">{words.withdrawName(one.partyName, ask.words.date(one.actOn))}</span>
          </button>
        </form>
      )}
    </li>
  )
}

/** The list, newest first, each with its answer or the day it is promised for. */
export const ownObjections = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.objections
  const own = await ask.parts.objections.listOwn(ask.visitor)
  return {
    title: words.listTitle,
    side: 'citizen',
    place: 'more',
    body: (
      <div class="column">
        <Said ask={ask} sayings={words.said} />
        <h1>{words.listHeading}</h1>
        <p class="lead">{words.listLead}</p>
        {own.length === 0 ? (
          <p class="empty">{words.none}</p>
        ) : (
          <ul class="rows">
            {own.map((one) => (
              <Row key={one.id} ask={ask} one={one} />
            ))}
          </ul>
        )}
      </div>
    ),
  }
}

/** Takes one back: what comes from there is listed again. */
export const withdrawObjection = (ask: SpaceAsk): Promise<Redirect> =>
  takeStep(() => ask.parts.objections.withdraw(ask.visitor, pathPiece(ask.request, 'objection')), {
    to: objectionsPath,
    said: 'objection-withdrawn',
    late: objectionsPath,
  })
