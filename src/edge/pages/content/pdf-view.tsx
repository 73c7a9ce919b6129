import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { Icon } from '../components/icon.tsx'

/** A PDF drawn by the browser's own viewer; where there is none, the way to open it. `lang` is that of our words where what is around is in another. */
export const PdfView = (props: { ask: Ask; address: string; lang?: string | undefined }): VNode => {
  const { ask, address, lang } = props
  const words = ask.text.content
  return (
    <div class="pdf" lang={lang}>
      <p class="no-print">
        <a class="onward" href={address}>
          {words.openPdf}
          <Icon name="next" />
        </a>
      </p>
      <object class="pdf-object" data={`${address}#view=FitH&navpanes=0`} type="application/pdf" aria-label={words.pdf}>
        <p>{words.pdfFallback}</p>
      </object>
    </div>
  )
}
