import type { FastifyReply } from 'fastify'
import type { SuspicionCase } from '../../../areas/suspicions/index.ts'
import type { Page, StaffAsk } from '../ask.ts'
import { consolePage } from './console-page.tsx'
import { Counts, sendCsv, type CountTable } from './count-table.tsx'
import { wordOf } from './word-of.ts'

/** Who a case is about; `*` is everybody who records a consent. */
export const partyName = (ask: StaffAsk, { party }: Pick<SuspicionCase, 'party'>): string =>
  party.id === '*' ? ask.text.suspicionDesk.wholeCountry : party.name

const stateOf = (ask: StaffAsk, { outcome, dueOn, held }: SuspicionCase): string => {
  const { states, onHold } = ask.text.suspicionDesk
  const late = dueOn < ask.parts.staffRooms.today()
  const state = outcome === undefined ? (late ? states.late : states.open) : states.answered
  return held ? `${state}, ${onHold}` : state
}

const tableOf = (ask: StaffAsk, cases: readonly SuspicionCase[]): CountTable => {
  const words = ask.text.suspicionDesk
  return {
    label: words.heading,
    columns: Object.values(words.columns),
    rows: cases.map((one) => ({
      key: one.id,
      cells: [
        one.number,
        partyName(ask, one),
        wordOf(words.sources, one.source),
        ask.words.date(one.openedAt),
        ask.words.date(one.dueOn),
        stateOf(ask, one),
      ],
    })),
  }
}

/** O19: the queue of suspicious accesses, the most due first. */
export const showSuspicions = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.suspicionDesk
  const cases = await ask.parts.suspicionDesk.list(ask.visitor)
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, lead: words.lead, place: 'today', wide: true },
    cases.length === 0 ? (
      <p>{words.empty}</p>
    ) : (
      <Counts
        ask={ask}
        table={tableOf(ask, cases)}
        href="/console/accesses/csv"
        first={(id, number) => <a href={`/console/accesses/${id}`}>{number}</a>}
      />
    ),
  )
}

/** The same as a file. */
export const sendSuspicions = async (ask: StaffAsk): Promise<FastifyReply> =>
  sendCsv(ask, tableOf(ask, await ask.parts.suspicionDesk.list(ask.visitor)), ask.text.suspicionDesk.file)
