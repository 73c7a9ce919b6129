import type { LeftWhy, SentMeasurement } from '../types.ts'

/** One of what a device takes many times a day. */
export interface ImportedSample {
  kind: string
  /** `YYYY-MM-DD`, where it was taken */
  day: string
  /** the zone there, `+02:00` */
  offset: string
  /** seconds since that day's midnight */
  second: number
  /** in the unit of its measure */
  value: string
  device: string
}

/** One thing that a file says; or a line that is left, its number in a file of lines. */
export type Imported = { saying: SentMeasurement } | { sample: ImportedSample } | { left: LeftWhy; line?: number }
