import type { PagesParts } from '../../../src/edge/pages/parts.ts'
import type { Profile, StatedLine } from '../../../src/areas/profile/index.ts'
import type { ProfileLine } from '../../../src/reference/profile-entry.ts'
import { profileSections } from '../../../src/reference/profile-sections.ts'

/** The line of the pages that name one. */
export const sampleLineId = '88888888-8888-4888-8888-888888888888'

const lineOf = ({ key, fields }: (typeof profileSections)[number], text: string): ProfileLine => ({
  id: key === 'allergies' ? sampleLineId : `88888888-8888-4888-8888-${key.padEnd(12, '0').slice(0, 12)}`,
  section: key,
  fields: Object.fromEntries(
    fields.map(({ key: field, kind, options = [] }) => [
      field,
      kind === 'date' ? '2019-04' : (options[0]?.code ?? text),
    ]),
  ),
  author: { as: 'holder', id: '1', name: text },
  enteredAt: '2026-03-04T08:30:00.000Z',
  changedAt: '2026-03-04T08:30:00.000Z',
})

const statedIn = (section: string, text: string): StatedLine[] =>
  section === 'allergies' || section === 'vaccinations'
    ? [
        {
          statement: { section, codes: [], label: text, since: '2019-04', status: 'completed' },
          documentId: '00000000-0000-4000-8000-000000000001',
          documentTitle: text,
          author: text,
          key: '00000000-0000-4000-8000-000000000001.0',
        },
      ]
    : []

const nothing = async (): Promise<void> => {}

/** A profile as pages ask for it: a line in each section but the second, of which there is nothing to declare, and the third. */
export const fakeProfile = (text: string): Profile => ({
  readProfile: async () => ({
    spaceId: '11111111-1111-4111-8111-111111111111',
    parts: profileSections.map((section, index) => {
      const line = lineOf(section, text)
      const stated = statedIn(section.key, text)
      if (index === 1) return { section: section.key, lines: [], stated, nothing: line, isHidden: true }
      return { section: section.key, lines: index === 2 ? [] : [line], stated, isHidden: false }
    }),
    card: [sampleLineId],
    linked: new Map(),
  }),
  addLine: async () => ({ id: sampleLineId, isNew: true }),
  changeLine: nothing,
  deleteLine: nothing,
  restoreLine: nothing,
  declareNothing: nothing,
  takeCertificate: async () => ({ isNew: true }),
  takeStated: nothing,
  ignoreStated: nothing,
  hideSection: nothing,
  chooseCard: nothing,
  noteKept: nothing,
  linkLine: nothing,
  unlinkLine: nothing,
})

/** What is printed of it: nothing that anybody reads. */
export const fakePresses: Pick<PagesParts, 'printProfile' | 'cards'> = {
  printProfile: async () => Buffer.from('%PDF-1.7'),
  cards: {
    print: async () => Buffer.from('%PDF-1.7'),
    picture: async () => ({ bytes: Buffer.alloc(8), mediaType: 'image/png' }),
  },
}
