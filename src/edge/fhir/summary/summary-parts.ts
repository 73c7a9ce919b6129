import type { ValueSeries } from '../../../areas/documents/index.ts'
import type { MeasuredKind } from '../../../areas/observations/index.ts'
import type { MedicalProfile } from '../../../areas/profile/index.ts'
import { findMeasure } from '../../../reference/measures.ts'
import type { ProfileLine } from '../../../reference/profile-entry.ts'
import type { Statement } from '../../../reference/statement-entry.ts'
import { linesOf, statedOf } from '../profile/search-lines.ts'
import { ipsProfile, type LinePlace, type ProfileResource } from '../profile/profile-resource.ts'
import { writeLine } from '../profile/write-line.ts'
import { writeStatement } from '../profile/write-statement.ts'
import { writeRecordId } from '../record-id.ts'
import { writeObservation } from '../write-observation.ts'
import { summaryTerms, type SummarySection } from './summary-terms.ts'
import { lineWords, measurementWords, resultWords, statedWords } from './summary-words.ts'
import { writeResult } from './write-result.ts'

/** What a summary is made from: everything that this visitor may see, and nothing else. */
export interface SummaryGround {
  profile: MedicalProfile
  kinds: readonly MeasuredKind[]
  series: readonly ValueSeries[]
}

/** What stands in a section: as data, and in one line for who reads. */
export interface SummaryItem {
  resource: ProfileResource
  says: string
}

/** A section of a summary: its items; where there are none, whether that was said or nobody said anything. */
export interface FilledSection {
  section: SummarySection
  items: SummaryItem[]
  saidEmpty: boolean
}

/** So many values of laboratories, the newest of each: a summary is read in a minute. */
const mostResults = 40

const isPast = ({ fields }: ProfileLine, today: string): boolean => {
  const { until = '' } = fields
  return until !== '' && until < today.slice(0, until.length)
}

const isTobacco = ({ fields }: ProfileLine): boolean => fields['what'] === 'tobacco'

/** The lines that fill a section. What is over is told apart from what lasts; of habits only tobacco has a code of its own. */
const linesFor = ({ key, from }: SummarySection, profile: MedicalProfile, today: string): ProfileLine[] => {
  if (key === 'past') return linesOf(profile, (one) => one === 'conditions').filter((line) => isPast(line, today))
  if (from === undefined) return []
  const lines = linesOf(profile, (one) => one === from)
  if (key === 'problems') return lines.filter((line) => !isPast(line, today))
  return key === 'social' ? lines.filter(isTobacco) : lines
}

const withProfile = (resource: ProfileResource, name: string): ProfileResource => ({
  ...resource,
  meta: { ...resource.meta, profile: [ipsProfile(name)] },
})

const isOver = ({ section, until }: Statement, today: string): boolean =>
  section === 'conditions' && until !== undefined && until < today.slice(0, until.length)

/** What documents say: what is over stands with what is past. What was not so, or is only planned, is in no summary. */
const statedItems = ({ key, from }: SummarySection, profile: MedicalProfile, place: LinePlace): SummaryItem[] =>
  statedOf(profile, (one) => one === (key === 'past' ? 'conditions' : from))
    .filter(({ statement }) => !statement.negated && !statement.planned)
    .filter(({ statement }) => isOver(statement, place.today) === (key === 'past'))
    .map((stated) => ({ resource: writeStatement(stated, place), says: statedWords(stated) }))

const itemsFor = (section: SummarySection, ground: SummaryGround, place: LinePlace): SummaryItem[] => {
  const { profile, kinds, series } = ground
  const { lang } = place
  if (section.key === 'results')
    return series.slice(0, mostResults).map((one) => ({ resource: writeResult(one, place), says: resultWords(one) }))
  if (section.key === 'vital')
    return kinds
      .filter(({ kind }) => findMeasure(kind)?.derived !== true)
      .map(({ last }) => ({
        resource: {
          resourceType: 'Observation',
          id: writeRecordId({ ...place, id: last.id }),
          ...writeObservation(last, place),
        },
        says: measurementWords(last, lang),
      }))
  const own = linesFor(section, profile, place.today).map((line) => {
    const resource = writeLine(line, place)
    const marked = section.key === 'social' ? withProfile(resource, 'Observation-tobaccouse') : resource
    return { resource: marked, says: lineWords(line, lang) }
  })
  return [...own, ...statedItems(section, profile, place)]
}

/** The sections of a summary that are filled, or must be there. */
export const fillSections = (ground: SummaryGround, place: LinePlace): FilledSection[] =>
  summaryTerms.sections.flatMap((section) => {
    const items = itemsFor(section, ground, place)
    const part = ground.profile.parts.find((one) => one.section === section.from)
    const filled = { section, items, saidEmpty: part?.nothing !== undefined }
    return items.length > 0 || section.required ? [filled] : []
  })
