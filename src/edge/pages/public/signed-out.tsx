import type { Ask, Page } from '../ask.ts'
import { publicPage } from './public-page.tsx'

/** What is left on the screen after signing out. */
export const signedOut = (ask: Ask): Page => {
  const words = ask.text.publicPages.signedOut
  return publicPage(
    { ...words, lead: words.says },
    <>
      <p>
        <a class="button button-secondary" href="/sign-in">
          {words.again}
        </a>
      </p>
    </>,
  )
}
