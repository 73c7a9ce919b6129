import type { VNode } from 'preact'
import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FoundList } from '../components/found-list.tsx'
import { Icon } from '../components/icon.tsx'
import { SearchForm } from '../components/search-form.tsx'
import { recordAt } from '../record-at.ts'
import { readSoughtWords, typedWords } from '../typed-words.ts'

const pathOf = (ask: SpaceAsk): string => `${recordAt(ask)}/search`

const draw = (ask: SpaceAsk, at: { typed?: string; fault?: string; found?: VNode }): Page => {
  const words = ask.text.search
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    status: at.fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={at.fault === undefined ? [] : [{ fieldId: 'words', says: at.fault }]} />
        <p>
          <a class="onward" href={`${recordAt(ask)}/documents`}>
            <Icon name="back" />
            {words.back}
          </a>
        </p>
        <h1>{ask.child === undefined ? words.heading : words.headingOf(ask.child.name)}</h1>
        <SearchForm ask={ask} at={{ path: pathOf(ask) }} typed={at.typed ?? ''} fault={at.fault} />
        {at.found}
      </div>
    ),
  }
}

/** H4: one field; what was found by the words that its address carries sealed. */
export const searchScreen = async (ask: SpaceAsk): Promise<Page> => {
  const { spaceId } = ask
  const sought = await readSoughtWords(ask, spaceId)
  if (sought === undefined) return draw(ask, {})
  const { words, page, sealed } = sought
  const found = await ask.parts.documents.searchDocuments(ask.visitor, { spaceId }, { words, page })
  const pageAt = (to: number): string => `${pathOf(ask)}?for=${sealed}&page=${to}`
  return draw(ask, {
    typed: words,
    found: <FoundList ask={ask} at={{ found, page, record: recordAt(ask), pageAt }} />,
  })
}

/** Leads to what is found. */
export const search = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const typed = typedWords(ask, 'words')
  if (typed === '') return draw(ask, { fault: ask.text.search.missing })
  return { to: `${pathOf(ask)}?for=${await ask.parts.documents.sealWords(ask.spaceId, typed)}` }
}
