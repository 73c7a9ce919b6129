import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import {
  mayDo,
  staffDeeds,
  type MessagePreview,
  type NoticeLetter,
  type RefusalForm,
  type TextView,
} from '../../../../areas/enrolment/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Language } from '../../../../reference/language.ts'
import { letterKinds, type LetterKind } from '../../../../reference/letter-shapes.ts'
import type { Page, Redirect, StaffAsk } from '../../ask.ts'
import { pathPiece } from '../../form-fields.ts'
import { consolePage } from '../console-page.tsx'
import { sendPdf } from '../../send-pdf.ts'
import { wordOf } from '../word-of.ts'
import { TextFacts } from './text-facts.tsx'

const languages: readonly Language[] = ['fr', 'en']

const placeOf = ({ version }: TextView): string => `/console/campaigns/letters/${version}`

const OnPaper = ({ ask, text }: { ask: StaffAsk; text: TextView }): VNode => {
  const words = ask.text.letterDesk
  return (
    <ul class="plain-list">
      {languages.map((lang) => (
        <li key={lang}>
          <a href={`${placeOf(text)}/${lang}`}>{words.paper[lang]}</a>
        </li>
      ))}
    </ul>
  )
}

const Message = (props: { ask: StaffAsk; lang: Language; message: MessagePreview }): VNode => {
  const { ask, lang, message } = props
  const words = ask.text.letterDesk
  return (
    <section>
      <h3>{words.languages[lang]}</h3>
      <div class="message-preview" lang={lang}>
        {message.subject === undefined ? null : <p class="message-subject">{message.subject}</p>}
        {message.text
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => (
            <p key={line}>{line}</p>
          ))}
      </div>
    </section>
  )
}

/** What may be done with a wording now: ask a second person, or go to where one confirms. */
const Way = ({ ask, text }: { ask: StaffAsk; text: TextView }): VNode | null => {
  const words = ask.text.letterDesk
  if (text.approved !== null || !mayDo(ask.roles, 'letter-approve', staffDeeds)) return null
  if (text.asked !== null)
    return (
      <p>
        <a href={`/console/approvals/${text.asked.approval}`}>{words.seeAsked}</a>
      </p>
    )
  if (text.faults.length > 0) return null
  return (
    <form method="post" action={placeOf(text)}>
      <button class="button" type="submit">
        {words.ask}
      </button>
    </form>
  )
}

/** One wording: how plain, where it stands, what it looks like on paper or on a screen, and the way to a second person. */
export const showText = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.letterDesk
  const { text, messages } = await ask.parts.staffRooms.texts.preview(ask.visitor, pathPiece(ask.request, 'version'))
  return consolePage(
    ask,
    { title: words.title, heading: wordOf(words.kinds, text.kind), place: 'campaigns' },
    <>
      <TextFacts ask={ask} text={text} />
      <Way ask={ask} text={text} />
      <h2>{words.preview}</h2>
      {messages === undefined ? (
        <OnPaper ask={ask} text={text} />
      ) : (
        languages.map((lang) => <Message key={lang} ask={ask} lang={lang} message={messages[lang]} />)
      )}
      <p>
        <a href="/console/campaigns/letters">{words.back}</a>
      </p>
    </>,
  )
}

/** Asks a second person to approve these very words. */
export const askText = async (ask: StaffAsk): Promise<Redirect> => {
  const version = pathPiece(ask.request, 'version')
  await ask.parts.staffRooms.texts.ask(ask.visitor, version)
  return { to: `/console/campaigns/letters/${version}`, passing: { said: 'asked' } }
}

const specimen = { code: '222222222222', opensOn: '2027-01-06', validUntil: '2027-01-06' } as const

const specimenOf = (kind: LetterKind, lang: Language, madeOn: string): NoticeLetter | RefusalForm => {
  const base = {
    lang,
    recipient: ['SPÉCIMEN', '1 RUE DE L’EXEMPLE', '75000 PARIS'],
    sender: 'general',
    madeOn,
    reference: 'SPECIMEN',
    personName: 'Camille SPÉCIMEN',
  } as const
  const proof = { ...base, decidedOn: madeOn, channel: 'online' } as const
  if (kind === 'refusal-form') return { ...base, kind }
  if (kind === 'proof-opposition' || kind === 'proof-late' || kind === 'proof-closure' || kind === 'proof-erasure')
    return { ...proof, kind }
  const { code, validUntil, opensOn } = specimen
  if (kind === 'proof-transition') return { ...proof, kind, opensOn }
  if (kind === 'opening' || kind === 'opening-guardian' || kind === 'child' || kind === 'reminder')
    return { ...base, kind, code, validUntil, opensOn }
  return { ...base, kind, code, validUntil }
}

/** The letter on paper, with an invented name, as on the day of this version. */
export const sendPreview = async (ask: StaffAsk): Promise<FastifyReply> => {
  const lang = languages.find((known) => known === pathPiece(ask.request, 'lang'))
  const { text } = await ask.parts.staffRooms.texts.preview(ask.visitor, pathPiece(ask.request, 'version'))
  const kind = letterKinds.find((known) => known === text.kind)
  if (kind === undefined || lang === undefined) throw new Problem('absent', 'page-not-found')
  const madeOn = text.isInForce ? ask.parts.staffRooms.today() : text.from
  const pdf = await ask.parts.letters.print(specimenOf(kind, lang, madeOn))
  return sendPdf(ask, pdf, `${ask.text.letterDesk.file}-${text.version}-${lang}`)
}
