import type { VNode } from 'preact'
import type { DocumentRequest } from '../../../../areas/requests/index.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { Said } from '../../components/said.tsx'
import { pathPiece } from '../../form-fields.ts'
import { wishWords } from '../../wish-words.ts'
import { takeStep } from '../../take-step.ts'
import { askPath, requestsPath } from './requests-path.ts'

const stateWords = (ask: SpaceAsk, one: DocumentRequest): string => {
  const { states, reasons } = ask.text.requests
  if (one.state === 'declined') return reasons[one.reason ?? 'other-way']
  if (one.state !== 'asked') return states[one.state]
  if (one.isLate) return states.late(ask.words.date(one.dueOn))
  return one.seenAt === undefined
    ? states.asked(ask.words.date(one.dueOn))
    : states.seen(ask.words.date(one.seenAt), ask.words.date(one.dueOn))
}

const Row = ({ ask, one }: { ask: SpaceAsk; one: DocumentRequest }): VNode => {
  const words = ask.text.requests
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-date">
          <time datetime={one.askedAt}>{words.askedOn(ask.words.date(one.askedAt))}</time>
        </p>
        <h2>{one.facilityName}</h2>
        <p class="row-who">{wishWords(ask, one)}</p>
        {one.note === undefined ? null : (
          <p>
            <q>{one.note}</q>
          </p>
        )}
        <p>{stateWords(ask, one)}</p>
        {one.documentId === undefined ? null : (
          <p>
            <a href={`/my/documents/${one.documentId}`}>{words.read}</a>
          </p>
        )}
      </div>
      {one.state === 'asked' ? (
        <form method="post" action={`${requestsPath}/${one.id}/take-back`}>
          <button class="button button-quiet" type="submit">
            <span aria-hidden="true">{words.takeBack}</span>
            <span class="unseen">{words.takeBackName(one.facilityName)}</span>
          </button>
        </form>
      ) : null}
    </li>
  )
}

/** The holder's requests, newest first, each with where it stands. */
export const ownRequests = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.requests
  const own = await ask.parts.requests.listOwn(ask.visitor)
  return {
    title: words.listTitle,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <Said ask={ask} sayings={words.said} />
        <h1>{words.listHeading}</h1>
        <p class="lead">{words.listLead}</p>
        <p>
          <a class="button" href={askPath}>
            {words.link}
          </a>
        </p>
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

/** Takes one back. */
export const takeBackRequest = (ask: SpaceAsk): Promise<Redirect> =>
  takeStep(() => ask.parts.requests.takeBack(ask.visitor, pathPiece(ask.request, 'request')), {
    to: requestsPath,
    said: 'request-taken-back',
    late: requestsPath,
  })
