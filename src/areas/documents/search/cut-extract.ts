import type { FindPlace, Place } from './find-word.ts'

/** A piece of an extract; `isFound` where it is what was looked for. */
export interface ExtractPart {
  text: string
  isFound: boolean
}

const before = 60
const length = 220
const mostMarks = 20

const placesIn = (text: string, finds: readonly FindPlace[]): Place[] => {
  const all = finds.flatMap((find) => {
    const places: Place[] = []
    for (let at = find(text); at !== undefined && places.length < mostMarks; at = find(text, at.end)) places.push(at)
    return places
  })
  let end = 0
  return all
    .toSorted((one, other) => one.start - other.start)
    .filter((place) => {
      const isFree = place.start >= end
      if (isFree) end = place.end
      return isFree
    })
}

/** Where to cut: between words where one ends near, so that no word and no letter is broken. */
const edge = (text: string, at: number, step: 1 | -1): number => {
  if (at <= 0 || at >= text.length) return Math.min(Math.max(at, 0), text.length)
  for (let far = 0, cut = at; far < 30 && cut > 0 && cut < text.length; far += 1, cut += step)
    if (text.charAt(cut) === ' ') return step === 1 ? cut : cut + 1
  const inPair = (text.charCodeAt(at) & 0xfc00) === 0xdc00
  return inPair ? at + 1 : at
}

const windowAt = (text: string, at: number): Place => ({
  start: edge(text, at - before, 1),
  end: edge(text, at - before + length, 1),
})

/** The window in which most of what is looked for stands; the first of those. */
const bestWindow = (text: string, finds: readonly FindPlace[]): Place | undefined => {
  const windows = finds.flatMap((find) => {
    const place = find(text)
    return place === undefined ? [] : [windowAt(text, place.start)]
  })
  const counted = windows.map((window) => ({
    window,
    count: finds.filter((find) => find(text.slice(window.start, window.end)) !== undefined).length,
  }))
  return counted.toSorted((one, other) => other.count - one.count || one.window.start - other.window.start)[0]?.window
}

/** A short piece of a text around what was looked for, cut into what was found and what stands between; nothing where it is not in it. */
export const cutExtract = (text: string, finds: readonly FindPlace[]): ExtractPart[] | undefined => {
  const window = bestWindow(text, finds)
  if (window === undefined) return undefined
  const piece = text.slice(window.start, window.end).trimEnd()
  const parts: ExtractPart[] = []
  let at = 0
  for (const { start, end } of placesIn(piece, finds)) {
    if (start > at) parts.push({ text: piece.slice(at, start), isFound: false })
    parts.push({ text: piece.slice(start, end), isFound: true })
    at = end
  }
  if (at < piece.length) parts.push({ text: piece.slice(at), isFound: false })
  const opening = window.start > 0 ? [{ text: '… ', isFound: false }] : []
  const closing = window.end < text.length ? [{ text: ' …', isFound: false }] : []
  return [...opening, ...parts, ...closing]
}
