import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { InLanguage } from '../components/in-language.tsx'
import { Notice } from '../components/notice.tsx'
import { otherLanguage } from '../other-language.ts'
import type { DocumentBody } from '../../../areas/documents/index.ts'
import { CdaBodyView } from './cda-body-view.tsx'
import { PdfPages } from './pdf-pages.tsx'
import { ResultsView } from './results-view.tsx'

/** Whether nobody gets the file, now or for good. */
export const isClosed = ({ kind }: DocumentBody): boolean => kind === 'waiting' || kind === 'infected'

interface ContentProps {
  ask: Ask
  at: string
  body: DocumentBody
  /** the language the document says it is in, `fr-FR` */
  language: string | undefined
  /** the patient, or who stands in their place, reads: told what to do now */
  advised: boolean
}

const Content = ({ ask, at, body, language }: ContentProps): VNode | null => {
  const words = ask.text.content
  const lang = otherLanguage(ask, language)
  switch (body.kind) {
    case 'cda':
    case 'fhir':
      return <CdaBodyView place={{ ask, at, embedded: body.embedded, lang }} body={body.body} />
    case 'pdf':
      return <PdfPages ask={ask} pdf={{ ...body, at, address: at, whole: `${at}/view`, mark: '' }} lang={lang} />
    case 'image':
      return <img class="document-image" src={`${at}/view`} alt={words.image} />
    case 'text':
      return (
        <pre class="document-text" tabindex={0} aria-label={words.text} role="region">
          <InLanguage lang={lang}>{body.text}</InLanguage>
        </pre>
      )
    case 'waiting':
    case 'infected':
      return (
        <Notice kind={body.kind === 'waiting' ? 'info' : 'attention'}>
          <p>{words[body.kind]}</p>
        </Notice>
      )
    case 'awaits-talk':
      return null
    case 'other':
      return (
        <p class="empty">
          <Icon name="record" />
          {words.unreadable}
        </p>
      )
  }
}

/**
 * The content of a document: the results that could be read from it, then the document itself on its white paper. `at` is the address of
 * the document, under which its parts are.
 */
export const DocumentContentView = (props: ContentProps): VNode => {
  const { ask, at, body, language, advised } = props
  return (
    <>
      {'results' in body ? (
        <ResultsView ask={ask} at={at} advised={advised} results={body.results} lang={otherLanguage(ask, language)} />
      ) : null}
      <section class="paper" aria-label={ask.text.record.document.content}>
        <Content {...props} />
      </section>
    </>
  )
}
