import type { Ask, Page } from '../ask.ts'
import { publicPage } from './public-page.tsx'

/** W17, T14: where accessibility stands, in true words, and whom to tell. */
export const accessibility = (ask: Ask): Page => {
  const words = ask.text.publicPages.accessibility
  return publicPage(
    words,
    <>
      <h2>{words.state}</h2>
      <ul class="plain-list">
        {words.states.map((state) => (
          <li key={state}>{state}</li>
        ))}
      </ul>
      <h2>{words.settings}</h2>
      <p>
        {words.settingsSays} <a href="/display">{words.settingsLink}</a>
      </p>
      <h2>{words.complain}</h2>
      <p>{words.complainSays}</p>
    </>,
  )
}
