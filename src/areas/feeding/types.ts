/**
 * What is counted. Documents: `taken`, of them those with remarks on their structure (`remarked`) and by how long after they were made they
 * came; apart from those, `older` ones that came in bulk, and `again`, the same message once more. Messages: `refused`, and apart from those
 * `untyped`, where the type was at fault.
 */
export type Figure = 'taken' | 'older' | 'remarked' | 'again' | 'refused' | 'untyped' | Delay

/** How long after the day it was made a document of today came; `day-unknown` where it says no day. */
export type Delay = (typeof delays)[number]

/** The delays, from the shortest on. */
export const delays = ['day-0', 'day-3', 'day-7', 'day-30', 'day-more', 'day-unknown'] as const

/** What one sum is of. `month`: its first day. */
export interface SumKey {
  month: string
  facilityId: string
  softwareId: string
  typeCode: string
  figure: Figure
  reason: string
}

/** So many, of what. */
export interface Sum extends SumKey {
  n: number
}
