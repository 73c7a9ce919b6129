import type { Opened } from '../../access/door-opened.ts'
import type { ProfileSaying } from '../../reference/profile-entry.ts'
import type { Statement } from '../../reference/statement-entry.ts'
import { authorNamesOf } from '../documents/index.ts'
import type { StatedLine } from './types.ts'

/** So many documents are opened, the newest. */
const mostDocuments = 200

const authorOf = (entry: Parameters<typeof authorNamesOf>[0]): { author?: string } => {
  const [author] = authorNamesOf(entry).values()
  return author === undefined ? {} : { author }
}

/** What documents say of a person's health that this visitor may read: each judged as a reading of it. What waits for a talk says nothing yet. */
export const statedLines = async (opened: Opened): Promise<StatedLine[]> => {
  const found = await opened.vault.listResults(
    { prefilter: opened.prefilter, status: ['current'] },
    { stated: true, most: mostDocuments },
  )
  const readable = found.filter(
    ({ document }) => opened.judgeAs({ act: 'read-document' }, document.facts).effect === 'permit',
  )
  return readable.flatMap((one) => {
    const entry = one.document.open()
    if (entry.awaitsTalk) return []
    return one.openStatements().map((statement, index) => ({
      statement,
      documentId: entry.id,
      documentTitle: entry.title,
      secret: one.document.facts.visibility.hiddenFromRepresentatives,
      ...authorOf(entry),
      key: `${entry.id}.${index}`,
    }))
  })
}

const day = (at: string | undefined): string | undefined => at?.slice(0, 10)

const filled = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([key, said]) => (said === undefined ? [] : [[key, said]])))

const doses = new Map([
  ['INITIMMUNIZ', 'first'],
  ['BOOSTER', 'booster'],
])

const fieldsOf = ({ section, label, since, until, dosage, comment, lot, kind }: Statement): Record<string, string> => {
  const what = label.trim()
  if (section === 'vaccinations')
    return filled({
      what: what.slice(0, 100),
      at: day(since),
      dose: doses.get(kind?.code ?? ''),
      batch: lot?.slice(0, 100),
    })
  if (section === 'treatments')
    return filled({ what: what.slice(0, 50), dosage: dosage?.slice(0, 1000), since: day(since), until: day(until) })
  return filled({ what: what.slice(0, 100), since: day(since), comment: comment?.slice(0, 3000) })
}

/** What a document says, as somebody takes it into their own profile. What comes of a secret is one: L.1111-5. */
export const sayingOf = ({ statement, documentId, secret = false }: StatedLine): ProfileSaying => ({
  section: statement.section,
  fields: fieldsOf(statement),
  documentId,
  ...(secret ? { secret } : {}),
})
