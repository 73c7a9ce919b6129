import type { VNode } from 'preact'
import type { AccessLine } from '../../../areas/permissions/types.ts'
import type { Page, SpaceAsk } from '../ask.ts'
import { AccessRow } from '../components/access-row.tsx'
import { BlockDone } from '../components/block-done.tsx'
import { Icon } from '../components/icon.tsx'
import { PauseNotice } from '../components/pause-notice.tsx'
import { PassageRow } from '../components/passage-row.tsx'
import { Said } from '../components/said.tsx'
import { groupPassages, type Passage } from '../group-passages.ts'

const weight = (line: AccessLine): number =>
  line.relations.includes('treating-doctor') ? 0 : line.relations.includes('care-team') ? 1 : 2

const Looked = (props: { ask: SpaceAsk; passages: readonly Passage[]; blocked: ReadonlySet<string> }): VNode => {
  const words = props.ask.text.access.home
  return (
    <section aria-labelledby="looked">
      <h2 id="looked">{words.looked}</h2>
      <p class="quiet">{words.lookedSays}</p>
      {props.passages.length === 0 ? (
        <p class="empty">{words.nobody}</p>
      ) : (
        <ul class="rows">
          {props.passages.map((passage) => (
            <PassageRow
              key={passage.key}
              ask={props.ask}
              passage={passage}
              blockable={!props.blocked.has(passage.actor.id)}
            />
          ))}
        </ul>
      )}
      <p>
        <a class="onward" href="/my/access/history">
          {words.all}
          <Icon name="next" />
        </a>
      </p>
    </section>
  )
}

const CanEnter = (props: { ask: SpaceAsk; lines: readonly AccessLine[]; isPaused: boolean }): VNode => {
  const { ask, lines, isPaused } = props
  const words = ask.text.access.home
  return (
    <section aria-labelledby="enter">
      <h2 id="enter">{isPaused ? words.enterAfterPause : words.enter}</h2>
      {lines.length === 0 ? (
        <p class="empty">{words.nobodyCan}</p>
      ) : (
        <>
          <p class="quiet">{words.enterSays}</p>
          <ul class="rows">
            {lines.map((line) => (
              <AccessRow key={line.partyId} ask={ask} line={line} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** X1: who looked, who can enter, what happens in an emergency. Every person has their way to be blocked. */
export const accessHome = async (ask: SpaceAsk): Promise<Page> => {
  const history = await ask.parts.history.readHistory(ask.visitor, ask.spaceId, { who: 'others', count: 60 })
  const lines = await ask.parts.permissions.listAccess(ask.visitor, ask.spaceId)
  const words = ask.text.access.home
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <BlockDone ask={ask} lines={lines} />
        <Said ask={ask} sayings={ask.text.leaving.saidOfPause} />
        <h1>{words.heading}</h1>
        <PauseNotice ask={ask} since={history.pausedSince} />
        <Looked
          ask={ask}
          passages={groupPassages(history.lines).slice(0, 5)}
          blocked={new Set(lines.filter((line) => line.blocked).map((line) => line.partyId))}
        />
        <CanEnter
          ask={ask}
          lines={lines.toSorted((a, b) => weight(a) - weight(b))}
          isPaused={history.pausedSince !== undefined}
        />
        <p>
          <a class="onward" href="/my/access/rules">
            {ask.text.sight.rules.link}
            <Icon name="next" />
          </a>
        </p>
        <section aria-labelledby="emergency">
          <h2 id="emergency">{words.emergency}</h2>
          <p>{words.emergencySays}</p>
        </section>
      </div>
    ),
  }
}
