import type { VNode } from 'preact'
import type { Ask, Page, Place } from '../ask.ts'
import { Icon, type IconName } from './icon.tsx'

const places: Record<'citizen' | 'professional', { place: Exclude<Place, 'none'>; icon: IconName; href: string }[]> = {
  citizen: [
    { place: 'home', icon: 'home', href: '/my' },
    { place: 'record', icon: 'record', href: '/my/documents' },
    { place: 'access', icon: 'access', href: '/my/access' },
    { place: 'more', icon: 'more', href: '/my/more' },
  ],
  professional: [{ place: 'patients', icon: 'patients', href: '/pro' }],
}

/** The fixed places, same order everywhere: at the foot of a phone, at the top of a wide screen. */
export const MainBar = (props: { ask: Ask; side: Exclude<Page['side'], 'public'>; place: Place }): VNode => (
  <nav class="main-bar" aria-label={props.ask.text.shell.mainBar}>
    <ul>
      {places[props.side].map((item) => (
        <li key={item.place}>
          <a href={item.href} aria-current={item.place === props.place ? 'page' : undefined}>
            <Icon name={item.icon} />
            <span>{props.ask.text.shell.places[item.place]}</span>
          </a>
        </li>
      ))}
    </ul>
    {props.side === 'professional' && props.ask.session !== undefined ? (
      <p class="main-bar-who">{props.ask.session.actor.name}</p>
    ) : null}
  </nav>
)
