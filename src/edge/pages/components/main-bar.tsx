import type { VNode } from 'preact'
import { mayDo, staffDeeds } from '../../../areas/enrolment/index.ts'
import type { Ask, Page, Place } from '../ask.ts'
import { Icon, type IconName } from './icon.tsx'

interface BarItem {
  place: Exclude<Place, 'none'>
  icon: IconName
  href: string
  /** the deed whose roles see it; everybody of this side when absent */
  deed?: string
}

const places: Record<Exclude<Page['side'], 'public'>, BarItem[]> = {
  citizen: [
    { place: 'home', icon: 'home', href: '/my' },
    { place: 'record', icon: 'record', href: '/my/documents' },
    { place: 'access', icon: 'access', href: '/my/access' },
    { place: 'more', icon: 'more', href: '/my/more' },
  ],
  professional: [
    { place: 'patients', icon: 'patients', href: '/pro' },
    { place: 'activity', icon: 'record', href: '/pro/activity' },
  ],
  console: [
    { place: 'today', icon: 'home', href: '/console', deed: 'today-view' },
    { place: 'campaigns', icon: 'mail', href: '/console/campaigns', deed: 'campaign-view' },
    { place: 'exceptions', icon: 'alert', href: '/console/exceptions', deed: 'exceptions-view' },
    { place: 'persons', icon: 'search', href: '/console/persons', deed: 'desk-find' },
    { place: 'counter', icon: 'patients', href: '/console/counter', deed: 'counter-start' },
    { place: 'refusals', icon: 'record', href: '/console/refusals', deed: 'refusals-view' },
  ],
}

const itemsFor = ({ ask, side }: { ask: Ask; side: Exclude<Page['side'], 'public'> }): BarItem[] => {
  const actor = ask.session?.actor
  const roles = actor?.kind === 'staff' ? actor.roles : []
  return places[side].filter(({ deed }) => deed === undefined || mayDo(roles, deed, staffDeeds))
}

/** The fixed places, same order everywhere: at the foot of a phone, at the top of a wide screen. */
export const MainBar = (props: { ask: Ask; side: Exclude<Page['side'], 'public'>; place: Place }): VNode => (
  <nav class="main-bar" aria-label={props.ask.text.shell.mainBar}>
    <ul>
      {itemsFor(props).map((item) => (
        <li key={item.place}>
          <a href={item.href} aria-current={item.place === props.place ? 'page' : undefined}>
            <Icon name={item.icon} />
            <span>{props.ask.text.shell.places[item.place]}</span>
          </a>
        </li>
      ))}
    </ul>
    {props.side !== 'citizen' && props.ask.session !== undefined ? (
      <p class="main-bar-who">{props.ask.session.actor.name}</p>
    ) : null}
  </nav>
)
