import type { VNode } from 'preact'
import type { Page, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { recordAt } from '../../record-at.ts'
import { cardPath } from './card-path.ts'
import { readCard } from './read-card.ts'

/** Where the ways to carry a card are, and its files, under the address of a record. */
export const placesPath = (at: string): string => `${cardPath(at)}/carry`

const Steps = ({ says }: { says: readonly string[] }): VNode => (
  <ol>
    {says.map((step) => (
      <li key={step}>{step}</li>
    ))}
  </ol>
)

const File = ({ href, says }: { href: string; says: string }): VNode => (
  <p>
    <a class="button button-secondary" href={href} download>
      <Icon name="down" />
      {says}
    </a>
  </p>
)

const Paper = ({ ask, path }: { ask: SpaceAsk; path: string }): VNode => {
  const words = ask.text.card.places
  return (
    <section>
      <h2>{words.paper}</h2>
      <p>{words.paperSays}</p>
      <File href={`${path}/wallet`} says={words.wallet} />
      <File href={`${path}/fridge`} says={words.fridge} />
    </section>
  )
}

const Phone = ({ ask, path }: { ask: SpaceAsk; path: string }): VNode => {
  const words = ask.text.card.places
  return (
    <>
      <section>
        <h2>{words.locked}</h2>
        <p>{words.lockedSays}</p>
        <File href={`${path}/picture`} says={words.picture} />
        <details>
          <summary>{words.lockedHow}</summary>
          <h3>{words.iphone}</h3>
          <Steps says={words.lockedIphone} />
          <h3>{words.android}</h3>
          <Steps says={words.lockedAndroid} />
        </details>
      </section>
      <section>
        <h2>{words.own}</h2>
        <p>{words.ownSays}</p>
        <details>
          <summary>{words.ownHow}</summary>
          <h3>{words.iphone}</h3>
          <Steps says={words.ownIphone} />
          <h3>{words.android}</h3>
          <Steps says={words.ownAndroid} />
        </details>
      </section>
      <section>
        <h2>{words.offline}</h2>
        <p>{words.offlineSays}</p>
        <File href={`${path}/page`} says={words.page} />
      </section>
    </>
  )
}

/** U3: the card on paper, on a locked phone, and without network; what a lost phone or wallet tells is said before. */
export const placesScreen = async (ask: SpaceAsk): Promise<Page> => {
  const { kinds } = await readCard(ask)
  const at = recordAt(ask)
  const words = ask.text.card.places
  return {
    title: ask.text.card.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink href={cardPath(at)} says={ask.text.card.heading} />
        <h1>{words.heading}</h1>
        {kinds.length === 0 ? (
          <p class="empty">
            {ask.text.card.empty} <a href={`${cardPath(at)}/edit`}>{ask.text.card.edit}</a>
          </p>
        ) : (
          <>
            <Notice kind="attention">
              <p>{words.warning}</p>
            </Notice>
            <Paper ask={ask} path={placesPath(at)} />
            <Phone ask={ask} path={placesPath(at)} />
          </>
        )}
      </div>
    ),
  }
}
