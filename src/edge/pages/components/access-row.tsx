import type { VNode } from 'preact'
import type { AccessLine } from '../../../areas/permissions/types.ts'
import type { SpaceAsk } from '../ask.ts'
import { appsPath } from '../citizen/apps/apps-path.ts'
import { partyToken } from '../party-token.ts'
import { Pill } from './pill.tsx'

const endWords = (ask: SpaceAsk, { untils }: AccessLine, relation: AccessLine['relations'][number]) => {
  const until = untils?.[relation]
  return until === undefined ? undefined : ask.text.access.instant(ask.words.date(until), ask.words.time(until))
}

const stepOf = ({ text }: SpaceAsk, line: AccessLine, at: string): { href: string; says: string; saysWhom: string } => {
  const { access, apps } = text
  const { name, blocked, consentId } = line
  if (consentId !== undefined)
    return { href: `${at}/${consentId}/stop`, says: apps.list.stop, saysWhom: apps.list.stopName(name) }
  if (blocked) return { href: `${at}/unblock`, says: access.unblock, saysWhom: access.unblockName(name) }
  return { href: `${at}/block`, says: access.block, saysWhom: access.blockName(name) }
}

/** One person, facility or app that can enter: name, role, since and until when; one button to block, to let in again, or to stop. */
export const AccessRow = ({ ask, line }: { ask: SpaceAsk; line: AccessLine }): VNode => {
  const words = ask.text.access
  const at =
    line.consentId !== undefined ? appsPath : `/my/access/professionals/${partyToken(ask.spaceId, line.partyId)}`
  const step = stepOf(ask, line, at)
  const profession =
    line.profession === undefined ? undefined : ask.parts.labels.professionLabel(line.profession, ask.lang)
  const who = [profession, line.facility].filter((part) => part !== undefined).join(' · ')
  return (
    <li class="row">
      <div class="row-main">
        <h3>
          <a href={at}>{line.name}</a>
        </h3>
        {who === '' ? null : <p class="row-who">{who}</p>}
        <p class="pills">
          {line.blocked ? <Pill icon="block" tone="stop" says={words.blocked} /> : null}
          {line.relations.map((relation) => (
            <Pill
              key={relation}
              icon={relation === 'author' ? 'record' : 'check'}
              tone={relation === 'author' || line.blocked ? 'plain' : 'voice'}
              says={words.tie(words.relations[relation], endWords(ask, line, relation))}
            />
          ))}
          <span class="quiet">{words.since(ask.words.date(line.since))}</span>
        </p>
      </div>
      <a class="button button-quiet" href={step.href}>
        <span aria-hidden="true">{step.says}</span>
        <span class="unseen">{step.saysWhom}</span>
      </a>
    </li>
  )
}
