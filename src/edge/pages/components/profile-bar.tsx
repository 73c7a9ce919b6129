import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'

/** Whose space is open: always named, never by colour alone. */
export const ProfileBar = ({ ask, name }: { ask: Ask; name: string }): VNode => (
  <section class="profile-bar" aria-label={ask.text.shell.profile}>
    <p>
      <span class="initial" aria-hidden="true">
        {name.slice(0, 1).toUpperCase()}
      </span>
      {ask.text.shell.spaceOf(name)}
    </p>
  </section>
)
