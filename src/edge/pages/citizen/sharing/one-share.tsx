import type { VNode } from 'preact'
import type { PermissionLine } from '../../../../areas/permissions/types.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Icon } from '../../components/icon.tsx'
import { QrSquare } from '../../components/qr-square.tsx'
import { pathPiece } from '../../form-fields.ts'
import { partyToken } from '../../party-token.ts'
import { scopeWords, untilWords } from '../../sharing-words.ts'
import { takeStep } from '../../take-step.ts'

/** The code, where the page before has just made it: it is of this share or it is not shown. */
const freshCode = (ask: SpaceAsk, share: PermissionLine): string | undefined => {
  const code = ask.passing?.said === 'shared' ? ask.passing.about : undefined
  return code !== undefined && ask.parts.permissions.shareIdOf(code) === share.id ? code : undefined
}

const Code = ({ ask, share, code }: { ask: SpaceAsk; share: PermissionLine; code: string }): VNode => {
  const words = ask.text.sharing.one
  const { until } = share
  return (
    <section class="card share-code" aria-label={words.heading}>
      <p>
        <code class="figures secret">{ask.parts.permissions.printShareCode(code)}</code>
      </p>
      <p>{until === null ? words.sayEndless : words.say(ask.words.day(until), ask.words.time(until))}</p>
      <p>
        <strong>{words.once}</strong>
      </p>
      <QrSquare text={code} says={words.square} />
    </section>
  )
}

const Users = ({ ask, share }: { ask: SpaceAsk; share: PermissionLine }): VNode => {
  const words = ask.text.sharing.list
  return share.users.length === 0 ? (
    <>{words.unused}</>
  ) : (
    <ul class="plain-list">
      {share.users.map(({ partyId, name, since }) => (
        <li key={partyId}>
          <a href={`/my/access/professionals/${partyToken(ask.spaceId, partyId)}`}>
            {words.usedBy(name, ask.words.date(since))}
          </a>
        </li>
      ))}
    </ul>
  )
}

const Facts = ({ ask, share }: { ask: SpaceAsk; share: PermissionLine }): VNode => {
  const words = ask.text.sharing.one
  return (
    <section class="card" aria-label={words.what}>
      <FactList
        facts={[
          { name: words.what, says: scopeWords(ask, share) },
          { name: words.ends, says: untilWords(ask, share.until) },
          { name: words.users, says: share.party === undefined ? <Users ask={ask} share={share} /> : undefined },
        ]}
      />
    </section>
  )
}

const drawOver = (ask: SpaceAsk): Page => {
  const words = ask.text.sharing.one
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    status: 404,
    body: (
      <div class="column">
        <h1>{words.overHeading}</h1>
        <p>{words.overSays}</p>
        <p class="button-row">
          <a class="button" href="/my/share">
            {words.again}
          </a>
          <a href="/my/access">{ask.text.access.home.heading}</a>
        </p>
      </div>
    ),
  }
}

/** X5: one share: its code the first time, what it shows, until when, who entered by it, one button that stops it. */
export const oneShare = async (ask: SpaceAsk): Promise<Page> => {
  const shares = await ask.parts.permissions.listPermissions(ask.visitor, ask.spaceId)
  const share = shares.find(({ id }) => id === pathPiece(ask.request, 'share'))
  if (share === undefined) return drawOver(ask)
  const words = ask.text.sharing
  const code = freshCode(ask, share)
  const { party } = share
  return {
    title: words.one.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <p class="no-print">
          <a class="onward" href="/my/access">
            <Icon name="back" />
            {ask.text.access.home.heading}
          </a>
        </p>
        <h1>{party === undefined ? words.one.heading : words.one.headingNamed(party.name)}</h1>
        {code === undefined ? null : <Code ask={ask} share={share} code={code} />}
        {party === undefined && code === undefined ? <p>{words.one.gone}</p> : null}
        {party === undefined ? <p class="quiet">{words.one.told}</p> : null}
        <Facts ask={ask} share={share} />
        <form method="post" action={`${ask.path}/stop`} class="no-print">
          <button class="button button-stop" type="submit">
            {words.list.stop}
          </button>
        </form>
      </div>
    ),
  }
}

/** Stops a share: in one press, and from the very next request on. */
export const stopShare = (ask: SpaceAsk): Promise<Redirect> => {
  const { permissions } = ask.parts
  return takeStep(() => permissions.endPermission(ask.visitor, ask.spaceId, pathPiece(ask.request, 'share')), {
    to: '/my/access',
    said: 'share-stopped',
    late: '/my/access',
  })
}
