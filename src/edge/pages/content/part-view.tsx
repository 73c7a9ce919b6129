import type { VNode } from 'preact'
import { Icon } from '../components/icon.tsx'
import { ownLanguage, type CdaPlace } from './cda-place.ts'
import { fileEnding, isPicture, isShownInPage } from './media-types.ts'
import { PdfPages } from './pdf-pages.tsx'
import { PdfView } from './pdf-view.tsx'

/** A file carried inside a document: a picture or the pages of a PDF in the page, anything else as a link to keep it. */
export const PartView = (props: { place: CdaPlace; index: number; caption?: string }): VNode | null => {
  const { place, index, caption } = props
  const words = place.ask.text.content
  const part = place.embedded.find((embedded) => embedded.index === index)
  if (part === undefined) return null
  const address = `${place.at}/parts/${index}`
  if (isPicture(part.mediaType)) {
    return (
      <figure>
        <img
          class="document-image"
          src={address}
          alt={caption ?? words.image}
          lang={caption === undefined ? ownLanguage(place) : undefined}
          loading="lazy"
        />
        {caption === undefined ? null : <figcaption class="cda-caption">{caption}</figcaption>}
      </figure>
    )
  }
  if (part.pdf !== undefined) {
    const { ask, at, lang } = place
    return <PdfPages ask={ask} pdf={{ ...part.pdf, at, address, whole: address, mark: `-${index}` }} lang={lang} />
  }
  if (isShownInPage(part.mediaType)) {
    return <PdfView ask={place.ask} address={address} lang={ownLanguage(place)} />
  }
  return (
    <p class="no-print" lang={ownLanguage(place)}>
      <a class="onward" href={address} download>
        <Icon name="down" />
        {words.openAttached(fileEnding(part.mediaType).toUpperCase(), place.ask.words.size(part.size))}
      </a>
    </p>
  )
}
