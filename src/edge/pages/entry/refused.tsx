import type { FastifyReply } from 'fastify'
import type { Page } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { Notice } from '../components/notice.tsx'
import { sendProof } from '../send-proof.ts'
import { entryPage } from './entry-page.tsx'
import type { EntryAsk } from './with-entry.ts'

/** A7, L4: it is done; the proof, to print or to take along. */
export const showRefused = async (ask: EntryAsk): Promise<Page> => {
  const words = ask.text.refusal.refused
  const proof = await ask.parts.entries.proof(ask.secret)
  const { opensOn, state, name } = ask.view
  return entryPage(
    ask,
    { title: words.title, heading: words.headings[proof.kind] },
    <>
      {state === 'legacy-opposed' && opensOn !== undefined ? (
        <Notice kind="attention">
          <p>{words.transition(ask.words.date(opensOn))}</p>
        </Notice>
      ) : null}
      <section class="card proof" aria-labelledby="proof">
        <h2 id="proof">{words.proofs[proof.kind]}</h2>
        <FactList
          facts={[
            { name: words.who, says: name },
            { name: words.when, says: words.at(ask.words.day(proof.decidedAt), ask.words.time(proof.decidedAt)) },
            { name: words.how, says: words.channels[proof.channel] },
            { name: words.reference, says: <code class="figures">{proof.reference}</code> },
          ]}
        />
      </section>
      <p class="button-row no-print">
        {ask.parts.printProof === undefined ? null : (
          <a class="button" href="/refuse/proof.pdf">
            {words.pdf}
          </a>
        )}
        <span>{words.print}</span>
      </p>
      <h2 class="no-print">{words.back}</h2>
      <p class="no-print">
        {words.backSays} <a href="/open">{ask.text.entry.start.open.title}</a>
      </p>
    </>,
  )
}

/** The proof as PDF. */
export const sendRefusalProof = async (ask: EntryAsk): Promise<FastifyReply> =>
  sendProof(ask, await ask.parts.entries.proof(ask.secret))
