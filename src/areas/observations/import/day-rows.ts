import type { Measurement, MeasurementAuthor } from '../../../reference/measurement-entry.ts'
import { findMeasure } from '../../../reference/measures.ts'
import type { SentMeasurement } from '../types.ts'
import type { ImportedSample } from './imported.ts'
import { packSeries, unpackSeries, type SeriesSample } from './pack-series.ts'

/** What a device took of one kind in one day. */
export interface DeviceDay extends Pick<ImportedSample, 'kind' | 'day' | 'offset' | 'device'> {
  samples: readonly SeriesSample[]
}

/** Gathers samples by kind, device and day; nothing for a value that is no number of its measure. */
export const gatherDays = (samples: readonly ImportedSample[]): DeviceDay[] => {
  const days = new Map<string, DeviceDay & { samples: SeriesSample[] }>()
  for (const { second, value, ...which } of samples) {
    const key = JSON.stringify([which.kind, which.day, which.device])
    const day = days.get(key) ?? { ...which, samples: [] }
    day.samples.push({ second, value })
    days.set(key, day)
  }
  return [...days.values()]
}

/** Those of two of a day together, in the order of their seconds: the same second with the same value is one. */
export const joinSamples = (one: readonly SeriesSample[], other: readonly SeriesSample[]): SeriesSample[] => {
  const all = new Map([...one, ...other].map((sample) => [`${sample.second}|${Number(sample.value)}`, sample]))
  return [...all.values()].toSorted((a, b) => a.second - b.second)
}

const valueOf = (kind: string, values: readonly number[]): string => {
  const sum = values.reduce((total, value) => total + value, 0)
  if (findMeasure(kind)?.daily === 'sum') return String(Math.round(sum))
  return String(Number((sum / values.length).toFixed(1)))
}

/** A day as one measurement: at its noon, its value the sum or the mean of what was taken. */
export const dayMeasurement = (
  { kind, day, offset, device }: Omit<DeviceDay, 'samples'>,
  samples: readonly SeriesSample[],
  by: string,
): SentMeasurement => {
  const values = samples.map(({ value }) => Number(value))
  const [min, max] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [values[0] ?? 0, values[0] ?? 0],
  )
  return {
    kind,
    at: `${day}T12:00:00${offset}`,
    values: { value: valueOf(kind, values) },
    source: { device, by },
    series: { day, count: values.length, min: String(min), max: String(max), packed: packSeries(samples) },
  }
}

/** What stands of a day with what came; nothing where nothing is new. */
export const joinedDay = (standing: Measurement, day: DeviceDay, by: string): SentMeasurement | undefined => {
  const before = standing.series === undefined ? [] : unpackSeries(standing.series.packed)
  const samples = joinSamples(before, day.samples)
  return samples.length === before.length ? undefined : dayMeasurement(day, samples, by)
}

/** A day before it is one of a space's. */
export const draftOfDay = (
  saying: SentMeasurement,
  about: { id: string; author: MeasurementAuthor; enteredAt: string },
): Measurement => {
  const { source, ...rest } = saying
  const { hardware: _none, ...taken } = source ?? {}
  return { ...rest, source: taken, ...about }
}
