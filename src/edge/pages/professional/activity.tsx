import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import type { OwnDeed } from '../../../areas/activity/index.ts'
import { csvLine, plainCell } from '../../../platform/csv-line.ts'
import { sentenceOf, type Page, type ProfessionalAsk } from '../ask.ts'
import { Pager } from '../components/pager.tsx'

const path = '/pro/activity'
const perPage = 100

const address = (onlyDeposits: boolean, before?: string): string => {
  const query = new URLSearchParams({
    ...(onlyDeposits ? { deposits: '1' } : {}),
    ...(before === undefined ? {} : { before }),
  }).toString()
  return query === '' ? path : `${path}?${query}`
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

/** R23: what the professional did themselves, as each patient reads it; a hundred lines a page. */
export const activityScreen = async (ask: ProfessionalAsk): Promise<Page> => {
  const onlyDeposits = ask.query.get('deposits') === '1'
  const before = ask.query.get('before') ?? undefined
  const query = { onlyDeposits, count: perPage, ...(before === undefined ? {} : { before }) }
  const { deeds, next } = await ask.parts.activity.listOwn(ask.visitor, query)
  const words = ask.text.activity
  return {
    title: words.title,
    side: 'professional',
    place: 'activity',
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <ul class="plain-list">
          <li>
            <a href={address(!onlyDeposits)}>{onlyDeposits ? words.all : words.onlyDeposits}</a>
          </li>
          <li>
            <a href={`${path}/table`} download>
              {words.file}
            </a>
          </li>
        </ul>
        {deeds.length === 0 ? <p class="empty">{words.none}</p> : null}
        <ul class="rows">
          {deeds.map((deed) => (
            <Row key={deed.id} ask={ask} deed={deed} />
          ))}
        </ul>
        <Pager
          ask={ask}
          labels={{ next: words.older, first: words.newest }}
          next={next === undefined ? undefined : address(onlyDeposits, next)}
          first={before === undefined ? undefined : address(onlyDeposits)}
        />
      </div>
    ),
  }
}

const lineOf = (ask: ProfessionalAsk, { at, name, act, reason, channel }: OwnDeed): string => {
  const { activity, access } = ask.text
  const cells = [at, name ?? activity.unseen, access.acts[act], sentenceOf(ask, reason), access.channels[channel]]
  return csvLine(cells.map(plainCell))
}

const writeTable = async function* (ask: ProfessionalAsk): AsyncGenerator<string> {
  const { at, patient, act, why, channel } = ask.text.activity.columns
  yield `\uFEFF${csvLine([at, patient, act, why, channel])}`
  let before: string | undefined
  for (let more = true; more;) {
    const query = { onlyDeposits: false, count: perPage, ...(before === undefined ? {} : { before }) }
    const { deeds, next } = await ask.parts.activity.listOwn(ask.visitor, query)
    yield deeds.map((deed) => lineOf(ask, deed)).join('')
    before = next
    more = next !== undefined
  }
}

/** The whole activity as a file for spreadsheets, written while it is read. */
export const sendActivity = async (ask: ProfessionalAsk): Promise<FastifyReply> =>
  ask.reply
    .header('content-disposition', 'attachment; filename="carnet-activity.csv"')
    .type('text/csv; charset=utf-8')
    .send(Readable.from(writeTable(ask)))
