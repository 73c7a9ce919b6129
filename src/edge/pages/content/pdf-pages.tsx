import type { VNode } from 'preact'
import type { DocumentBody } from '../../../areas/documents/index.ts'
import type { Ask } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { queryOf } from '../form-fields.ts'
import { PdfView } from './pdf-view.tsx'

type Pdf = Extract<DocumentBody, { kind: 'pdf' }>
type Pages = Extract<Pdf['reading'], { pages: unknown }>

/** So many pages are drawn for one look; one where the file is large, the first of them first. */
const pagesAtOnce = 3

const firstPage = (ask: Ask, pageCount: number): number => {
  const asked = queryOf(ask.request).get('page') ?? ''
  return /^[1-9]\d{0,3}$/.test(asked) ? Math.min(Number(asked), pageCount) : 1
}

const PageText = ({ ask, text, lang }: { ask: Ask; text: string | undefined; lang?: string | undefined }): VNode => {
  const words = ask.text.content.pages
  if (text === undefined || text.trim() === '')
    return <p class="hint no-print">{text === undefined ? words.cut : words.noText}</p>
  return (
    <details class="no-print">
      <summary>{words.asText}</summary>
      <div class="pdf-text" lang={lang}>
        {text}
      </div>
    </details>
  )
}

interface PagesProps {
  ask: Ask
  at: string
  reading: Pages
  isLarge: boolean
  lang?: string | undefined
}

/** Which pages are shown, how many at once, of how many. */
interface Shown {
  from: number
  to: number
  step: number
  count: number
}

const Pager = ({ ask, at, shown }: { ask: Ask; at: string; shown: Shown }): VNode | null => {
  const words = ask.text.content.pages
  const { from, to, step, count } = shown
  return step >= count ? null : (
    <nav class="button-row no-print" aria-label={words.pager}>
      {from > 1 ? (
        <a class="button button-secondary" href={`${at}?page=${Math.max(1, from - step)}`}>
          {words.before}
        </a>
      ) : null}
      {to < count ? (
        <a class="button button-secondary" href={`${at}?page=${to + 1}`}>
          {words.after}
        </a>
      ) : null}
    </nav>
  )
}

const Pictures = ({ ask, at, reading, isLarge, lang }: PagesProps): VNode => {
  const { pageCount, pages } = reading
  const words = ask.text.content.pages
  const from = firstPage(ask, pageCount)
  const step = isLarge ? 1 : pagesAtOnce
  const to = Math.min(pageCount, from + step - 1)
  const shown = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return (
    <>
      {shown.map((page) => (
        <figure key={page} class="pdf-page">
          <img
            class="document-image"
            src={`${at}/pages/${page}`}
            alt={words.page(page, pageCount)}
            loading={page === from ? undefined : 'lazy'}
          />
          <figcaption>{words.page(page, pageCount)}</figcaption>
          <PageText ask={ask} text={pages[page - 1]} lang={lang} />
        </figure>
      ))}
      <Pager ask={ask} at={at} shown={{ from, to, step, count: pageCount }} />
    </>
  )
}

/**
 * A PDF as pictures of its pages, each with its text beside it, so that nothing of the file itself reaches the reader's browser. One that
 * wants a password is only kept; one that could not be read in time is left to the browser's own viewer.
 */
export const PdfPages = (props: { ask: Ask; at: string; body: Pdf; lang?: string | undefined }): VNode => {
  const { ask, at, body, lang } = props
  const { reading, isLarge } = body
  if ('failure' in reading || ('pages' in reading && reading.pageCount === 0))
    return <PdfView ask={ask} address={`${at}/view`} />
  if ('locked' in reading)
    return (
      <Notice kind="info">
        <p>{ask.text.content.pages.locked}</p>
      </Notice>
    )
  return (
    <div class="pdf">
      <p class="no-print">
        <a class="onward" href={`${at}/view`}>
          {ask.text.content.openPdf}
          <Icon name="next" />
        </a>
      </p>
      <Pictures ask={ask} at={at} reading={reading} isLarge={isLarge} lang={lang} />
    </div>
  )
}
