import type { VNode } from 'preact'
import type { Ask, Page } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { Pill } from '../components/pill.tsx'
import { Scroller } from '../components/scroller.tsx'
import { publicPage } from './public-page.tsx'

const Sight = ({ ask, sees }: { ask: Ask; sees: boolean }): VNode => {
  const words = ask.text.publicPages.whoCanSee
  return <Pill icon={sees ? 'access' : 'hidden'} tone={sees ? 'voice' : 'plain'} says={sees ? words.yes : words.no} />
}

/** W3: who can see a visible and a hidden document, and what is never possible. */
export const whoCanSee = (ask: Ask): Page => {
  const words = ask.text.publicPages.whoCanSee
  return publicPage(
    words,
    <>
      <Scroller label={words.table}>
        <table class="plain-table">
          <caption class="unseen">{words.table}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.who}</th>
              <th scope="col">{words.columns.visible}</th>
              <th scope="col">{words.columns.hidden}</th>
            </tr>
          </thead>
          <tbody>
            {words.rows.map((row) => (
              <tr key={row.who}>
                <th scope="row">{row.who}</th>
                <td>
                  <Sight ask={ask} sees={row.visible} />
                </td>
                <td>
                  <Sight ask={ask} sees={row.hidden} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <p>
        <a class="onward" href="/who-can-see/by-profession">
          {ask.text.sight.rules.link}
          <Icon name="next" />
        </a>
      </p>
      <h2>{words.never}</h2>
      <ul class="plain-list">
        {words.nevers.map((never) => (
          <li key={never}>{never}</li>
        ))}
      </ul>
    </>,
  )
}
