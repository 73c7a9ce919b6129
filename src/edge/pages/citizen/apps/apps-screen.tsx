import type { VNode } from 'preact'
import type { PermissionLine } from '../../../../areas/permissions/types.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ConfirmChange } from '../../components/confirm-change.tsx'
import { Said } from '../../components/said.tsx'
import { pathPiece } from '../../form-fields.ts'
import { untilWords } from '../../sharing-words.ts'
import { takeStep } from '../../take-step.ts'
import { appWords } from './app-words.ts'
import { appsPath } from './apps-path.ts'

const appsOf = async ({ parts, visitor, spaceId }: SpaceAsk): Promise<PermissionLine[]> =>
  (await parts.permissions.listPermissions(visitor, spaceId)).filter(({ app }) => app !== undefined)

const nameOf = ({ party }: PermissionLine): string => party?.name ?? ''

const Row = ({ ask, line }: { ask: SpaceAsk; line: PermissionLine }): VNode => {
  const words = ask.text.apps.list
  return (
    <li class="row">
      <div class="row-main">
        <h2>{nameOf(line)}</h2>
        <p class="row-who">{words.by(line.app?.publisher ?? '')}</p>
        <p>{appWords(ask, line)}</p>
        <p>{untilWords(ask, line.until)}</p>
      </div>
      <a class="button button-quiet" href={`${appsPath}/${line.id}/stop`}>
        <span aria-hidden="true">{words.stop}</span>
        <span class="unseen">{words.stopName(nameOf(line))}</span>
      </a>
    </li>
  )
}

/** X9: the apps that may enter: what they read, until when, the way to stop each. */
export const appsScreen = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.apps
  const lines = await appsOf(ask)
  return {
    title: words.list.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <BackLink href="/my/access" says={ask.text.access.home.heading} />
        <Said ask={ask} sayings={words.said} />
        <h1>{words.list.heading}</h1>
        <p class="lead">{words.list.lead}</p>
        {lines.length === 0 ? (
          <p class="empty">{words.list.none}</p>
        ) : (
          <ul class="rows">
            {lines.map((line) => (
              <Row key={line.id} ask={ask} line={line} />
            ))}
          </ul>
        )}
        <p class="quiet">{words.list.how}</p>
      </div>
    ),
  }
}

/** Before stopping: the effect, and what cannot be taken back. */
export const askToStopApp = async (ask: SpaceAsk): Promise<Page> => {
  const line = (await appsOf(ask)).find(({ id }) => id === pathPiece(ask.request, 'consent'))
  if (line === undefined) throw new Problem('absent', 'page-not-found')
  const words = ask.text.apps.stop
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.heading(nameOf(line))}
        says={words.effects}
        button={{ says: words.yes, isStop: true }}
        back={appsPath}
      />
    ),
  }
}

/** Stops an app: it holds from the very next request. */
export const stopApp = (ask: SpaceAsk): Promise<Redirect> => {
  const { permissions } = ask.parts
  return takeStep(() => permissions.endPermission(ask.visitor, ask.spaceId, pathPiece(ask.request, 'consent')), {
    to: appsPath,
    said: 'app-stopped',
    late: appsPath,
  })
}
