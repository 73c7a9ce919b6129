import type { VNode } from 'preact'
import { sentenceOf, type SpaceAsk } from '../ask.ts'
import type { Passage } from '../group-passages.ts'
import { appsPath } from '../citizen/apps/apps-path.ts'
import { partyToken } from '../party-token.ts'
import { DeedLine } from './deed-line.tsx'
import { Pill } from './pill.tsx'

const actorLine = (ask: SpaceAsk, { actor, capacity, channel }: Passage, brief: boolean): string => {
  const profession =
    actor.profession === undefined ? undefined : ask.parts.labels.professionLabel(actor.profession, ask.lang)
  const capacityWords =
    actor.kind === 'holder' || actor.kind === 'system' ? undefined : ask.text.access.capacities[capacity]
  const facility = actor.facility === actor.name ? undefined : actor.facility
  // Carnet itself is in no capacity: how it came is all there is to say of it.
  const way = brief && actor.kind !== 'system' ? undefined : ask.text.access.channels[channel]
  return [profession, facility, capacityWords, way].filter((part) => part !== undefined).join(' · ')
}

const When = ({ ask, passage, inDay }: { ask: SpaceAsk; passage: Passage; inDay: boolean }): VNode => {
  const between = ask.text.access.between(ask.words.time(passage.from), ask.words.time(passage.to))
  return (
    <p class="row-date">
      <time datetime={passage.to}>{inDay ? between : `${ask.words.date(passage.to)}, ${between}`}</time>
      {passage.capacity === 'emergency' ? (
        <Pill icon="alert" tone="attention" says={ask.text.emergency.history.mark} />
      ) : null}
      {passage.effect === 'refuse' ? <Pill icon="block" tone="stop" says={ask.text.access.refused} /> : null}
    </p>
  )
}

/** Whom the holder can ask why about: a professional, an app. */
const isLetIn = ({ actor }: Passage): boolean => actor.kind === 'professional' || actor.kind === 'app'

const Deeds = ({ ask, passage }: { ask: SpaceAsk; passage: Passage }): VNode => (
  <ul class="deeds">
    {passage.deeds.map((deed) => (
      <DeedLine key={deed.line.n} ask={ask} deed={deed} explained={ask.child === undefined && isLetIn(passage)} />
    ))}
  </ul>
)

const Name = ({ ask, passage }: { ask: SpaceAsk; passage: Passage }): VNode => {
  if (passage.actor.kind === 'holder') return <h3>{ask.text.access.you}</h3>
  if (!isLetIn(passage) || ask.child !== undefined) return <h3>{passage.actor.name}</h3>
  if (passage.actor.kind === 'app')
    return (
      <h3>
        <a href={appsPath}>{passage.actor.name}</a>
      </h3>
    )
  return (
    <h3>
      <a href={`/my/access/professionals/${partyToken(ask.spaceId, passage.actor.id)}`}>{passage.actor.name}</a>
    </h3>
  )
}

/** Only who came from outside is reported: not the holder, not who stands in their place, not Carnet itself. */
const ReportLink = ({ ask, passage }: { ask: SpaceAsk; passage: Passage }): VNode | null => {
  const { actor, to, key } = passage
  if (actor.kind !== 'professional' && actor.kind !== 'software') return null
  const words = ask.text.suspicions
  return (
    <p class="row-report">
      <a href={`/my/access/history/${key}/report`}>
        <span aria-hidden="true">{words.report}</span>
        <span class="unseen">{words.reportName(actor.name, `${ask.words.date(to)}, ${ask.words.time(to)}`)}</span>
      </a>
    </p>
  )
}

/**
 * One passage: who, in what capacity, when, what; a refusal says so and why. `brief` leaves out what,
 * `blockable` adds the way to block, `reportable` the way to say that it is not recognised, `inDay` leaves out the date that a heading already says.
 */
export const PassageRow = (props: {
  ask: SpaceAsk
  passage: Passage
  brief?: boolean
  blockable?: boolean
  inDay?: boolean
  reportable?: boolean
}): VNode => {
  const { ask, passage } = props
  const words = ask.text.access
  return (
    <li class="row">
      <div class="row-main">
        <When ask={ask} passage={passage} inDay={props.inDay ?? false} />
        <Name ask={ask} passage={passage} />
        <p class="row-who">{actorLine(ask, passage, props.brief ?? false)}</p>
        {passage.effect === 'refuse' ? <p class="row-why">{sentenceOf(ask, passage.reason)}</p> : null}
        {props.brief ? null : <Deeds ask={ask} passage={passage} />}
        {props.reportable ? <ReportLink ask={ask} passage={passage} /> : null}
      </div>
      {props.blockable && passage.actor.kind === 'professional' ? (
        <a
          class="button button-quiet"
          href={`/my/access/professionals/${partyToken(ask.spaceId, passage.actor.id)}/block`}
        >
          <span aria-hidden="true">{words.block}</span>
          <span class="unseen">{words.blockName(passage.actor.name)}</span>
        </a>
      ) : null}
    </li>
  )
}
