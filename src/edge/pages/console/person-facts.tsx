import type { VNode } from 'preact'
import type { DeskEvent, PersonFacts } from '../../../areas/enrolment/index.ts'
import type { StaffAsk } from '../ask.ts'
import { FactList, type Fact } from '../components/fact-list.tsx'
import { wordOf } from './word-of.ts'

const codeWords = (ask: StaffAsk, { code }: PersonFacts): string => {
  const words = ask.text.staffConsole.person.codes
  const day = (iso: string | undefined): string => (iso === undefined ? '' : ask.words.date(iso))
  if (code.state === 'live') return words.live(day(code.expiresAt))
  if (code.state === 'used') return words.used(day(code.usedAt))
  return code.state === 'expired' ? words.expired(day(code.expiresAt)) : words.none
}

const reachWords = (ask: StaffAsk, { reach }: PersonFacts): string => {
  const words = ask.text.staffConsole.person
  const ways = [reach.email, reach.phone, reach.post ? words.byPost : undefined].filter((way) => way !== undefined)
  return ways.length === 0 ? words.nowhere : ways.join(', ')
}

const dueFact = (ask: StaffAsk, { dueKind, dueAt }: PersonFacts): Fact[] => {
  const words = ask.text.staffConsole.person.dueNames
  return dueKind === null || dueAt === null
    ? []
    : [{ name: wordOf(words, dueKind), says: ask.words.day(new Date(Date.parse(dueAt)).toISOString()) }]
}

/** Where an enrolment stands: states and dates, whether somebody can be reached, where their code is. */
export const PersonFactList = ({ ask, facts }: { ask: StaffAsk; facts: PersonFacts }): VNode => {
  const words = ask.text.staffConsole.person
  const { noticedAt, activatedAt } = facts
  return (
    <FactList
      facts={[
        { name: words.state, says: wordOf(words.states, facts.state) },
        { name: words.since, says: ask.words.date(facts.stateSince) },
        ...(noticedAt === null ? [] : [{ name: words.noticedOn, says: ask.words.date(noticedAt) }]),
        ...dueFact(ask, facts),
        { name: words.activated, says: activatedAt === null ? words.notActivated : ask.words.date(activatedAt) },
        { name: words.code, says: codeWords(ask, facts) },
        { name: words.reach, says: reachWords(ask, facts) },
      ]}
    />
  )
}

/** What happened, oldest first: the event, by which way, who in kind. */
export const EventList = (props: {
  ask: StaffAsk
  events: readonly (DeskEvent & { how?: string })[]
  none: string
}): VNode => {
  const words = props.ask.text.staffConsole.person
  const hows = props.ask.text.counterDesk.live.by
  if (props.events.length === 0) return <p>{props.none}</p>
  return (
    <ol class="console-list">
      {props.events.map(({ at, kind, channel, by, how }, index) => (
        <li key={index}>
          {props.ask.words.date(at)}, {props.ask.words.time(at)} – <strong>{wordOf(words.eventKinds, kind)}</strong>
          {how === undefined ? null : ` ${wordOf(hows, how)}`}, {wordOf(words.eventChannels, channel)} (
          {wordOf(words.by, by)})
        </li>
      ))}
    </ol>
  )
}
