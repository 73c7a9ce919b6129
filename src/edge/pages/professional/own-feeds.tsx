import type { VNode } from 'preact'
import type { OwnFeedCard } from '../../../areas/feeding/index.ts'
import type { Page, ProfessionalAsk } from '../ask.ts'
import { BackLink } from '../components/back-link.tsx'
import { Notice } from '../components/notice.tsx'
import { MonthTable, OwedTable, ReasonTable } from '../feeds/feed-tables.tsx'
import { NumberTable } from '../components/number-table.tsx'

/** What one's own facility sends. */
export const ownFeedsPath = '/pro/feeds'

const Asked = ({ ask, card }: { ask: ProfessionalAsk; card: OwnFeedCard }): VNode | null => {
  const { own } = ask.text.feeds
  const nameOf = (id: string): string | undefined => card.parties.find((party) => party.id === id && id !== '')?.name
  const says = [...card.asked].map(([id, { at }]) => own.asked(ask.words.date(at), nameOf(id)))
  if (says.length === 0) return null
  return (
    <Notice kind="attention">
      {says.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  )
}

const Delays = ({ ask, card }: { ask: ProfessionalAsk; card: OwnFeedCard }): VNode => {
  const { delays, delay, delayNames, documents, law } = ask.text.feeds.own
  return (
    <section>
      <h2>{delays}</h2>
      <p>{law}</p>
      <NumberTable
        label={delays}
        columns={[delay, documents]}
        numbersFrom={1}
        rows={card.delays.map((one) => ({ key: one.delay, cells: [delayNames[one.delay], one.n] }))}
      />
    </section>
  )
}

/** A facility's own card: what it owes, what it sends, how soon, why it is refused. */
export const showOwnFeeds = async (ask: ProfessionalAsk): Promise<Page> => {
  const { own } = ask.text.feeds
  const card = await ask.parts.ownFeeds.readOwn(ask.visitor)
  return {
    title: own.title,
    side: 'professional',
    place: 'activity',
    body: (
      <div class="column">
        <BackLink href="/pro/activity" says={ask.text.activity.heading} />
        <h1>{card === undefined ? own.title : own.heading(card.name)}</h1>
        {card === undefined ? (
          <p class="empty">{own.none}</p>
        ) : (
          <>
            <p class="lead">{own.lead}</p>
            <Asked ask={ask} card={card} />
            <OwedTable ask={ask} rows={card.rows} />
            <Delays ask={ask} card={card} />
            <MonthTable ask={ask} months={card.months} />
            <ReasonTable ask={ask} reasons={card.reasons} />
          </>
        )}
      </div>
    ),
  }
}
