import { Readable } from 'node:stream'
import { mostDeleted } from '../../../../areas/documents/index.ts'
import { personName } from '../../../../areas/identity/index.ts'
import type { MedicalProfile } from '../../../../areas/profile/index.ts'
import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import { profileSections, type ProfileSection } from '../../../../reference/profile-sections.ts'
import type { SpaceAsk } from '../../ask.ts'
import { lineTitle, lineWords } from '../../profile/profile-words.ts'

/** What a section says on paper. A secret is in no document. */
export const linesOf = (ask: SpaceAsk, section: ProfileSection, { parts }: MedicalProfile): string[] => {
  const part = parts.find((one) => one.section === section.key)
  if (part === undefined) return []
  if (part.nothing !== undefined) return [section.nothing?.[ask.lang] ?? '']
  return part.lines
    .filter(({ secret }) => secret !== true)
    .map((line) => [lineTitle(ask, section, line), lineWords(ask, section, line)].filter(Boolean).join(' – '))
    .map((words) => words.replaceAll(/\s+/g, ' '))
}

/** The document that was made of the profile last, among those of the record; nothing where there is none. */
export const findMade = async (ask: SpaceAsk): Promise<DocumentEntry | undefined> => {
  const { documents } = ask.parts
  const query = { typeCodes: [{ code: documents.madeType() }], status: ['current' as const], count: 1 }
  return (await documents.listDocuments(ask.visitor, { spaceId: ask.spaceId }, query)).entries[0]
}

/** Makes a document of some sections and keeps it among the others, in the place of the one before (rules PML-11). Gives its id. */
export const keepProfile = async (ask: SpaceAsk, chosen: readonly string[]): Promise<string> => {
  const { documents, identity, profile: own, printProfile, clock, dayOf } = ask.parts
  const space = { spaceId: ask.spaceId }
  const { traits } = await identity.readPerson(ask.visitor, space)
  const profile = await own.readProfile(ask.visitor, space)
  const day = dayOf(clock.now().toISOString())
  const words = ask.text.profile.keep
  const sections = profileSections
    .filter(({ key }) => chosen.includes(key))
    .map((section) => ({ section, heading: section[ask.lang], lines: linesOf(ask, section, profile) }))
    .filter(({ lines }) => lines.length > 0)
  const pdf = await printProfile({
    title: ask.text.profile.heading,
    about: words.about(personName(traits), ask.words.date(day)),
    sections,
    end: words.has(sections.map(({ heading }) => heading).join(', ')),
    lang: ask.lang,
    day,
  })
  const file = { spaceId: ask.spaceId, contentType: 'application/pdf', stream: Readable.from([pdf]) }
  const { uploadId } = await documents.uploadAdded(ask.visitor, file)
  const answer = await documents.keepMade(ask.visitor, { spaceId: ask.spaceId, uploadId, lang: ask.lang })
  const documentId = answer.documents[0]?.id ?? ''
  // A crash before this leaves a document of which nobody knows what it shows: it is then taken to show everything.
  await own.noteKept(ask.visitor, space, { documentId, sections: sections.map(({ section }) => section.key) })
  return documentId
}

/** The versions before it go to the bin: they show what was taken out of the newest, and professionals could still open them. */
export const dropOlder = async (ask: SpaceAsk): Promise<void> => {
  const { documents } = ask.parts
  const query = {
    typeCodes: [{ code: documents.madeType() }],
    status: ['superseded' as const],
    sort: '-created' as const,
  }
  const { entries } = await documents.listDocuments(
    ask.visitor,
    { spaceId: ask.spaceId },
    { ...query, count: mostDeleted },
  )
  await documents.deleteDocuments(
    ask.visitor,
    entries.map(({ id }) => id),
  )
}
