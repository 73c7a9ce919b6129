import type { VNode } from 'preact'
import type { AuthorsDispute } from '../../../areas/disputes/index.ts'
import type { Ask } from '../ask.ts'
import { PlainList } from './plain-list.tsx'

/** Who had opened a document that is withdrawn, to be told. */
export const Openers = (props: { ask: Ask; openers: AuthorsDispute['openers'] }): VNode => {
  const { author } = props.ask.text.disputes
  const says = props.openers.map(({ name, facility, at }) =>
    author.opener([name, facility].filter((part) => part !== undefined).join(' · '), props.ask.words.date(at)),
  )
  return (
    <section aria-labelledby="openers">
      <h2 id="openers">{author.openers}</h2>
      {says.length === 0 ? (
        <p>{author.nobody}</p>
      ) : (
        <>
          <p>{author.openersSays}</p>
          <PlainList says={says} />
        </>
      )}
    </section>
  )
}
