import type { VNode } from 'preact'
import type { Page, SpaceAsk } from '../ask.ts'
import { DoorCard } from '../components/door-card.tsx'
import { Icon } from '../components/icon.tsx'
import { appsPath } from './apps/apps-path.ts'
import { requestsPath } from './requests/requests-path.ts'
import { privacyPath } from './privacy-screen.tsx'

const DataDoors = ({ ask }: { ask: SpaceAsk }): VNode => {
  const words = ask.text.settings.more
  return (
    <ul class="doors doors-flat">
      <DoorCard icon="apps" href={appsPath} name={words.apps.name} says={words.apps.says} />
      <DoorCard icon="down" href="/my/copy" name={words.copy.name} says={words.copy.says} />
      <DoorCard
        icon="record"
        href="/my/objections"
        name={ask.text.objections.listHeading}
        says={ask.text.objections.listLead}
      />
      <DoorCard
        icon="record"
        href={requestsPath}
        name={ask.text.requests.listHeading}
        says={ask.text.requests.listLead}
      />
      <DoorCard
        icon="alert"
        href="/my/disputes"
        name={ask.text.disputes.listHeading}
        says={ask.text.disputes.listLead}
      />
      <DoorCard icon="block" href="/my/close" name={words.close.name} says={words.close.says} />
    </ul>
  )
}

/** T1: everything else, in one flat list. */
export const more = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.settings.more
  const isMinor = await ask.parts.families.isMinor(ask.spaceId)
  return {
    title: words.title,
    side: 'citizen',
    place: 'more',
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <h2>{words.me}</h2>
        <ul class="doors doors-flat">
          {isMinor ? (
            <DoorCard icon="hidden" href={privacyPath} name={words.privacy.name} says={words.privacy.says} />
          ) : (
            <DoorCard icon="patients" href="/my/children" name={words.children.name} says={words.children.says} />
          )}
          <DoorCard icon="lock" href="/my/security" name={words.security.name} says={words.security.says} />
          <DoorCard icon="mail" href="/my/notices" name={words.notices.name} says={words.notices.says} />
          <DoorCard
            icon="info"
            href="/my/talk-first"
            name={ask.text.talkFirst.door.name}
            says={ask.text.talkFirst.door.says}
          />
          <DoorCard icon="display" href="/my/settings/display" name={words.display.name} says={words.display.says} />
        </ul>
        <h2>{words.data}</h2>
        <DataDoors ask={ask} />
        <h2>{words.help}</h2>
        <ul class="doors doors-flat">
          <DoorCard icon="access" href="/who-can-see" name={words.whoCanSee.name} says={words.whoCanSee.says} />
          <DoorCard
            icon="mail"
            href="/is-this-message-real"
            name={words.realMessage.name}
            says={words.realMessage.says}
          />
          <DoorCard icon="info" href="/accessibility" name={words.accessibility.name} says={words.accessibility.says} />
        </ul>
        <h2>{words.leave}</h2>
        <form method="post" action="/sign-out">
          <button class="button button-secondary" type="submit">
            <Icon name="leave" />
            {ask.text.shell.signOut}
          </button>
        </form>
      </div>
    ),
  }
}
