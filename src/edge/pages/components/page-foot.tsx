import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'

/** The foot of every page. */
export const PageFoot = ({ ask }: { ask: Ask }): VNode => {
  const words = ask.text.shell.footer
  return (
    <footer class="page-foot">
      <nav aria-label={words.label}>
        <ul>
          <li>
            <a href="/who-can-see">{words.whoCanSee}</a>
          </li>
          <li>
            <a href="/is-this-message-real">{words.realMessage}</a>
          </li>
          <li>
            <a href="/accessibility">{words.accessibility}</a>
          </li>
          <li>
            <a href="/display">{words.display}</a>
          </li>
        </ul>
      </nav>
      <p>{words.emergency}</p>
    </footer>
  )
}
