import type { VNode } from 'preact'
import type { Ask, Page } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { publicPage } from './public-page.tsx'

const postWay = ({ text }: Ask): VNode => {
  const { post } = text.entry.help
  return (
    <>
      {post.says} <a href="/refuse/by-post">{post.link}</a>
    </>
  )
}

/** W6, W8, W9 for people before their space: every way to answer without the internet, and what most often goes wrong. */
export const help = (ask: Ask): Page => {
  const words = ask.text.entry.help
  const { helpPhone } = ask.parts
  const phone = helpPhone === undefined ? undefined : `${words.phoneAt} ${helpPhone}.`
  return publicPage(
    words,
    <>
      <FactList
        facts={[
          { name: words.phone.name, says: phone ?? words.phone.says },
          words.counter,
          { name: words.post.name, says: postWay(ask) },
        ]}
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
      <h2>{ask.text.validation.makers}</h2>
      <p>
        <a href="/validate">{ask.text.validation.heading}</a>
      </p>
    </>,
  )
}
