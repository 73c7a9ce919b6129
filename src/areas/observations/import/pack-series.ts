/** One of many of a day: seconds since its midnight, and a decimal text. */
export interface SeriesSample {
  second: number
  value: string
}

const mostPlaces = 6

const placesOf = (value: string): number => value.split('.')[1]?.length ?? 0

const pushNumber = (bytes: number[], value: number): void => {
  let left = value
  while (left > 127) {
    bytes.push((left % 128) + 128)
    left = Math.floor(left / 128)
  }
  bytes.push(left)
}

// Small numbers of either sign become small numbers: 0, -1, 1, -2, 2…
const folded = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value)
const unfolded = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2)

/**
 * Packs what a device took in a day, in the order of its seconds: how many places the numbers have, then for each what it is later and
 * larger than the one before it. Two or three bytes for a heart rate. Values have six places at most.
 */
export const packSeries = (samples: readonly SeriesSample[]): string => {
  const places = samples.reduce((most, { value }) => Math.min(mostPlaces, Math.max(most, placesOf(value))), 0)
  const bytes: number[] = [places]
  let [second, amount] = [0, 0]
  for (const sample of samples) {
    const scaled = Math.round(Number(sample.value) * 10 ** places)
    pushNumber(bytes, sample.second - second)
    pushNumber(bytes, folded(scaled - amount))
    ;[second, amount] = [sample.second, scaled]
  }
  return Buffer.from(bytes).toString('base64')
}

/** What `packSeries` packed. */
export const unpackSeries = (packed: string): SeriesSample[] => {
  const bytes = Buffer.from(packed, 'base64')
  const places = bytes[0] ?? 0
  let at = 1
  const next = (): number => {
    let [value, weight] = [0, 1]
    for (;;) {
      const byte = bytes[at] ?? 0
      at += 1
      value += (byte % 128) * weight
      if (byte < 128) return value
      weight *= 128
    }
  }
  const samples: SeriesSample[] = []
  let [second, amount] = [0, 0]
  while (at < bytes.length) {
    second += next()
    amount += unfolded(next())
    samples.push({ second, value: (amount / 10 ** places).toFixed(places) })
  }
  return samples
}
