import type { Coding, Identifier } from './document-entry.ts'

/** Whose word a measurement is: a person, a piece of software or an app, by its id and the name it had then. */
export interface MeasurementAuthor {
  as: 'holder' | 'representative' | 'professional' | 'software' | 'app'
  id: string
  name: string
}

/** A device as it tells of itself. Spec: HL7 Personal Health Device, PhdDevice. */
export interface MeasuringDevice {
  /** under which it is known here; given when its first measurement comes */
  id: string
  /** what its maker calls this one piece */
  identifier: Identifier
  profile?: string
  name?: string
  maker?: string
  model?: string
  serial?: string
  /** what it is, and what it can measure, in the codes of ISO/IEEE 11073 */
  type?: Coding
  skills: readonly { coding: Coding; version?: string }[]
}

/** What took it, where a device or a service says so: then nobody edits it (rules PML-19). */
export interface MeasurementSource {
  /** the device, in the words of who sent it */
  device?: string
  /** the app or file it came by */
  by?: string
  /** the same as an address: the object identifier of an app, as a URN */
  uri?: string
  hardware?: MeasuringDevice
}

/** What a device took many times in one day, kept as one measurement, whose value is their sum or mean (data/measures.json, `daily`). */
export interface DaySeries {
  /** `YYYY-MM-DD`, where it was taken */
  day: string
  count: number
  min: string
  max: string
  /** each of them, by `packSeries` */
  packed: string
}

/** What is said of one measurement before it stands in a space. Numbers are decimal texts in the unit of their measure, as they were written. */
export interface MeasurementSaying {
  /** key of a measure of data/measures.json */
  kind: string
  /** when: an ISO instant with its zone, as it was written */
  at: string
  /** by part of the measure: `value`, or `systolic` and `diastolic` */
  values: Readonly<Record<string, string>>
  /** for a measure that is a word */
  text?: string
  /** code of a moment of data/measures.json */
  moment?: string
  /** code of a number of days of data/measures.json */
  days?: string
  comment?: string
  /** how it was measured, and where on the body */
  method?: Coding
  site?: Coding
  source?: MeasurementSource
  series?: DaySeries
}

/** A measurement of a space. */
export interface Measurement extends MeasurementSaying {
  id: string
  author: MeasurementAuthor
  /** ISO instant */
  enteredAt: string
}
