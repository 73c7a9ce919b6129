import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import type { BatchView, NoticeLetter } from '../../../../areas/enrolment/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import { textsOfBlock } from '../../../../reference/create-letter-texts.ts'
import type { Language } from '../../../../reference/language.ts'
import { letterKinds, type LetterKind } from '../../../../reference/letter-shapes.ts'
import type { Page, StaffAsk } from '../../ask.ts'
import { pathPiece } from '../../form-fields.ts'
import { consolePage } from '../console-page.tsx'
import { NumberTable } from '../number-table.tsx'
import { sendPdf } from '../send-pdf.ts'

const languages: readonly Language[] = ['fr', 'en']

const readingOf = (ask: StaffAsk, kind: LetterKind, lang: Language): string => {
  const words = ask.text.campaignDesk.letters
  const { texts } = ask.parts.letters
  const { letter } = texts.versionAt(kind, ask.parts.staffRooms.today())[lang]
  const reading = texts.checkLetterText(letter.flatMap(textsOfBlock).join('\n'), lang, 'letter')
  const score = words.score[lang](Math.round(reading.score))
  return `${score} : ${reading.passes ? words.passes : words.fails}`
}

const rowOf = (ask: StaffAsk, kind: LetterKind) => {
  const words = ask.text.campaignDesk.letters
  const version = ask.parts.letters.texts.versionAt(kind, ask.parts.staffRooms.today())
  return {
    key: kind,
    cells: [
      words.kinds[kind],
      <code>{version.id}</code>,
      ask.words.date(version.from),
      languages.map((lang) => readingOf(ask, kind, lang)).join(' – '),
      languages.map((lang) => (
        <a
          key={lang}
          href={`/console/campaigns/letters/${kind}/${lang}`}
          aria-label={`${words.preview} ${lang}, ${words.kinds[kind]}`}
        >
          {words.preview} {lang}{' '}
        </a>
      )),
    ],
  }
}

const Batches = ({ ask, batches }: { ask: StaffAsk; batches: readonly BatchView[] }): VNode => {
  const words = ask.text.campaignDesk.letters
  const { number, letters, made } = words.batchColumns
  return (
    <section>
      <h2>{words.batches}</h2>
      {batches.length === 0 ? (
        <p>{ask.text.staffConsole.none}</p>
      ) : (
        <NumberTable
          label={words.batches}
          columns={[number, letters, made]}
          rows={batches.map((batch) => ({
            key: batch.id,
            cells: [<code>{batch.fileName}</code>, batch.letters, ask.words.date(batch.madeAt)],
          }))}
        />
      )}
    </section>
  )
}

/** O7: the wording in force of every letter, its reading score, its picture on paper; the files that were made. */
export const showLetters = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.campaignDesk.letters
  const batches = await ask.parts.campaigns.listBatches(ask.visitor)
  const { kind, version, from, score, preview } = words.columns
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, lead: words.lead, place: 'campaigns', wide: true },
    <>
      <NumberTable
        label={words.table}
        columns={[kind, version, from, score, preview]}
        rows={letterKinds.map((each) => rowOf(ask, each))}
      />
      <Batches ask={ask} batches={batches} />
    </>,
  )
}

const specimen = { code: '222222222222', opensOn: '2027-01-06', validUntil: '2027-01-06' } as const

const specimenOf = (ask: StaffAsk, kind: LetterKind, lang: Language): NoticeLetter => {
  const base = {
    lang,
    recipient: ['SPÉCIMEN', '1 RUE DE L’EXEMPLE', '75000 PARIS'],
    sender: 'general',
    madeOn: ask.parts.staffRooms.today(),
    reference: 'SPECIMEN',
    personName: 'Camille SPÉCIMEN',
  } as const
  if (kind === 'proof-opposition' || kind === 'proof-closure' || kind === 'proof-erasure')
    return { ...base, kind, decidedOn: ask.parts.staffRooms.today(), channel: 'online' }
  const { code, validUntil, opensOn } = specimen
  if (kind === 'proof-transition')
    return { ...base, kind, decidedOn: ask.parts.staffRooms.today(), channel: 'online', opensOn }
  return kind === 'new-code' || kind === 'recovery'
    ? { ...base, kind, code, validUntil }
    : { ...base, kind, code, validUntil, opensOn }
}

/** The letter on paper, with an invented name. */
export const sendPreview = async (ask: StaffAsk): Promise<FastifyReply> => {
  const kind = letterKinds.find((known) => known === pathPiece(ask.request, 'kind'))
  const lang = languages.find((known) => known === pathPiece(ask.request, 'lang'))
  await ask.parts.staffRooms.enter(ask.visitor, 'letters-view')
  if (kind === undefined || lang === undefined) throw new Problem('absent', 'page-not-found')
  const pdf = await ask.parts.letters.print(specimenOf(ask, kind, lang))
  return sendPdf(ask, pdf, `${ask.text.campaignDesk.letters.file}-${kind}-${lang}`)
}
