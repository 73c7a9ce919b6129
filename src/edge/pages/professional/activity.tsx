import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import type { OwnDeed, OwnDeedsQuery } from '../../../areas/activity/index.ts'
import { csvLine, plainCell } from '../../../platform/csv-line.ts'
import { sentenceOf, type Page, type ProfessionalAsk } from '../ask.ts'
import { Pager } from '../components/pager.tsx'
import { SelectField } from '../components/select-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { TickField } from '../components/tick-field.tsx'
import { typedDay } from '../typed-date.ts'
import { askedPath } from './asked-documents.tsx'
import { disputedPath } from './disputed-deposits.tsx'
import { ownFeedsPath } from './own-feeds.tsx'

const path = '/pro/activity'
const perPage = 100

/** Which acts are asked for, as the form, the addresses and the table carry them. Days are as typed. */
interface Asked {
  deposits: string
  secret: string
  from: string
  to: string
}

const askedIn = ({ query }: ProfessionalAsk): Asked => {
  const text = (name: string): string => (query.get(name) ?? '').trim().slice(0, 10)
  return { deposits: text('deposits'), secret: text('secret'), from: text('from'), to: text('to') }
}

const address = (at: string, asked: Asked, before?: string): string => {
  const given = Object.entries({ ...asked, before: before ?? '' }).filter(([, value]) => value !== '')
  return given.length === 0 ? at : `${at}?${new URLSearchParams(given).toString()}`
}

const isWrong = (typed: string): boolean => typed !== '' && typedDay(typed) === undefined

const queryOf = (ask: ProfessionalAsk, asked: Asked, before?: string): OwnDeedsQuery => {
  const [since, until] = [typedDay(asked.from), typedDay(asked.to)]
  return {
    onlyDeposits: asked.deposits !== '',
    withSecret: asked.secret !== '',
    count: perPage,
    ...(since === undefined ? {} : { from: ask.parts.spanOf(since).from }),
    ...(until === undefined ? {} : { to: ask.parts.spanOf(until).to }),
    ...(before === undefined ? {} : { before }),
  }
}

const Filter = ({ ask, asked }: { ask: ProfessionalAsk; asked: Asked }): VNode => {
  const words = ask.text.activity
  const day = (name: 'from' | 'to'): VNode => (
    <TextField
      name={name}
      label={words[name]}
      hint={words.dayHint}
      autocomplete="off"
      maxlength={10}
      value={asked[name]}
      fault={isWrong(asked[name]) ? words.dayWrong : undefined}
    />
  )
  return (
    <form method="get" action={path} class="stack">
      <div class="filter-line">
        {day('from')}
        {day('to')}
        <SelectField
          name="deposits"
          label={words.what}
          chosen={asked.deposits}
          options={[
            { value: '', label: words.all },
            { value: '1', label: words.onlyDeposits },
          ]}
        />
      </div>
      <TickField id="secret" name="secret" says={words.withSecret} ticked={asked.secret !== ''} />
      <p class="hint">{words.secretHint}</p>
      <p>
        <button class="button button-secondary" type="submit">
          {words.show}
        </button>
      </p>
    </form>
  )
}

const Row = ({ ask, deed }: { ask: ProfessionalAsk; deed: OwnDeed }): VNode => {
  const { text, words } = ask
  const record = `/pro/patients/${deed.spaceId}`
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-date">
          <time datetime={deed.at}>{text.access.instant(words.date(deed.at), words.time(deed.at))}</time>
        </p>
        <p>
          {deed.name === undefined ? text.activity.unseen : <a href={record}>{deed.name}</a>}
          {' – '}
          {deed.documentId === undefined ? (
            text.access.acts[deed.act]
          ) : (
            <a href={`${record}/documents/${deed.documentId}`}>{text.access.acts[deed.act]}</a>
          )}
        </p>
        <p class="row-who">{`${text.access.channels[deed.channel]} · ${sentenceOf(ask, deed.reason)}`}</p>
      </div>
    </li>
  )
}

/**
 * R23: what the professional did themselves, as each patient reads it; a hundred lines a page. Right: visits to a minor alone stand there only
 * where they are asked for, because a parent may look at the screen. Rules: DOC-24.
 */
export const activityScreen = async (ask: ProfessionalAsk): Promise<Page> => {
  const asked = askedIn(ask)
  const before = ask.query.get('before') ?? undefined
  const { deeds, next } = await ask.parts.activity.listOwn(ask.visitor, queryOf(ask, asked, before))
  const words = ask.text.activity
  return {
    title: words.title,
    side: 'professional',
    place: 'activity',
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <p class="lead">
          {words.lead} {words.kept(ask.parts.activity.keptMonths())}
        </p>
        <p>
          <a href={disputedPath}>{ask.text.disputes.author.see}</a>
        </p>
        <p>
          <a href={askedPath}>{ask.text.requests.place.see}</a>
        </p>
        <p>
          <a href={ownFeedsPath}>{ask.text.feeds.own.see}</a>
        </p>
        <Filter ask={ask} asked={asked} />
        <p>
          <a href={address(`${path}/table`, asked)} download>
            {words.file}
          </a>
        </p>
        {deeds.length === 0 ? <p class="empty">{words.none}</p> : null}
        <ul class="rows">
          {deeds.map((deed) => (
            <Row key={deed.id} ask={ask} deed={deed} />
          ))}
        </ul>
        <Pager
          ask={ask}
          labels={{ next: words.older, first: words.newest }}
          next={next === undefined ? undefined : address(path, asked, next)}
          first={before === undefined ? undefined : address(path, asked)}
        />
      </div>
    ),
  }
}

const lineOf = (ask: ProfessionalAsk, { at, name, act, reason, channel }: OwnDeed): string => {
  const { activity, access } = ask.text
  const cells = [
    ask.words.stamp(at),
    name ?? activity.unseen,
    access.acts[act],
    sentenceOf(ask, reason),
    access.channels[channel],
  ]
  return csvLine(cells.map(plainCell))
}

const writeTable = async function* (ask: ProfessionalAsk): AsyncGenerator<string> {
  const { at, patient, act, why, channel } = ask.text.activity.columns
  yield `\uFEFF${csvLine([at, patient, act, why, channel])}`
  const asked = askedIn(ask)
  let before: string | undefined
  for (let more = true; more;) {
    const { deeds, next } = await ask.parts.activity.listOwn(ask.visitor, queryOf(ask, asked, before))
    yield deeds.map((deed) => lineOf(ask, deed)).join('')
    before = next
    more = next !== undefined
  }
}

/** What the page shows, all pages of it, as a file for spreadsheets, written while it is read; times as the pages say them. */
export const sendActivity = async (ask: ProfessionalAsk): Promise<FastifyReply> =>
  ask.reply
    .header('content-disposition', 'attachment; filename="carnet-activity.csv"')
    .type('text/csv; charset=utf-8')
    .send(Readable.from(writeTable(ask)))
