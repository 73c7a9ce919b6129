import type { VNode } from 'preact'
import type { Ask, Page } from '../ask.ts'
import { assets } from '../assets.ts'
import { Icon } from './icon.tsx'

const homeOf = { public: '/', citizen: '/my', professional: '/pro', console: '/console' } as const

const Session = ({ ask }: { ask: Ask }): VNode => {
  const words = ask.text.shell
  if (ask.session === undefined) {
    return (
      <a class="head-link" href="/sign-in">
        {words.signIn}
      </a>
    )
  }
  return (
    <form method="post" action="/sign-out">
      <button class="head-link" type="submit">
        <Icon name="leave" />
        <span>{words.signOut}</span>
      </button>
    </form>
  )
}

/** The top of every page: the product, the search in an open record, the other language, signing in or out. */
export const PageHead = (props: { ask: Ask; side: Page['side']; isShut: boolean }): VNode => {
  const { ask, side, isShut } = props
  const { product, homeOf: homeLabel, otherLanguage, demonstration } = ask.text.shell
  return (
    <header class="page-head">
      {ask.parts.cast === undefined ? null : <p class="demonstration">{demonstration}</p>}
      <div class="page-head-row">
        <a class="brand" href={homeOf[side]} aria-label={homeLabel}>
          <img src={assets.mark.path} alt="" width="32" height="32" />
          <span>{product}</span>
        </a>
        <div class="head-links">
          {side === 'citizen' && ask.session !== undefined && !isShut ? (
            <>
              <a class="head-link" href="/my/card">
                <Icon name="alert" />
                <span>{ask.text.card.link}</span>
              </a>
              <a class="head-link" href="/my/search">
                <Icon name="search" />
                <span>{ask.text.search.link}</span>
              </a>
            </>
          ) : null}
          <a
            class="head-link"
            href={`${ask.path}?lang=${otherLanguage.lang}`}
            lang={otherLanguage.lang}
            hreflang={otherLanguage.lang}
            title={otherLanguage.hint}
          >
            {otherLanguage.name}
          </a>
          <Session ask={ask} />
        </div>
      </div>
    </header>
  )
}
