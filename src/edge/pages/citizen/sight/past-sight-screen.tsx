import type { VNode } from 'preact'
import type { PastSight } from '../../../../areas/history/types.ts'
import { sentenceOf, type Page, type SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { DocumentTitle } from '../../components/document-title.tsx'
import { PassageRow } from '../../components/passage-row.tsx'
import { PlainList } from '../../components/plain-list.tsx'
import { TableHead } from '../../components/table-head.tsx'
import { TextField } from '../../components/text-field.tsx'
import { pathPiece } from '../../form-fields.ts'
import { groupPassages } from '../../group-passages.ts'
import { dayAsTyped, typedDay } from '../../typed-date.ts'

type Words = SpaceAsk['text']['sight']['past']

const order: readonly PastSight['viewers'][number]['sight'][] = ['all-day', 'part', 'no']

const whoOf = (ask: SpaceAsk, viewer: PastSight['viewers'][number]): string => {
  if (viewer.isFacility) return ask.text.sight.past.facility
  const profession = viewer.profession && ask.parts.labels.professionLabel(viewer.profession, ask.lang)
  return [profession, viewer.facility].filter(Boolean).join(' · ')
}

const Cell = ({ name, says }: { name: string; says: string }): VNode => (
  <td role="cell">
    <span class="cell-name" aria-hidden="true">
      {name}
    </span>
    {says}
  </td>
)

const Viewers = ({ ask, past, words }: { ask: SpaceAsk; past: PastSight; words: Words }): VNode => {
  const viewers = past.viewers.toSorted((a, b) => order.indexOf(a.sight) - order.indexOf(b.sight))
  if (viewers.length === 0) return <p class="empty">{words.nobody}</p>
  return (
    <table class="plain-table cards-when-narrow" role="table">
      <caption class="unseen">{words.table}</caption>
      <TableHead names={[words.columns.who, words.columns.could, words.columns.why]} />
      <tbody role="rowgroup">
        {viewers.map((viewer) => (
          <tr key={viewer.partyId} role="row">
            <th scope="row" role="rowheader">
              {viewer.name}
              <span class="quiet">{whoOf(ask, viewer)}</span>
            </th>
            <Cell name={words.columns.could} says={words.sights[viewer.sight]} />
            <Cell name={words.columns.why} says={sentenceOf(ask, viewer.reason)} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Looked = ({ ask, past, words }: { ask: SpaceAsk; past: PastSight; words: Words }): VNode => (
  <section aria-labelledby="looked">
    <h2 id="looked">{words.looked}</h2>
    {past.looks.length === 0 ? <p class="empty">{words.nobodyLooked}</p> : null}
    <ul class="rows">
      {groupPassages(past.looks).map((passage) => (
        <PassageRow key={passage.key} ask={ask} passage={passage} brief />
      ))}
    </ul>
  </section>
)

const Limits = ({ ask, past, words }: { ask: SpaceAsk; past: PastSight; words: Words }): VNode => {
  const kept = past.keptFrom === undefined ? [] : [words.keptFrom(ask.words.date(past.keptFrom))]
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">{words.limits}</h2>
      <PlainList says={[...words.always, ...kept, ...past.gaps.map((gap) => words.gaps[gap])]} />
    </section>
  )
}

/** A day of which nothing is kept any more: who could see, and who looked, are not known. */
const Forgotten = ({ ask, keptFrom }: { ask: SpaceAsk; keptFrom: string }): VNode => (
  <p class="empty">{ask.text.sight.past.forgotten(ask.parts.journalYears(), ask.words.date(keptFrom))}</p>
)

const DayForm = ({ ask, typed, fault }: { ask: SpaceAsk; typed: string; fault: boolean }): VNode => {
  const words = ask.text.sight.past
  return (
    <form method="get" action={ask.path} class="filter-line">
      <TextField
        name="day"
        label={words.day}
        hint={words.dayHint}
        autocomplete="off"
        maxlength={10}
        value={typed}
        fault={fault ? words.dayWrong : undefined}
      />
      <button class="button button-secondary" type="submit">
        {words.apply}
      </button>
    </form>
  )
}

const Told = ({ ask, past, day }: { ask: SpaceAsk; past: PastSight; day: string }): VNode => {
  const words = ask.text.sight.past
  const { isForgotten, keptFrom } = past
  if (isForgotten && keptFrom !== undefined)
    return (
      <>
        <h2>{words.on(ask.words.date(day))}</h2>
        <Forgotten ask={ask} keptFrom={keptFrom} />
      </>
    )
  return (
    <>
      <h2>{words.on(ask.words.date(day))}</h2>
      {past.isThere ? (
        <Viewers ask={ask} past={past} words={words} />
      ) : (
        <p class="empty">
          {[words.notThere, past.journalBegan && words.began(ask.words.date(past.journalBegan))]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
      <Looked ask={ask} past={past} words={words} />
      <Limits ask={ask} past={past} words={words} />
    </>
  )
}

/** D10, another day: who could have seen a document, as far as the journal tells, and what it does not tell. Right: rules ACC-25. */
export const pastSightScreen = async (ask: SpaceAsk): Promise<Page> => {
  const today = ask.parts.dayOf(ask.parts.clock.now().toISOString())
  const typed = ask.query.get('day') ?? dayAsTyped(today)
  const asked = typedDay(typed)
  const isFault = asked === undefined || asked > today
  const day = isFault ? today : asked
  const past = await ask.parts.history.whoCouldSee(ask.visitor, ask.spaceId, {
    documentId: pathPiece(ask.request, 'id'),
    span: ask.parts.spanOf(day),
  })
  const words = ask.text.sight.past
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink href={ask.path.replace(/who-could-see$/, 'who-sees')} says={ask.text.record.whoSees.heading} />
        <h1>{words.heading}</h1>
        <p class="lead">
          <strong>
            <DocumentTitle ask={ask} entry={past.entry} />
          </strong>
          <span class="quiet">{words.lead}</span>
        </p>
        <DayForm ask={ask} typed={typed} fault={isFault} />
        {isFault ? null : <Told ask={ask} past={past} day={day} />}
      </div>
    ),
  }
}
