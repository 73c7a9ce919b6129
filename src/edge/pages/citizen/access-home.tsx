import type { VNode } from 'preact'
import type { AccessLine, PermissionLine } from '../../../areas/permissions/types.ts'
import type { Page, SpaceAsk } from '../ask.ts'
import { AccessRow } from '../components/access-row.tsx'
import { BlockDone } from '../components/block-done.tsx'
import { Icon } from '../components/icon.tsx'
import { OwnCases } from '../components/own-cases.tsx'
import { PauseNotice } from '../components/pause-notice.tsx'
import { PassageRow } from '../components/passage-row.tsx'
import { Said } from '../components/said.tsx'
import { ShareRow } from '../components/share-row.tsx'
import { groupPassages, type Passage } from '../group-passages.ts'
import { appsPath } from './apps/apps-path.ts'
import { InAnEmergency } from './emergency-rule.tsx'
import { ForNewDocuments } from './new-documents.tsx'

const weight = (line: AccessLine): number => {
  const order = (['treating-doctor', 'administrator', 'care-team', 'permitted'] as const).findIndex((kind) =>
    line.relations.includes(kind),
  )
  return order === -1 ? 4 : order
}

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
              reportable
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

const Shares = ({ ask, shares }: { ask: SpaceAsk; shares: readonly PermissionLine[] }): VNode => {
  const words = ask.text.sharing
  return (
    <section aria-labelledby="shares">
      <h2 id="shares">{words.list.heading}</h2>
      {shares.length === 0 ? <p class="empty">{words.list.none}</p> : null}
      <ul class="rows">
        {shares.map((share) => (
          <ShareRow key={share.id} ask={ask} share={share} />
        ))}
      </ul>
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

/** X1: who looked, what is shared, who can enter, what happens in an emergency. Every person has their way to be blocked. */
export const accessHome = async (ask: SpaceAsk): Promise<Page> => {
  const history = await ask.parts.history.readHistory(ask.visitor, ask.spaceId, { who: 'others', count: 60 })
  const lines = await ask.parts.permissions.listAccess(ask.visitor, ask.spaceId)
  const rule = await ask.parts.emergencies.readRule(ask.visitor, ask.spaceId)
  const shares = await ask.parts.permissions.listPermissions(ask.visitor, ask.spaceId)
  const cases = await ask.parts.suspicions.listOwn(ask.visitor)
  const words = ask.text.access.home
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <BlockDone ask={ask} lines={lines} />
        <Said
          ask={ask}
          sayings={{ ...ask.text.leaving.saidOfPause, ...ask.text.sharing.said, ...ask.text.suspicions.said }}
        />
        <div class="heading-row">
          <h1>{words.heading}</h1>
          <a class="button" href="/my/share">
            {ask.text.sharing.share.start}
          </a>
        </div>
        <PauseNotice ask={ask} since={history.pausedSince} />
        <Looked
          ask={ask}
          passages={groupPassages(history.lines).slice(0, 5)}
          blocked={new Set(lines.filter((line) => line.blocked).map((line) => line.partyId))}
        />
        <Shares ask={ask} shares={shares.filter(({ app }) => app === undefined)} />
        <OwnCases ask={ask} cases={cases} />
        <CanEnter
          ask={ask}
          lines={lines.toSorted((a, b) => weight(a) - weight(b))}
          isPaused={history.pausedSince !== undefined}
        />
        <p>
          <a class="onward" href={appsPath}>
            {ask.text.apps.list.heading}
            <Icon name="next" />
          </a>
        </p>
        <p>
          <a class="onward" href="/my/access/rules">
            {ask.text.sight.rules.link}
            <Icon name="next" />
          </a>
        </p>
        <ForNewDocuments ask={ask} isHidden={await ask.parts.documents.areNewHidden(ask.visitor)} />
        <InAnEmergency ask={ask} rule={rule} />
      </div>
    ),
  }
}
