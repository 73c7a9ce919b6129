import type { ComponentChildren, VNode } from 'preact'
import type { SeenCare } from '../../../areas/care-history/index.ts'
import type { CareLine } from '../../../reference/care-entry.ts'
import { findCareKind, findCareStatement } from '../../../reference/care-kinds.ts'
import type { Ask } from '../ask.ts'
import { Pill } from '../components/pill.tsx'
import { careAddress, type CareSight } from './care-paths.ts'

interface Shown {
  ask: Ask
  /** whether a professional reads it */
  isOfPatient?: boolean
  path: string
  sight: CareSight
}

const resultWords = ({ result }: CareLine): string =>
  result === undefined ? '' : [result.comparator, result.value, result.unit].filter((each) => each).join(' ')

const rangeWords = (ask: Ask, { result }: CareLine): string => {
  const { low, high } = result ?? {}
  const words = ask.text.results.range
  if (low !== undefined && high !== undefined) return words.between(low, high)
  if (low !== undefined) return words.from(low)
  return high === undefined ? '' : words.upTo(high)
}

/** What the care was, by whom, how much, and what was found. */
const Says = ({ ask, line }: { ask: Ask; line: CareLine }): VNode => {
  const { kind, giver, quantity } = line
  const amount = [quantity?.value, quantity?.unit].filter((each) => each).join(' ')
  const said = [findCareKind(kind)?.[ask.lang], giver?.name, amount].filter((each) => each).join(' · ')
  const [result, range] = [resultWords(line), rangeWords(ask, line)]
  return (
    <>
      {result === '' ? null : (
        <p>
          <strong>{result}</strong>
          {range === '' ? null : ` (${ask.text.care.range(range)})`}
        </p>
      )}
      <p>{said}</p>
    </>
  )
}

/** Where a line comes from, and since when it stands: never as if somebody had written it in the record. */
const sourceWords = (ask: Ask, { source, statement, enteredAt }: CareLine): string =>
  ask.text.care.source({
    statement: findCareStatement(statement)?.[ask.lang] ?? '',
    organisation: source.organisation.name,
    day: ask.words.date(ask.parts.dayOf(enteredAt)),
  })

const Row = (props: Shown & { seen: SeenCare; children?: ComponentChildren }): VNode => {
  const { ask, path, sight, seen, isOfPatient, children } = props
  const { line, isHidden, isSecret } = seen
  const words = ask.text.care
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-date">
          {sight.when.length >= 7 ? null : (
            <a href={careAddress(path, { ...sight, when: line.day, after: '' })}>
              <time datetime={line.day}>{ask.words.date(line.day)}</time>
            </a>
          )}
          {isHidden ? <Pill icon="hidden" tone="plain" says={words.hidden.pill} /> : null}
          {isSecret ? (
            <Pill icon="lock" tone="plain" says={isOfPatient ? words.secret.pillOfPatient : words.secret.pill} />
          ) : null}
        </p>
        <h3>{line.label}</h3>
        <Says ask={ask} line={line} />
        <p class="row-who">{sourceWords(ask, line)}</p>
      </div>
      {children}
    </li>
  )
}

/** A month, or a day: the way to what is nearer. */
const Heading = ({ ask, path, sight, when }: Shown & { when: string }): VNode => {
  const says = when.length > 7 ? ask.words.day(when) : ask.words.month(when)
  return <h2>{when === sight.when ? says : <a href={careAddress(path, { ...sight, when, after: '' })}>{says}</a>}</h2>
}

/** Lines under a heading a month, or a day where one month is looked at. */
export const CareLines = (props: Shown & { lines: readonly SeenCare[]; deeds?: (seen: SeenCare) => VNode }): VNode => {
  const { sight, lines, deeds } = props
  const groups = Map.groupBy(lines, ({ line }) => line.day.slice(0, sight.when.length >= 7 ? 10 : 7))
  return (
    <>
      {[...groups].map(([when, seen]) => (
        <section key={when} class="month">
          <Heading {...props} when={when} />
          <ul class="rows">
            {seen.map((one) => (
              <Row key={one.line.id} {...props} seen={one}>
                {deeds?.(one)}
              </Row>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** Who sends lines here, and how late they may be. */
export const CareSources = ({ ask }: { ask: Ask }): VNode => {
  const words = ask.text.care
  const feeds = ask.parts.careFeeds.feedsAt(ask.parts.dayOf(ask.parts.clock.now().toISOString()))
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{words.sources.heading}</h2>
      <p>{words.sources.lead}</p>
      <ul class="plain-list">
        {feeds.map(({ key, lateDays, ...feed }) => (
          <li key={key}>{words.sources.late(feed[ask.lang], lateDays)}</li>
        ))}
      </ul>
    </section>
  )
}
