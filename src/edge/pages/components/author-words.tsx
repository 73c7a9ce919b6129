import { Fragment, type VNode } from 'preact'
import type { Author, DocumentEntry } from '../../../reference/document-entry.ts'
import type { Ask } from '../ask.ts'
import { authorName } from '../author-name.ts'
import { otherLanguage } from '../other-language.ts'
import { InLanguage } from './in-language.tsx'

/** The national lists of specialties have French words only, whatever the language of the document. */
const specialtyLanguage = 'fr'

/** An author of a document: name, specialty when written, where: `Jean Morel, Cardiologie, CH de Lyon`. */
export const AuthorWords = (props: { ask: Ask; entry: DocumentEntry; author: Author; facility?: boolean }): VNode => {
  const { ask, entry, author } = props
  const lang = otherLanguage(ask, entry.language)
  const parts = [
    { says: authorName(author), lang: author.person === undefined ? lang : undefined },
    { says: author.specialty?.display, lang: otherLanguage(ask, specialtyLanguage) },
    { says: props.facility ? author.facility?.name : undefined, lang },
  ].filter(({ says }, index, all) => says !== undefined && all.findIndex((part) => part.says === says) === index)
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={part.says}>
          {index === 0 ? null : ', '}
          <InLanguage lang={part.lang}>{part.says}</InLanguage>
        </Fragment>
      ))}
    </>
  )
}

/** The first author with their place, as lists and headings show them; nothing when none is written. */
export const AuthorLine = ({ ask, entry }: { ask: Ask; entry: DocumentEntry }): VNode | null => {
  const author = entry.authors[0]
  return author === undefined ? null : <AuthorWords ask={ask} entry={entry} author={author} facility />
}
