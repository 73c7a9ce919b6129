import type { VNode } from 'preact'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { ProfessionalAsk } from '../ask.ts'
import { depositPath } from './deposit/deposit-path.ts'
import { isOwn } from './deposit/change-own.tsx'
import { OpenLink } from './open-document.tsx'

/** What an author may do with their own document that is in force: open it to whom it is closed, replace it, withdraw it. */
export const OwnDocument = (props: { ask: ProfessionalAsk; at: string; entry: DocumentEntry }): VNode | null => {
  const { ask, at, entry } = props
  if (!isOwn(ask, entry) || entry.status !== 'current') return null
  const words = ask.text.deposit.own
  return (
    <section class="no-print" aria-labelledby="own">
      <h2 id="own">{words.heading}</h2>
      <ul class="plain-list">
        <OpenLink ask={ask} at={at} entry={entry} />
        <li>
          <a href={`${depositPath(entry.spaceId)}?replaces=${entry.id}`}>{words.replace}</a>
        </li>
        <li>
          <a href={`${at}/withdraw`}>{words.withdraw}</a>
        </li>
      </ul>
    </section>
  )
}
