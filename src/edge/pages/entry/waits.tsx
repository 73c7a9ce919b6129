import type { Page } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { PlainList } from '../components/plain-list.tsx'
import { entryPage } from './entry-page.tsx'
import type { EntryAsk } from './with-entry.ts'

/** A9: the new means waits; from when on it opens, and what happens until then. */
export const showWaits = async (ask: EntryAsk): Promise<Page> => {
  const words = ask.text.lost.waits
  const { effectiveAt = '' } = ask.view.recovery ?? {}
  return entryPage(
    ask,
    { title: words.title, heading: words.heading },
    <>
      <Notice kind="ok">
        <p>
          <strong>{words.from(ask.words.day(effectiveAt), ask.words.time(effectiveAt))}</strong>
        </p>
      </Notice>
      <PlainList says={words.until} />
    </>,
  )
}
