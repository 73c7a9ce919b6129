import type { VNode } from 'preact'
import type { Child, ReceivedRequest, SentRequest } from '../../../../areas/enrolment/index.ts'
import type { SpaceAsk } from '../../ask.ts'

const sayOf = (ask: SpaceAsk, { standing, askedAt, endsAt, settledAt }: SentRequest): string => {
  const words = ask.text.parents.standings
  const day = (at: string): string => ask.words.date(at)
  return words[standing](day(askedAt), day(settledAt ?? endsAt))
}

/** What became of a parent's requests to the other one, on the child's line. */
export const SentRequests = ({ ask, child }: { ask: SpaceAsk; child: Child }): VNode | null =>
  child.requests.length === 0 ? null : (
    <ul class="plain quiet">
      {child.requests.map((request) => (
        <li key={request.askedAt}>{sayOf(ask, request)}</li>
      ))}
    </ul>
  )

/** The requests of other parents, above one's own list. */
export const ReceivedRequests = (props: { ask: SpaceAsk; received: readonly ReceivedRequest[] }): VNode | null => {
  const { ask, received } = props
  const words = ask.text.parents.received
  if (received.length === 0) return null
  return (
    <section aria-labelledby="received">
      <h2 id="received">{words.list}</h2>
      <ul class="rows">
        {received.map(({ id, inviterName, childName, endsAt }) => (
          <li key={id} class="row">
            <div class="row-main">
              <p>{words.asks(inviterName, childName)}</p>
              <p class="quiet">{words.endsOn(ask.words.date(endsAt))}</p>
            </div>
            <a
              class="button button-secondary"
              href={`/my/children/requests/${id}`}
              aria-label={words.answerFor(childName)}
            >
              {words.answer}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
