import type { VNode } from 'preact'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Ask } from '../ask.ts'
import { documentName, isTitled } from '../document-words.ts'
import { otherLanguage } from '../other-language.ts'
import { InLanguage } from './in-language.tsx'

/** How a document is called, in its own language; where it has no title, its kind in the language of the page. */
export const DocumentTitle = ({ ask, entry }: { ask: Ask; entry: DocumentEntry }): VNode => (
  <InLanguage lang={isTitled(ask, entry) ? otherLanguage(ask, entry.language) : undefined}>
    {documentName(ask, entry)}
  </InLanguage>
)
