import type { Visitor } from '../src/access/types.ts'
import type { BenchHome } from './bench-home.ts'
import { fillWithLetters, type Patient } from './population.ts'
import { countEntries, measureReference, type Extent, type WorkloadReport } from './workload.ts'

const syllables = ['ca', 'ri', 'dé', 'mo', 'lu', 'té', 'na', 'sou', 'pré', 'ble', 'tion', 'vi']

/** Seven hundred words that no list has, with one that everybody looks for. */
const words: readonly string[] = Array.from({ length: 700 }, (_, at) =>
  at === 350
    ? 'thyroïde'
    : [at, Math.floor(at / 12), Math.floor(at / 144), at * 7].map((one) => syllables[one % 12]).join(''),
)

const searches = ['thyroïde', 'introuvable', 'hémoglobine', 'lésion du rein gauche', '"compte rendu"', 'mars 2024']

/** SEARCH: words in a record of 2,000 documents. */
export const runSearch = async (
  home: BenchHome,
  patients: readonly Patient[],
  extent: Extent,
): Promise<WorkloadReport> => {
  const [patient] = patients
  if (!patient) throw new Error('a patient is needed')
  const { spaceId } = patient
  await fillWithLetters(home.carnet, patient, { count: extent.searchedRecord, words })
  await home.superuser.query({ text: 'vacuum analyze vault.content_text' })
  const visitor: Visitor = {
    actor: { kind: 'holder', id: spaceId, name: 'Camille' },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  }
  const before = await countEntries(home, 'search-documents')
  let done = 0
  const line = await measureReference(
    {
      what: `words in a record of ${extent.searchedRecord}`,
      lanes: 1,
      extent: { ...extent, referenceMs: extent.measureMs },
    },
    () => ({
      next: async () => {
        const query = { words: searches[done % searches.length] ?? '', page: 1 }
        const found = await home.carnet.documents.searchDocuments(visitor, { spaceId }, query)
        done += 1
        return { ok: found.unread === 0 && found.isWhole, bytes: 0 }
      },
    }),
  )
  const entries = (await countEntries(home, 'search-documents')) - before
  return {
    name: 'SEARCH',
    lines: [{ ...line, goal: 'p95 ≤ 500 ms' }],
    reconciled: { text: `acknowledged ${done} = journaled ${entries}`, holds: done === entries },
  }
}
