import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import { isUuid, randomId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Coding, DocumentEntry } from '../../../reference/document-entry.ts'
import type { LaboratoryResult } from '../../../reference/result-entry.ts'
import type { ResultFlags } from '../../../reference/result-flags.ts'
import { alignUnits, foldCopies, pointsOfLine, shares, type ResultLine, type ResultPoint } from './result-points.ts'
import { weighResult, type WeighedResult } from './weigh-result.ts'

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
  /** What the documents that may be read say under any codes of each group, oldest first, group by group; nothing where they say nothing. */
  followEach(visitor: Visitor, space: SpaceAddress, each: readonly (readonly Coding[])[]): Promise<ResultPoint[][]>
}

/** Documents that are opened to follow one value: fifty years, one a month. */
const most = 600

interface Found {
  entry: DocumentEntry
  results: LaboratoryResult[]
}

const pointsOf = (flags: ResultFlags, codes: readonly Coding[], { entry, results }: Found): ResultPoint[] =>
  results.flatMap((result, line) => (shares(codes, result) ? pointsOfLine(flags, { entry, result, line, codes }) : []))

/** The documents with a value under one of these codes that may be read, and wait for nothing. */
const readUnder = async (opened: Opened, codes: readonly Coding[]): Promise<Found[]> => {
  const filter = { prefilter: opened.prefilter, status: ['current'] }
  const found = await opened.vault.listResults(filter, { codes, most })
  return found
    .filter((one) => opened.judge(one.document.facts).effect === 'permit')
    .map((one) => ({ entry: one.document.open(), results: one.open() }))
    .filter((one) => !one.entry.awaitsTalk)
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
  const own = entry.awaitsTalk ? [] : await opened.vault.findResults(entry.blobId)
  const result = own[line]
  if (result === undefined) throw new Problem('absent', 'result-unknown')
  const others = await readUnder(opened, result.codes)
  const all = others.some((one) => one.entry.id === entry.id) ? others : [{ entry, results: own }, ...others]
  const points = alignUnits(foldCopies(all.flatMap((one) => pointsOf(flags, result.codes, one))))
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
  followEach: async (visitor, space, each) => {
    const visit = { ...visitor, space, act: 'list-documents' } as const
    const { value } = await parts.door.open(visit, (opened) =>
      Promise.all(each.map((codes) => readUnder(opened, codes))),
    )
    return value.map((found, index) =>
      alignUnits(foldCopies(found.flatMap((one) => pointsOf(parts.flags, each[index] ?? [], one)))),
    )
  },
})
