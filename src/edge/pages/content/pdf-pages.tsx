import type { VNode } from 'preact'
import type { DocumentBody } from '../../../areas/documents/index.ts'
import type { Ask } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { queryOf } from '../form-fields.ts'
import { PdfView } from './pdf-view.tsx'

type Reading = Extract<DocumentBody, { kind: 'pdf' }>['reading']
type Pages = Extract<Reading, { pages: unknown }>

/** A PDF that is to be shown: what was read of it, and where its pictures and it itself are. */
export interface ShownPdf {
  reading: Reading
  isLarge: boolean
  /** the page that shows it */
  at: string
  /** its pages are at `<address>/pages/<n>` */
  address: string
  /** the whole of it, for the browser's own viewer */
  whole: string
  /** what tells it from others of the same document, in the address of the page; empty for the document itself */
  mark: string
}

/** So many pages are drawn for one look; one where the file is large, the first of them first. */
const pagesAtOnce = 3

const firstPage = (ask: Ask, mark: string, pageCount: number): number => {
  const asked = queryOf(ask.request).get(`page${mark}`) ?? ''
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
  pdf: ShownPdf
  reading: Pages
  lang?: string | undefined
}

/** Which pages are shown, how many at once, of how many. */
interface Shown {
  from: number
  to: number
  step: number
  count: number
}

const anchorOf = ({ mark }: ShownPdf, page: number): string => `page${mark}-${page}`

/** Whatever else the address says stays (the filters of a list to go back to), and the reader stands at the page they asked for. */
const addressOf = (ask: Ask, pdf: ShownPdf, page: number): string => {
  const query = new URLSearchParams(queryOf(ask.request))
  query.set(`page${pdf.mark}`, String(page))
  return `${pdf.at}?${query.toString()}#${anchorOf(pdf, page)}`
}

const Pager = ({ ask, pdf, shown }: { ask: Ask; pdf: ShownPdf; shown: Shown }): VNode | null => {
  const words = ask.text.content.pages
  const { from, to, step, count } = shown
  return step >= count ? null : (
    <nav class="button-row no-print" aria-label={pdf.mark === '' ? words.pager : words.pagerOf(1 - Number(pdf.mark))}>
      {from > 1 ? (
        <a class="button button-secondary" href={addressOf(ask, pdf, Math.max(1, from - step))}>
          {words.before}
        </a>
      ) : null}
      {to < count ? (
        <a class="button button-secondary" href={addressOf(ask, pdf, to + 1)}>
          {words.after}
        </a>
      ) : null}
    </nav>
  )
}

const Pictures = ({ ask, pdf, reading, lang }: PagesProps): VNode => {
  const { pageCount, pages } = reading
  const words = ask.text.content.pages
  const from = firstPage(ask, pdf.mark, pageCount)
  const step = pdf.isLarge ? 1 : pagesAtOnce
  const to = Math.min(pageCount, from + step - 1)
  const shown = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return (
    <>
      {shown.map((page) => (
        <figure key={page} class="pdf-page" id={anchorOf(pdf, page)}>
          <img
            class="document-image"
            src={`${pdf.address}/pages/${page}`}
            alt={words.page(page, pageCount)}
            loading={page === from ? undefined : 'lazy'}
          />
          <figcaption aria-hidden="true">{words.page(page, pageCount)}</figcaption>
          <PageText ask={ask} text={pages[page - 1]} lang={lang} />
        </figure>
      ))}
      <Pager ask={ask} pdf={pdf} shown={{ from, to, step, count: pageCount }} />
    </>
  )
}

/**
 * A PDF as pictures of its pages, each with its text beside it, so that nothing of the file itself reaches the reader's browser. One that
 * wants a password is only kept; one that could not be read in time is left to the browser's own viewer.
 */
export const PdfPages = (props: { ask: Ask; pdf: ShownPdf; lang?: string | undefined }): VNode => {
  const { ask, pdf, lang } = props
  const { reading } = pdf
  const words = ask.text.content
  const own = lang === undefined ? undefined : ask.lang
  if ('failure' in reading || ('pages' in reading && reading.pageCount === 0))
    return <PdfView ask={ask} address={pdf.whole} lang={own} />
  if ('locked' in reading)
    return (
      <Notice kind="info">
        <p>
          {words.pages.locked}{' '}
          <a href={pdf.whole} download>
            {words.pages.take}
          </a>
        </p>
      </Notice>
    )
  return (
    <div class="pdf" lang={own}>
      <p class="no-print">
        <a class="onward" href={pdf.whole}>
          {words.openPdf}
          <Icon name="next" />
        </a>
      </p>
      <p class="hint no-print">{words.pages.notDrawn}</p>
      <Pictures ask={ask} pdf={pdf} reading={reading} lang={lang} />
    </div>
  )
}
