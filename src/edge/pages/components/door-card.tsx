import type { VNode } from 'preact'
import { Icon, type IconName } from './icon.tsx'

/** A large link: an icon, a name, one sentence. */
export const DoorCard = (props: { icon: IconName; href: string; name: string; says: string }): VNode => (
  <li class="door">
    <Icon name={props.icon} />
    <div>
      <a href={props.href}>{props.name}</a>
      <p>{props.says}</p>
    </div>
    <Icon name="next" />
  </li>
)
