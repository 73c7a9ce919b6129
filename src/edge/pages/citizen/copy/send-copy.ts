import type { FastifyReply } from 'fastify'
import type { CopiedFile, SpaceCopy } from '../../../../areas/documents/index.ts'
import { unpackSeries } from '../../../../areas/observations/index.ts'
import { parseInstant } from '../../../../platform/clock.ts'
import type { Measurement } from '../../../../reference/measurement-entry.ts'
import type { ProfileLine } from '../../../../reference/profile-entry.ts'
import { verifierPage } from '../../../log/verifier-page.tsx'
import type { Redirect, SpaceAsk } from '../../ask.ts'
import { isProven, proveFirst } from '../../fresh-proof.ts'
import { securityHeaders } from '../../security-headers.ts'
import { drawArchiveIndex } from './archive-index.tsx'
import { copiedNames, mediaTypeOf } from './copied-names.ts'
import { sumsOf, writeArchive, type ArchivedFile } from './write-archive.ts'

const names = {
  index: 'index.html',
  journal: 'journal.json',
  proof: 'mon-journal.json',
  verifier: 'verifier.html',
  folders: 'folders.json',
  identity: 'identity.json',
  measurements: 'measurements.json',
  profile: 'profile.json',
  care: 'care-history.json',
  sums: 'sha256.txt',
} as const

const documentFile = ({ entry, stream }: CopiedFile, name: string, now: Date): ArchivedFile[] =>
  stream === undefined
    ? []
    : [{ name, bytes: stream, at: parseInstant(entry.createdAt) ?? now, compress: /^text\//.test(mediaTypeOf(entry)) }]

/** Folders and pins by the names of the files: an id means nothing where the copy is read. */
const arrangedIn = ({ folders, pinned }: SpaceCopy, files: ReadonlyMap<string, string>) => {
  const namesOf = (ids: readonly string[]) => ids.flatMap((id) => files.get(id) ?? [])
  return {
    folders: folders.map(({ name, documents }) => ({ name, documents: namesOf(documents) })),
    pinned: namesOf(pinned),
  }
}

/** A line of the profile, its links to documents by the names of their files. */
const namedLine = (line: ProfileLine, files: ReadonlyMap<string, string>): ProfileLine => {
  if (line.links === undefined) return line
  const links = line.links.flatMap(({ kind, id }) => {
    const named = kind === 'document' ? files.get(id) : id
    return named === undefined ? [] : [{ kind, id: named }]
  })
  return { ...line, links }
}

/** A measurement with each value of a device's day, readable without us. */
const unpacked = ({ series, ...measurement }: Measurement): object => {
  if (series === undefined) return measurement
  const { packed, ...day } = series
  return { ...measurement, series: { ...day, samples: unpackSeries(packed) } }
}

/** The files of a copy in the order they are written: first the documents, then what is said of them. */
const filesOf = async function* (ask: SpaceAsk, copy: SpaceCopy): AsyncGenerator<ArchivedFile> {
  const at = ask.parts.clock.now()
  const wanted = copiedNames(copy.entries, ask.parts.dayOf)
  const files = new Map<string, string>()
  for await (const copied of copy.files()) {
    const name = wanted.get(copied.entry.id) ?? copied.entry.id
    if (copied.stream !== undefined) files.set(copied.entry.id, name)
    yield* documentFile(copied, name, at)
  }
  const text = (name: string, content: string): ArchivedFile => ({
    name,
    bytes: Buffer.from(content),
    at,
    compress: true,
  })
  yield text(names.journal, `${JSON.stringify([...copy.journal, ...copy.older], undefined, 1)}\n`)
  yield text(names.proof, copy.journalFile)
  yield text(names.verifier, verifierPage.html)
  yield text(names.folders, `${JSON.stringify(arrangedIn(copy, files), undefined, 1)}\n`)
  yield text(names.measurements, `${JSON.stringify(copy.measurements.map(unpacked), undefined, 1)}\n`)
  yield text(
    names.profile,
    `${JSON.stringify(
      copy.profile.map((line) => namedLine(line, files)),
      undefined,
      1,
    )}\n`,
  )
  yield text(names.care, `${JSON.stringify(copy.care, undefined, 1)}\n`)
  yield text(names.identity, `${JSON.stringify(copy.person, undefined, 1)}\n`)
  yield text(names.index, drawArchiveIndex(ask, { copy, files, ...names }))
}

/** The copy as a download, written while it is read. It begins with the entry in the journal, as every look does. */
export const sendCopy = async (ask: SpaceAsk): Promise<FastifyReply | Redirect> => {
  if (!isProven(ask)) return proveFirst(ask)
  const copy = await ask.parts.documents.copySpace(ask.visitor, ask.spaceId)
  const now = ask.parts.clock.now()
  const archive = writeArchive(filesOf(ask, copy), (written) => ({
    name: names.sums,
    bytes: Buffer.from(sumsOf(written)),
    at: now,
    compress: true,
  }))
  const day = ask.parts.dayOf(now.toISOString())
  return ask.reply
    .headers({ ...securityHeaders, 'content-disposition': `attachment; filename="carnet-${day}.zip"` })
    .type('application/zip')
    .send(archive)
}
