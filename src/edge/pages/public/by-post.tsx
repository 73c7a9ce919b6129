import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { letterSenders, type LetterSender } from '../../../reference/letter-shapes.ts'
import type { Ask, Page } from '../ask.ts'
import { HelpLine } from '../components/help-line.tsx'
import { sendPdf } from '../send-pdf.ts'
import { PaperForm } from './paper-form.tsx'

const place = '/refuse/by-post'

/** The scheme that the form goes to: the one that was chosen, else that of nearly everybody. */
const schemeOf = ({ query }: Ask): LetterSender => letterSenders.find((known) => known === query.get('to')) ?? 'general'

const today = ({ parts }: Ask): string => parts.dayOf(parts.clock.now().toISOString())

const Schemes = ({ ask }: { ask: Ask }): VNode => {
  const words = ask.text.publicPages.byPost
  const chosen = schemeOf(ask)
  return (
    <ul class="paper-schemes">
      {letterSenders.map((scheme) => {
        const { name, post } = ask.parts.letters.texts.sender(scheme)[ask.lang]
        return (
          <li key={scheme}>
            <strong>{name}</strong>
            <span>{post}</span>
            <span class="button-row">
              <a href={`${place}?to=${scheme}#form`} aria-current={scheme === chosen ? 'true' : undefined}>
                {words.onPage}
                <span class="unseen">{` – ${name}`}</span>
              </a>
              <a href={`${place}/form.pdf?to=${scheme}`}>
                {words.asPdf}
                <span class="unseen">{` – ${name}`}</span>
              </a>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** W5, F16: refusing by post. The form is filled in by hand: nothing is typed here, and nothing kept. */
export const byPost = (ask: Ask): Page => {
  const words = ask.text.publicPages.byPost
  const { texts } = ask.parts.letters
  return {
    title: words.title,
    side: 'public',
    place: 'none',
    body: (
      <div class="column">
        <div class="column no-print">
          <h1>{words.heading}</h1>
          <p class="lead">{words.lead}</p>
          <ol class="paper-steps">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>{words.effect}</p>
          <h2>{words.where}</h2>
          <p>{words.whereSays}</p>
          <Schemes ask={ask} />
          <h2>{words.noPrinter}</h2>
          <p>{words.noPrinterSays}</p>
          <p>{words.plainPaper}</p>
          <HelpLine ask={ask} />
          <h2>{words.form}</h2>
        </div>
        <PaperForm
          lang={ask.lang}
          words={texts.versionAt('refusal-form', today(ask))[ask.lang]}
          to={texts.sender(schemeOf(ask)).lines}
        />
      </div>
    ),
  }
}

/** The form as PDF, in the language of the page, for the scheme that was chosen. */
export const sendForm = async (ask: Ask): Promise<FastifyReply> => {
  const { texts, printForm } = ask.parts.letters
  const sender = schemeOf(ask)
  const form = { kind: 'refusal-form', lang: ask.lang, sender, recipient: texts.sender(sender).lines } as const
  return sendPdf(ask, await printForm({ ...form, madeOn: today(ask) }), `carnet-${ask.lang}`)
}
