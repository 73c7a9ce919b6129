import { Type } from 'typebox'
import { createDayFinder } from '../platform/calendar.ts'
import { DataFlaw, readData } from './data-file.ts'

const dated = <S extends typeof number | typeof flag | typeof words>(value: S) =>
  Type.Object({
    unit: Type.Optional(Type.String()),
    source: Type.String({ minLength: 1 }),
    versions: Type.Array(Type.Object({ from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), value }), {
      minItems: 1,
    }),
  })

const number = Type.Number()
const flag = Type.Boolean()
const words = Type.String({ minLength: 1 })

const numbers = Type.Object(
  {
    withheldNoticeDays: dated(number),
    secretVisitMinutes: dated(number),
    minorEntryYears: dated(number),
    withheldOpensMonths: dated(number),
    rescanDays: dated(number),
    careTeamMonths: dated(number),
    shareShortHours: dated(number),
    shareDays: dated(number),
    shareLongMonths: dated(number),
    appConsentMonths: dated(number),
    shareCodeUses: dated(number),
    consentDays: dated(number),
    lawReadingMonths: dated(number),
    wishesRecallMonths: dated(number),
    emergencyPersonsADay: dated(number),
    permissionsAtOnce: dated(number),
    stagedUploadHours: dated(number),
    olderDepositDays: dated(number),
    olderDocumentsAMessage: dated(number),
    olderDepositsAtOnce: dated(number),
    olderNoticeHour: dated(number),
    sessionMinutes: dated(number),
    maxFhirBytes: dated(number),
    maxContentBytes: dated(number),
    maxAddedBytes: dated(number),
    binDays: dated(number),
    maxAddedPhotos: dated(number),
    majorityYears: dated(number),
    majorityAnnouncedMonths: dated(number),
    parentRequestWeeks: dated(number),
    parentRequestsADay: dated(number),
    journalLateMinutes: dated(number),
    journalRetentionYears: dated(number),
    oppositionWeeks: dated(number),
    codeValidityWeeks: dated(number),
    recoveryHoldHours: dated(number),
    recoveryEndsDays: dated(number),
    legacyTransitionWeeks: dated(number),
    legacyReminderDays: dated(number),
    archiveYears: dated(number),
    erasureGraceDays: dated(number),
    erasureMonthsAtMost: dated(number),
    suspensionWeeks: dated(number),
    correctionReversibleDays: dated(number),
    profilesShown: dated(number),
    historyPageLines: dated(number),
    activityMonths: dated(number),
    emergencyHours: dated(number),
    dispatchHours: dated(number),
    emergencyNoteHours: dated(number),
    emergencyReviewHours: dated(number),
  },
  { additionalProperties: false },
)

const flags = Type.Object(
  {
    treatingDoctorSeesHidden: dated(flag),
    breakGlassOpposable: dated(flag),
    hiddenInEmergencyOpposable: dated(flag),
    hiddenWithWithheldAllowed: dated(flag),
    hiddenWithHiddenFromRepresentativesAllowed: dated(flag),
    withheldWithHiddenFromRepresentativesAllowed: dated(flag),
  },
  { additionalProperties: false },
)

const texts = Type.Object({ civilTimeZone: dated(words), legacyCutOff: dated(words) }, { additionalProperties: false })

const schema = Type.Object({
  numbers,
  flags,
  texts,
  examples: Type.Array(
    Type.Object({ name: Type.String(), at: Type.String(), value: Type.Union([number, flag, words]) }),
  ),
})

type File = Type.Static<typeof schema>

/** National parameters that are numbers; the unit is in the name and in the data file. */
export type NumberParameter = keyof File['numbers']

/** National parameters that are yes or no. */
export type FlagParameter = keyof File['flags']

/** National parameters that are words: a time zone, a day. */
export type TextParameter = keyof File['texts']

interface Version<V> {
  from: string
  value: V
}

/** What a decree sets, by date. */
export interface Parameters {
  /** The value in force on a day, or on the day of an instant (ISO); before the first version, the first one's. */
  parameterAt(name: NumberParameter, at: string): number
  parameterAt(name: FlagParameter, at: string): boolean
  parameterAt(name: TextParameter, at: string): string
  /** The day (YYYY-MM-DD) of an instant (ISO) by the civil clock: what a decree dates begins at midnight there. A day stays as it is. */
  dayOf(at: string): string
}

const instant = /T.*(?:Z|[+-]\d{2}:?\d{2})$/

/** The value of the last version that has begun on a day; the first one when none has. */
export const valueAt = <V>(versions: readonly Version<V>[], at: string): V | undefined =>
  (versions.findLast((version) => version.from <= at.slice(0, 10)) ?? versions[0])?.value

const checkOrder = (name: string, versions: readonly Version<unknown>[]): void => {
  const sorted = versions.every((version, index) => index === 0 || (versions[index - 1]?.from ?? '') < version.from)
  if (!sorted) throw new DataFlaw('parameters.json', name, 'versions stand in the order of their dates, one a day')
}

/** Reads data/parameters.json. Throws DataFlaw when a parameter is missing, unknown or out of order. */
export const createParameters = (): Parameters => {
  const file = readData('parameters.json', schema)
  const all = Object.entries({ ...file.numbers, ...file.flags, ...file.texts })
  for (const [name, { versions }] of all) checkOrder(name, versions)
  const values: Readonly<Record<string, readonly Version<number | boolean | string>[]>> = Object.fromEntries(
    all.map(([name, { versions }]) => [name, versions]),
  )
  const dayIn = createDayFinder()
  const civilDay = (at: string): string => {
    const zone = instant.test(at) ? valueAt(file.texts.civilTimeZone.versions, at) : undefined
    return zone === undefined ? at.slice(0, 10) : dayIn(at, zone)
  }
  function parameterAt(name: NumberParameter, at: string): number
  function parameterAt(name: FlagParameter, at: string): boolean
  function parameterAt(name: TextParameter, at: string): string
  function parameterAt(name: NumberParameter | FlagParameter | TextParameter, at: string): number | boolean | string {
    const value = valueAt(values[name] ?? [], civilDay(at))
    if (value === undefined) throw new DataFlaw('parameters.json', name, 'is missing')
    return value
  }
  return Object.freeze({ parameterAt, dayOf: civilDay })
}
