import type { Coding } from './document-entry.ts'

/**
 * What a professional's document says of a person, as data: an allergy, a condition, a treatment, a vaccination. Dates are ISO, as exact as they were
 * written.
 */
export interface Statement {
  /** a section of data/profile/sections.json */
  section: 'allergies' | 'conditions' | 'treatments' | 'vaccinations'
  /** the first code first, then its translations */
  codes: Coding[]
  /** in the words of the document */
  label: string
  since?: string
  until?: string
  /** it says that this is not so */
  negated?: true
  /** wanted or ordered, not done */
  planned?: true
  /** completed, active, as the document says it */
  status?: string
  /** of a vaccination: a first course, a booster */
  kind?: Coding
  route?: Coding
  site?: Coding
  lot?: string
  rank?: string
  /** what it led to */
  reactions?: Coding[]
  /** how it is taken, in words */
  dosage?: string
  comment?: string
}
