import type { VNode } from 'preact'
import type { ProfileSection } from '../../../../reference/profile-sections.ts'
import type { SpaceAsk } from '../../ask.ts'
import { DocumentRows } from '../../components/document-rows.tsx'
import { Icon } from '../../components/icon.tsx'
import { recordAt } from '../../record-at.ts'
import { addingOf } from '../adding/adding-path.ts'

const mostShown = 20

/** The documents that belong to a section, the newest first, and the way to add one of its type; nothing where it has none. */
export const SectionPapers = async (ask: SpaceAsk, section: ProfileSection): Promise<VNode | null> => {
  const { papers } = section
  if (papers === undefined) return null
  const words = ask.text.profile.papers
  const category = ask.parts.labels.documentCategories(ask.lang).find(({ code }) => code === papers.category)
  const typeCodes = (category?.typeCodes ?? []).map((code) => ({ code }))
  const query = { typeCodes, status: ['current' as const], sort: '-created' as const, count: mostShown }
  const { entries, next } = await ask.parts.documents.listDocuments(ask.visitor, { spaceId: ask.spaceId }, query)
  return (
    <section>
      <h2>{words.heading}</h2>
      {entries.length === 0 ? <p class="empty">{words.none}</p> : <DocumentRows ask={ask} entries={entries} eye />}
      {next === undefined ? null : (
        <p>
          <a class="onward" href={`${recordAt(ask)}/documents?category=${papers.category}`}>
            {words.all}
            <Icon name="next" />
          </a>
        </p>
      )}
      <p>
        <a class="button button-secondary" href={addingOf(ask, section.key)}>
          {words.add}
        </a>
      </p>
    </section>
  )
}
