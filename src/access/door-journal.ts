import { appendEntry } from '../journal/append.ts'
import type { EntryBody, EntryPlace } from '../journal/entry.ts'
import { readEntries, readEntry, type EntryFilter, type EntryPage } from '../journal/read.ts'
import { audiencesBegun, readableChains } from '../journal/readable-chains.ts'
import { readFileChains } from '../journal/write-journal-file.ts'
import type { Keys } from '../keys/keys.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Judge } from './judge.ts'
import { audienceOfVisit, entryOf } from './entry-of.ts'
import { isMinor } from './policy.ts'
import type { Standing } from './standing.ts'
import type { Audience, Grant, Visit } from './types.ts'

interface Here {
  visit: Visit
  standing: Standing
}

/** Writes a visit into another chain than that of its own entry; says where it stands there. */
export type NoteFor = (audience: Audience, link?: EntryBody['link']) => Promise<EntryPlace>

/** Builds what writes an opened visit into other chains too, decided as its own entry was. */
export const createNoteFor =
  ({ visit, standing, judge }: Here & { judge: Judge }, connection: Connection): NoteFor =>
  (audience, link) => {
    const entry = entryOf({ ...visit, audience }, standing, judge.visit)
    const body = { ...entry.body, ...(link ? { link } : {}) }
    return appendEntry(connection, standing.keys, { ...entry, body })
  }

/** A professional who does not see the minor alone sees nothing of what the minor keeps, nor its lines. Law: R.1111-50; rules DOC-24. */
const isApart = ({ visit, standing }: Here, now: Date): boolean =>
  visit.actor.kind === 'professional' && isMinor(standing.policy, now) && visit.secretVisit !== true

/** The journal as an opened visit reads it, and writes more than its own entry. */
export const openJournal = (
  here: Here,
  connection: Connection,
  at: { grant: Grant; place: Promise<EntryPlace>; nowMs: number; noteFor: NoteFor; keyStore: Pick<Keys, 'systemKey'> },
) => {
  const { kind } = here.visit.actor
  const withoutSecrets = kind === 'representative' || isApart(here, new Date(at.nowMs))
  const reader = { grant: at.grant, keys: here.standing.keys, withoutSecrets }
  // What is handed over is what its holder may read: beside the journal of another space, it is theirs alone.
  const isHanded = here.visit.act === 'hand-over-documents'
  const chains = () => readableChains(connection, reader, isHanded ? 'holder' : kind)
  return {
    readEntries: async (page: EntryPage) => readEntries(connection, { ...reader, chains: await chains() }, page),
    readEntry: async (n: string, sought?: EntryFilter) =>
      readEntry(connection, { ...reader, chains: await chains() }, { ...sought, name: n }),
    readChains: async () => {
      await at.place
      const seed = await at.keyStore.systemKey('journal-signing')
      return readFileChains(connection, { ...reader, seed }, await chains())
    },
    noteFor: async (audience: Audience) => void (await at.noteFor(audience)),
    linkInMain: async () => {
      const { n, hash } = await at.place
      await at.noteFor('main', { audience: audienceOfVisit(here), n, hash })
    },
  }
}

/** Where the last entry of a chain stands. */
export interface ChainEnd {
  audience: Audience
  place: EntryPlace
}

/** Writes the visit that erases a space into each of its chains, as the last entry for ever: the keys go with it. */
export const endChains = async (
  connection: Connection,
  { place, noteFor, ...here }: Here & { place: EntryPlace; noteFor: NoteFor },
): Promise<ChainEnd[]> => {
  const own = { audience: audienceOfVisit(here), place }
  const ends: ChainEnd[] = [own]
  for (const audience of await audiencesBegun(connection, here.standing.spaceId))
    if (audience !== own.audience) ends.push({ audience, place: await noteFor(audience) })
  return ends
}
