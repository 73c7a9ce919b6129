import type { SpaceAddress, Visitor } from '../../access/types.ts'
import type { Coding } from '../../reference/document-entry.ts'
import type { GrowthFrame } from './growth.ts'
import type { Problem } from '../../platform/problem.ts'
import type {
  Measurement,
  MeasurementSaying,
  MeasurementSource,
  MeasuringDevice,
} from '../../reference/measurement-entry.ts'

/** What became of a measurement that was sent: kept under this id, or there already under it. */
export interface KeptMeasurement {
  id: string
  /** in which space */
  spaceId: string
  isNew: boolean
  /** where a device took it: under which id that is known, and whether its sender names it for the first time */
  device?: { id: string; isNew: boolean }
}

/** A measurement as it is sent: a device tells of itself before it has an id here. */
export interface SentMeasurement extends Omit<MeasurementSaying, 'source'> {
  source?: Omit<MeasurementSource, 'hardware'> & { hardware?: Omit<MeasuringDevice, 'id'> }
}

/** Which measurements are wanted. Instants are ISO texts, both included; newest first. */
export interface MeasurementQuery {
  kind: string
  from?: string
  to?: string
  /** cursor of the page before */
  after?: string
  /** how many of the newest are passed over */
  skip?: number
  /** 100 when left out, 1,000 at most */
  count?: number
}

/** A page of measurements of one kind; `total` counts exactly what this visitor may see. */
export interface MeasurementPage {
  measurements: Measurement[]
  total: number
  /** cursor of the next page */
  next?: string
  /** what was chosen about this kind; nothing where the visitor may see none of it */
  choice: KindChoice
  /** whose they are */
  spaceId: string
  /** what they are held against, where some of them, or today, are of an age that the reference knows */
  growth?: GrowthFrame
  /** the other kinds of which this visitor may see something, to stand beside it */
  others: string[]
}

/** One kind that grows with a child, with what it is held against; newest first. */
export interface GrowthPage {
  kind: string
  measurements: Measurement[]
  growth: GrowthFrame
}

/** What a holder, or who represents them, chose about one kind. */
export interface KindChoice {
  target?: { value: string; by?: string }
  isPinned: boolean
  /** not seen by professionals and apps, but for who sees what is hidden */
  isHidden: boolean
}

/** One kind of which this visitor may see something. */
export interface MeasuredKind {
  kind: string
  /** the newest one */
  last: Measurement
  total: number
}

/** What a holder, or who represents them, chose about measurements, by keys of measures. */
export interface MeasurementChoices {
  targets: Readonly<Record<string, { value: string; by?: string }>>
  pinned: readonly string[]
  /** what professionals and apps do not see */
  hidden: readonly string[]
  /** values of laboratories that stand first, by the codes of each */
  values?: readonly (readonly Coding[])[]
}

/** All that was measured, in short; of the choices those about kinds that this visitor may see. */
export interface MeasurementSurvey {
  kinds: MeasuredKind[]
  choices: MeasurementChoices
}

/** Why a line of a file that was brought in is left. */
export type LeftWhy = 'kind' | 'unit' | 'value' | 'time' | 'alone' | 'rule'

/** What became of a file that was brought in. */
export interface ImportReport {
  /** new, or a day that is fuller than before */
  added: number
  /** there already */
  there: number
  /** what was left, by why */
  left: Partial<Record<LeftWhy, number>>
  /** the first lines that were left, of a file of lines */
  lines: { line: number; why: LeftWhy }[]
  /** the file could not be read to its end: the reason; what came before is kept */
  broken?: string
}

/** A number that is not likely: a page asks, nothing refuses (rules PML-16). `field` is the part of the measure. */
export interface Doubt {
  field: string
  min: string
  max: string
}

/** One change of the choices; a target of `undefined` is taken away. */
export type ChoiceChange =
  | { kind: string; target: { value: string; by?: string } | undefined }
  | { kind: string; pinned: boolean }
  | { kind: string; hidden: boolean }
  | { codes: readonly Coding[]; pinned: boolean }

/** What was measured about a person: by themselves, a device, an app, a professional. Every method goes through the door. */
export interface Observations {
  /** The numbers of a saying that are not likely; none for what is not one. Pure. */
  doubtsAbout(saying: Pick<MeasurementSaying, 'kind' | 'values'>): Doubt[]
  /**
   * Keeps measurements, all or none; the same one twice is there once. Problem `incorrect` with the field at fault (`kind`, a part, `at`, `moment`,
   * `days`, `comment`, behind `measurements.N.` where several are sent): `measure-unknown`, `measurement-…`.
   */
  addMeasurements(
    visitor: Visitor,
    space: SpaceAddress,
    sayings: readonly SentMeasurement[],
  ): Promise<KeptMeasurement[]>
  /** The same, each by itself: what is at fault has its problem, the others are kept. Fails as a whole where the visit is refused. */
  addEachMeasurement(
    visitor: Visitor,
    space: SpaceAddress,
    sayings: readonly SentMeasurement[],
  ): Promise<(KeptMeasurement | Problem)[]>
  /**
   * Brings in a file of a device or health service while it comes, each measurement once however often it is brought; what devices take many times a
   * day is one measurement a day. Problem `incorrect`: `import-empty`, `import-unreadable`, `import-columns`, where nothing could be read; `busy`,
   * `import-under-way`. Beyond the visit, `refused` as adding is.
   */
  importMeasurements(visitor: Visitor, space: SpaceAddress, pieces: AsyncIterable<Buffer>): Promise<ImportReport>
  /** What this visitor may see of one kind; a computed one is computed here. Problem `incorrect`, `measure-unknown`. */
  readMeasurements(visitor: Visitor, space: SpaceAddress, query: MeasurementQuery): Promise<MeasurementPage>
  /** All that can be held against how children grow, kind by kind, in one visit; none where the reference knows no children of the person's sex. */
  readGrowth(visitor: Visitor, space: SpaceAddress): Promise<GrowthPage[]>
  /** One of them, with whose it is. Problem `absent`, `measurement-unknown`, also for what this visitor may not see. */
  readMeasurement(
    visitor: Visitor,
    space: SpaceAddress,
    id: string,
  ): Promise<{ measurement: Measurement; spaceId: string }>
  /** Every kind of which they may see something, in the order of the measures. */
  surveyMeasurements(visitor: Visitor, space: SpaceAddress): Promise<MeasurementSurvey>
  /**
   * Says one otherwise, of those that people typed themselves (rules PML-19). The problems of adding; `absent`, `measurement-unknown`; `refused`,
   * `measurement-not-own` for what a device, an app or a professional brought; `conflict`, `measurement-there-already`.
   */
  changeMeasurement(
    visitor: Visitor,
    space: SpaceAddress,
    changed: { id: string; saying: MeasurementSaying },
  ): Promise<void>
  /** Takes one away; for thirty days it can be put back. `absent`, `measurement-unknown`; `refused`, `measurement-not-own` for a professional's. */
  deleteMeasurement(visitor: Visitor, space: SpaceAddress, id: string): Promise<void>
  /** Puts back what was taken away. `absent`, `measurement-unknown`. */
  restoreMeasurement(visitor: Visitor, space: SpaceAddress, id: string): Promise<void>
  /** Problem `incorrect`, `measure-unknown`, `measure-without-target`, `measurement-value-unreadable`; `conflict`, `measurements-pinned-enough`. */
  chooseMeasurements(visitor: Visitor, space: SpaceAddress, change: ChoiceChange): Promise<void>
}
