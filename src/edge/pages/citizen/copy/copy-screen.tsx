import type { Page, SpaceAsk } from '../../ask.ts'
import { Notice } from '../../components/notice.tsx'
import { PlainList } from '../../components/plain-list.tsx'
import { Icon } from '../../components/icon.tsx'
import { isProven, proofAddress } from '../../fresh-proof.ts'
import { pathPiece } from '../../form-fields.ts'

/** Back to where the copy was asked for: to the closing, to a shut space, to More. */
const wayBack = (ask: SpaceAsk, isShut: boolean): { href: string; says: string } => {
  const words = ask.text.leaving.copy
  const way = pathPiece(ask.request, 'way')
  if (way !== '') return { href: ask.path.replace(/\/copy$/, '/now'), says: words.onward }
  return { href: isShut ? '/my/space' : '/my/more', says: words.back }
}

/** T6: what the copy holds; the button is there for who has just proved who they are. */
export const copyScreen = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.leaving.copy
  const standing = await ask.parts.ownSpace.standingOf(ask.spaceId)
  const isShut = standing !== undefined && standing.state !== 'open'
  const back = wayBack(ask, isShut)
  return {
    title: words.title,
    side: 'citizen',
    place: isShut ? 'none' : 'more',
    ...(isShut ? { shut: true } : {}),
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <section aria-labelledby="contents">
          <h2 id="contents">{words.contents}</h2>
          <PlainList says={words.holds} />
          <p class="quiet">{words.missing}</p>
        </section>
        <Notice kind="attention">
          <p>{words.careful}</p>
        </Notice>
        {isProven(ask) ? (
          <form method="post" action={ask.path} class="button-row">
            <button class="button" type="submit">
              <Icon name="down" />
              {words.button}
            </button>
            <a href={back.href}>{back.says}</a>
          </form>
        ) : (
          <>
            <p>{words.prove}</p>
            <p class="button-row">
              <a class="button" href={proofAddress(ask)}>
                {words.proveButton}
              </a>
              <a href={back.href}>{back.says}</a>
            </p>
          </>
        )}
      </div>
    ),
  }
}
