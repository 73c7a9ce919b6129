import type { Ask, Page } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { publicPage } from './public-page.tsx'

/** W6, W8, W9 for people before their space: every way to answer without the internet, and what most often goes wrong. */
export const help = (ask: Ask): Page => {
  const words = ask.text.entry.help
  const { helpPhone } = ask.parts
  const phone = helpPhone === undefined ? undefined : `${words.phoneAt} ${helpPhone}.`
  return publicPage(
    words,
    <>
      <FactList
        facts={words.ways.map(({ name, says }, index) => ({ name, says: index === 0 ? (phone ?? says) : says }))}
      />
      <h2>{words.codeHeading}</h2>
      <p>
        {words.codeSays} <a href="/open/new-code">{words.codeLink}</a>
      </p>
      <h2>{words.childHeading}</h2>
      <p>{words.childSays}</p>
      <h2>{words.phoneLostHeading}</h2>
      <p>
        {words.phoneLostSays} <a href="/sign-in/lost">{ask.text.lost.heading}</a>
      </p>
    </>,
  )
}
