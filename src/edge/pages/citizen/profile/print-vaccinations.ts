import type { FastifyReply } from 'fastify'
import { personName } from '../../../../areas/identity/index.ts'
import type { ProfilePart, StatedLine } from '../../../../areas/profile/index.ts'
import type { ProfileLine } from '../../../../reference/profile-entry.ts'
import type { SpaceAsk } from '../../ask.ts'
import { dueWordsOf, levelWords } from '../../profile/due-list.tsx'
import { lineByline, lineTitle, lineWords } from '../../profile/profile-words.ts'
import { sendPdf } from '../../send-pdf.ts'
import { requireVaccinations } from './line-screen.tsx'

type Section = ReturnType<typeof requireVaccinations>['section']

const dated = ({ fields }: ProfileLine): string => fields['at'] ?? ''

const newestFirst = (one: string, other: string): number => (one < other ? 1 : one > other ? -1 : 0)

const inOneLine = (parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined && part !== '')
    .join(' – ')
    .replaceAll(/\s+/g, ' ')

/** One of the person's own lines: what, when and which batch; whose word it is. */
const ownWords =
  (ask: SpaceAsk, { section, birthDate }: { section: Section; birthDate: string }) =>
  (line: ProfileLine): string =>
    inOneLine([
      lineTitle(ask, section, line),
      lineWords(ask, section, line),
      levelWords(ask, birthDate, line),
      line.certificate && ask.text.profile.certificate.pill(line.certificate),
      lineByline(ask, line, false),
    ])

/** What a professional's document says was given. */
const statedWords = (ask: SpaceAsk, birthDate: string) => {
  const words = ask.text.profile.stated
  return (stated: StatedLine): string => {
    const { label, since, lot, rank } = stated.statement
    return inOneLine([
      label,
      since && ask.words.date(since.slice(0, 10)),
      lot && `${words.lot} ${lot}`,
      rank && `${words.rank} ${rank}`,
      levelWords(ask, birthDate, stated),
      stated.author,
      stated.documentTitle,
    ])
  }
}

const isGiven = ({ statement }: StatedLine): boolean => !statement.negated && !statement.planned

/** What is on paper: what is a secret is on none. */
const sectionsOf = (ask: SpaceAsk, section: Section, { part, birthDate }: { part: ProfilePart; birthDate: string }) => {
  const words = ask.text.profile.printed
  const own = part.lines
    .filter(({ secret }) => secret !== true)
    .toSorted((one, other) => newestFirst(dated(one), dated(other)))
  const stated = part.stated
    .filter((one) => isGiven(one) && one.secret !== true)
    .toSorted((one, other) => newestFirst(one.statement.since ?? '', other.statement.since ?? ''))
  const toWords = ownWords(ask, { section, birthDate })
  return [
    { heading: words.stated, lines: stated.map(statedWords(ask, birthDate)) },
    { heading: words.certified, lines: own.filter(({ certificate }) => certificate?.isVerified).map(toWords) },
    { heading: words.own, lines: own.filter(({ certificate }) => !certificate?.isVerified).map(toWords) },
  ]
}

/** The vaccinations on paper (rules PML-22): by whose word each is, what comes next, and what the paper is worth. */
export const printVaccinations = async (ask: SpaceAsk): Promise<FastifyReply> => {
  const { section } = requireVaccinations(ask, 'printed')
  const { identity, profile: own, printProfile, clock, dayOf } = ask.parts
  const space = { spaceId: ask.spaceId }
  const { traits } = await identity.readPerson(ask.visitor, space)
  const profile = await own.readProfile(ask.visitor, space)
  const words = ask.text.profile.printed
  const day = dayOf(clock.now().toISOString())
  const part = profile.parts.find((one) => one.section === section.key)
  const { birthDate } = traits
  const said = part === undefined ? [] : sectionsOf(ask, section, { part, birthDate })
  const due = dueWordsOf(ask, profile, birthDate)
  const sections = [
    ...said.filter(({ lines }) => lines.length > 0),
    { heading: ask.text.profile.due.heading, lines: [...(due.length === 0 ? [ask.text.profile.due.none] : due)] },
    { heading: words.worthHeading, lines: [words.worth, ask.text.profile.due.note] },
  ]
  const born = words.born(ask.words.date(birthDate))
  const about = words.about(`${personName(traits)}, ${born}`, ask.words.date(day))
  const pdf = await printProfile({ title: words.title, about, sections, lang: ask.lang, day })
  return sendPdf(ask, pdf, words.file)
}
