import type { VNode } from 'preact'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { ProfessionalAsk } from '../ask.ts'
import { depositPath } from './deposit/deposit-path.ts'
import { isOwn } from './deposit/change-own.tsx'

/** What an author may do with their own document that is in force: replace it, withdraw it, show it to the patient. */
export const OwnDocument = (props: { ask: ProfessionalAsk; at: string; entry: DocumentEntry }): VNode | null => {
  const { ask, at, entry } = props
  if (!isOwn(ask, entry) || entry.status !== 'current') return null
  const words = ask.text.deposit.own
  return (
    <section class="no-print" aria-labelledby="own">
      <h2 id="own">{words.heading}</h2>
      <ul class="plain-list">
        {entry.visibility.withheld ? (
          <li>
            <a href={`${at}/announce`}>{words.announce}</a>
          </li>
        ) : null}
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
