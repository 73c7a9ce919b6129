import type { Ask, Page } from '../ask.ts'
import { entryPage } from './entry-page.tsx'

/** E6: the pass is over, or there was none: nothing is open, and both ways begin here. */
export const entryEnded = (ask: Ask): Page => {
  const words = ask.text.entry.ended
  return entryPage(
    ask,
    { title: words.title, heading: words.heading, lead: words.lead, status: 401 },
    <>
      <p>{words.says}</p>
      <p class="button-row">
        <a class="button" href="/open">
          {words.open}
        </a>
        <a class="button button-secondary" href="/refuse">
          {words.refuse}
        </a>
        <a href="/sign-in">{ask.text.entry.stopped.signIn}</a>
      </p>
    </>,
  )
}
