import type { VNode } from 'preact'
import type { Dispute, OwnDispute } from '../../../../areas/disputes/index.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { Said } from '../../components/said.tsx'
import { pathPiece } from '../../form-fields.ts'
import { takeStep } from '../../take-step.ts'
import { disputesPath } from './dispute-screen.tsx'

const isOpen = ({ state }: Dispute): boolean => state === 'asked' || state === 'answered'

const stateWords = (ask: SpaceAsk, one: Dispute): string => {
  const words = ask.text.disputes
  if (one.kind === 'recalled') return words.recalled
  return one.state === 'asked' ? words.states.asked(ask.words.date(one.dueOn)) : words.states[one.state]
}

const Row = ({ ask, one }: { ask: SpaceAsk; one: OwnDispute }): VNode => {
  const words = ask.text.disputes
  const about = [
    one.partyName,
    words.deposited(ask.words.date(one.depositedAt)),
    ...(one.kind === 'recalled' ? [] : [words.openedOn(ask.words.date(one.openedAt))]),
  ]
  return (
    <li class="row">
      <div class="row-main">
        <h2>{words.number(one.number)}</h2>
        <p class="row-who">{about.join(' · ')}</p>
        <p>{stateWords(ask, one)}</p>
        {one.copies.map(({ id, name }) => (
          <p key={id}>{words.copies(name)}</p>
        ))}
        {one.answer === undefined ? null : (
          <p>
            {words.answerSays} <q>{one.answer}</q>
          </p>
        )}
        {one.state === 'withdrawn' ? null : (
          <p>
            <a href={`/my/documents/${one.documentId}`}>{words.see}</a>
          </p>
        )}
      </div>
      {isOpen(one) ? (
        <form method="post" action={`${disputesPath}/${one.id}/take-back`}>
          <button class="button button-quiet" type="submit">
            <span aria-hidden="true">{words.takeBack}</span>
            <span class="unseen">{words.takeBackName(one.number)}</span>
          </button>
        </form>
      ) : null}
    </li>
  )
}

/** The holder's cases, newest first, each with what becomes of it. */
export const ownDisputes = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.disputes
  const own = await ask.parts.disputes.listOwn(ask.visitor)
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

/** Takes one back: the document is as before. */
export const takeBackDispute = (ask: SpaceAsk): Promise<Redirect> =>
  takeStep(() => ask.parts.disputes.takeBack(ask.visitor, pathPiece(ask.request, 'dispute')), {
    to: disputesPath,
    said: 'dispute-taken-back',
    late: disputesPath,
  })
