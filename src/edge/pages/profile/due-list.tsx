import type { VNode } from 'preact'
import {
  dueVaccines,
  levelOf,
  type DueVaccine,
  type GivenVaccine,
  type MedicalProfile,
  type StatedLine,
} from '../../../areas/profile/index.ts'
import type { ProfileLine } from '../../../reference/profile-entry.ts'
import type { Ask } from '../ask.ts'

/** A vaccination of the person's own lines. */
const givenOf = ({ fields }: ProfileLine): GivenVaccine => ({ label: fields['what'] ?? '', at: fields['at'] ?? '' })

/** One that a document says was done; nothing for what was not, or without a day. */
const statedGiven = ({ statement }: StatedLine): GivenVaccine[] => {
  const { label, codes, since, negated, planned } = statement
  if (since === undefined || negated || planned) return []
  const named = [label, ...codes.map(({ display }) => display ?? '')].join(' ')
  return [{ label: named, codes: codes.map(({ code }) => code), at: since }]
}

/** The vaccinations that a profile tells: the person's own lines, and what documents say was done. */
export const givenIn = ({ parts }: MedicalProfile): GivenVaccine[] => {
  const part = parts.find(({ section }) => section === 'vaccinations')
  const own = (part?.lines ?? []).map(givenOf)
  return [...own, ...(part?.stated ?? []).flatMap(statedGiven)].filter(({ at }) => at !== '')
}

/** How the calendar asks for a vaccination, in a word; nothing where it does not. */
export const levelWords = (ask: Ask, birthDate: string, one: ProfileLine | StatedLine): string | undefined => {
  const [given] = 'statement' in one ? statedGiven(one) : [givenOf(one)]
  const today = ask.parts.dayOf(ask.parts.clock.now().toISOString())
  const level = given === undefined || given.at === '' ? undefined : levelOf({ birthDate, today }, given)
  return level && ask.text.profile.due.level[level]
}

const dueWords = (ask: Ask, { vaccine, dose, from, isNow }: DueVaccine): string => {
  const words = ask.text.profile.due
  const name =
    dose === undefined || (vaccine.doses ?? []).length < 2 ? vaccine[ask.lang] : words.dose(vaccine[ask.lang], dose)
  return isNow ? name : words.from(name, ask.words.date(from))
}

const dueIn = (ask: Ask, profile: MedicalProfile, birthDate: string): DueVaccine[] => {
  const today = ask.parts.dayOf(ask.parts.clock.now().toISOString())
  return dueVaccines({ birthDate, today }, givenIn(profile))
}

/** The same in words, for paper. */
export const dueWordsOf = (ask: Ask, profile: MedicalProfile, birthDate: string): string[] =>
  dueIn(ask, profile, birthDate).map(
    (one) => `${dueWords(ask, one)} (${ask.text.profile.due.level[one.vaccine.level]})`,
  )

/** What the calendar asks for beside what was given: now, and within a year. It advises nothing that a professional does not decide. */
export const DueList = (props: { ask: Ask; profile: MedicalProfile; birthDate: string; level: 'h2' | 'h3' }): VNode => {
  const { ask, profile, birthDate, level: Heading } = props
  const words = ask.text.profile.due
  const due = dueIn(ask, profile, birthDate)
  return (
    <section>
      <Heading>{words.heading}</Heading>
      {due.length === 0 ? (
        <p class="empty">{words.none}</p>
      ) : (
        <ul class="plain-list">
          {due.map((one) => (
            <li key={`${one.vaccine.key} ${one.dose ?? ''}`}>
              {dueWords(ask, one)} <span class="row-who">{words.level[one.vaccine.level]}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="aside">{words.note}</p>
    </section>
  )
}
