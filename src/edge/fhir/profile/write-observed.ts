import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { profileSections } from '../../../reference/profile-sections.ts'
import { hl7Concept, patientOf, type ProfileResource } from './profile-resource.ts'
import { choice, loinc, said, type Written } from './written-line.ts'

/** Spec: IPS 2.0.0, tobacco use; LOINC. The other habits have no code of their own here. */
const tobacco = '72166-2'

/** What a person says of their habits or of their blood. */
export const writeObserved = (written: Written): object => {
  const { section, place, line } = written
  const says = said(written, 'says') ?? choice(written, 'what') ?? ''
  const isTobacco = said(written, 'what') === 'tobacco'
  const habit = isTobacco ? loinc(tobacco) : { text: choice(written, 'what') }
  return {
    status: 'final',
    category: [hl7Concept('observation-category', section.key === 'lifestyle' ? 'social-history' : 'exam')],
    code: section.key === 'lifestyle' ? habit : loinc(section.loinc ?? ''),
    subject: patientOf(place),
    effectiveDateTime: line.changedAt,
    performer: [patientOf(place)],
    valueCodeableConcept: { text: says },
  }
}

/** The codes by which such observations are searched: tobacco, and those of the sections that hold one thing each. */
export const observedCodes: readonly string[] = [
  tobacco,
  ...profileSections.flatMap(({ resource, single, loinc: code }) =>
    resource === 'Observation' && single && code !== undefined ? [code] : [],
  ),
]

const coded = Type.Object({ coding: Type.Optional(Type.Array(Type.Object({ code: Type.String() }))) })
const observed = Compile(Type.Object({ code: coded, category: Type.Array(coded) }))

/** The codes that an observation has. */
export const codesOf = (resource: ProfileResource): string[] =>
  observed.Check(resource) ? (resource.code.coding ?? []).map(({ code }) => code) : []

/** Whether an observation is about a habit. */
export const isHabit = (resource: ProfileResource): boolean =>
  observed.Check(resource) &&
  resource.category.some(({ coding = [] }) => coding.some(({ code }) => code === 'social-history'))
