import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import { isUuid, randomId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { analytesOf } from '../../../reference/analytes.ts'
import type { Coding, DocumentEntry } from '../../../reference/document-entry.ts'
import type { EarlierResult, LaboratoryResult } from '../../../reference/result-entry.ts'
import type { ResultFlags } from '../../../reference/result-flags.ts'
import { weighResult, type WeighedResult } from './weigh-result.ts'

/** A line of a document: its place among the results that were read from it, from 0. */
export interface ResultLine {
  documentId: string
  line: number
}

/** One value on the way of a result: read from a document of its own, or told again by a later one. */
export interface ResultPoint {
  result: WeighedResult
  /** when it was taken, or the day of its document (ISO text) */
  at: string
  source: { line: ResultLine; author: DocumentEntry['authors'][number] | undefined }
  /** a later report repeats it: the report of its day is not in the record */
  repeated: boolean
  /** how many other documents say the same */
  copies: number
}

/** What became of one value, oldest first. `line` is the one that was asked for. */
export interface FollowedResult {
  result: WeighedResult
  points: ResultPoint[]
  /** the language of its document */
  language?: string
}

/** Where a result leads: what else the record holds under its code. */
export interface ResultFollowing {
  /** Refused as an unknown document where it may not be read; Problem `absent` where the document has no such line. */
  followResult(visitor: Visitor, space: SpaceAddress, line: ResultLine): Promise<FollowedResult>
}

/** Documents that are opened to follow one value: fifty years, one a month. */
const most = 600

const isSame = (one: Coding, other: Coding): boolean => one.system === other.system && one.code === other.code

const shares = (codes: readonly Coding[], { codes: own }: Pick<LaboratoryResult, 'codes'>): boolean =>
  analytesOf(own).some((one) => analytesOf(codes).some((other) => isSame(one, other)))

interface Found {
  entry: DocumentEntry
  results: LaboratoryResult[]
}

const asResult = (one: LaboratoryResult, earlier: EarlierResult): LaboratoryResult => ({
  codes: earlier.codes,
  ...(one.label === undefined ? {} : { label: one.label }),
  status: 'final',
  ...(earlier.at === undefined ? {} : { at: earlier.at }),
  values: earlier.values,
  interpretations: [],
  ranges: [],
  comments: [],
  remarks: [],
  headings: one.headings,
  earlier: [],
})

const pointsOf = (flags: ResultFlags, codes: readonly Coding[], { entry, results }: Found): ResultPoint[] =>
  results.flatMap((result, line) => {
    if (result.status !== 'final' || !shares(codes, result)) return []
    const source = { line: { documentId: entry.id, line }, author: entry.authors[0] }
    const own = {
      result: weighResult(flags, result),
      at: result.at ?? entry.datedAt,
      source,
      repeated: false,
      copies: 0,
    }
    const before = result.earlier.flatMap((earlier) => {
      const { at } = earlier
      const isAnother = earlier.codes.length > 0 && !shares(codes, earlier)
      return at === undefined || isAnother
        ? []
        : [{ ...own, result: weighResult(flags, asResult(result, earlier)), at, repeated: true }]
    })
    return [own, ...before]
  })

const keyOf = ({ at, result }: ResultPoint): string => `${at.slice(0, 16)}|${JSON.stringify(result.values)}`

/** The same value of the same minute stands once: as its own report has it where that is there. */
const foldCopies = (points: readonly ResultPoint[]): ResultPoint[] => {
  const folded = new Map<string, ResultPoint>()
  for (const point of points) {
    const known = folded.get(keyOf(point))
    if (known === undefined) folded.set(keyOf(point), point)
    else if (!point.repeated) folded.set(keyOf(point), { ...point, copies: known.copies + (known.repeated ? 0 : 1) })
  }
  return [...folded.values()].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}

const follow = async (
  opened: Opened,
  flags: ResultFlags,
  { documentId, line }: ResultLine,
): Promise<FollowedResult> => {
  const document = await opened.vault.findDocument(isUuid(documentId) ? documentId : randomId())
  // The act is that of a list, in which what may not be read is not there.
  if (document === undefined || opened.judge(document.facts).effect === 'refuse')
    return opened.refuse('document-unknown')
  const entry = document.open()
  const own = await opened.vault.findResults(entry.blobId)
  const result = own[line]
  if (result === undefined) throw new Problem('absent', 'result-unknown')
  const filter = { prefilter: opened.prefilter, status: ['current'] }
  const found = await opened.vault.listResults(filter, { codes: result.codes, most })
  const readable = found.filter((one) => opened.judge(one.document.facts).effect === 'permit')
  const others = readable.map((one) => ({ entry: one.document.open(), results: one.open() }))
  const all = others.some((one) => one.entry.id === entry.id) ? others : [{ entry, results: own }, ...others]
  const points = foldCopies(all.flatMap((one) => pointsOf(flags, result.codes, one)))
  const { language } = entry
  return { result: weighResult(flags, result), points, ...(language === undefined ? {} : { language }) }
}

/** Builds the following of results. Right: only documents that this visitor may read one by one say anything here. */
export const createFollowResult = (parts: { door: Door; flags: ResultFlags }): ResultFollowing => ({
  followResult: async (visitor, space, line) => {
    const visit = { ...visitor, space, act: 'list-documents' } as const
    const { value } = await parts.door.open(visit, (opened) => follow(opened, parts.flags, line))
    return value
  },
})
