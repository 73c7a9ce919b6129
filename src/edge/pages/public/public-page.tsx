import type { ComponentChildren } from 'preact'
import type { Page } from '../ask.ts'

/** A page that everybody may read: one column under its heading, and a lead that says what it is for. */
export const publicPage = (
  words: { title: string; heading: string; lead: string },
  children: ComponentChildren,
): Page => ({
  title: words.title,
  side: 'public',
  place: 'none',
  body: (
    <div class="column">
      <h1>{words.heading}</h1>
      <p class="lead">{words.lead}</p>
      {children}
    </div>
  ),
})
