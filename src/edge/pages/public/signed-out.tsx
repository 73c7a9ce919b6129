import type { Ask, Page } from '../ask.ts'

/** What is left on the screen after signing out. */
export const signedOut = (ask: Ask): Page => {
  const words = ask.text.publicPages.signedOut
  return {
    title: words.title,
    side: 'public',
    place: 'none',
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <p class="lead">{words.says}</p>
        <p>
          <a class="button button-secondary" href="/sign-in">
            {words.again}
          </a>
        </p>
      </div>
    ),
  }
}
