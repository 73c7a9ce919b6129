import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openStaffKit, type StaffKit } from '../../../../tests/support/staff-kit.ts'

let kit: StaffKit
let campaign = ''
before(async () => {
  kit = await openStaffKit()
  const { database, carnet } = kit.installation
  const [row] = await database.owner.query<{ id: string }>({ text: 'select id from enrolment.campaign' })
  campaign = `/console/campaigns/${row?.id}`
  const actor = { kind: 'staff', id: 'x', name: 'x', roles: ['operator'] } as const
  const rule = { schemes: [], departments: [], minors: true, adults: true, protected: true }
  const plan = { rule, channelRule: 'mail-first', waveBy: 'scheme', isPilot: false, startsOn: '2027-01-05' } as const
  const visitor = { actor, authLevel: 'high', origin: { channel: 'pages' } } as const
  for (const name of ['=HYPERLINK("http://x";1)', '  @SUM(A1)', '-2+3', 'Été ; suite'])
    await carnet.enrolment.campaigns.create(visitor, { ...plan, name })
})
after(() => kit.close())

const plainOf = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

/** The cells of the table before a link, row by row, as they are read on the screen. */
const tableBefore = (body: string, href: string): string[][] => {
  const table =
    body
      .slice(0, body.indexOf(`href="${href}"`))
      .split('<table')
      .at(-1) ?? ''
  return [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => plainOf(cell)),
  )
}

const rowsOf = (csv: string): string[][] =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(([, quoted, bare]) =>
        (quoted?.replaceAll('""', '"') ?? bare ?? '').replace(/^'(?=\s*[=+@-])/, ''),
      ),
    )

const linksIn = (body: string): string[] => [...body.matchAll(/href="([^"]*\/csv[^"]*)"/g)].map(([, href = '']) => href)

for (const [name, path] of [
  ['the list', () => '/console/campaigns'],
  ['a campaign', () => campaign],
  ['a report', () => `${campaign}/report`],
] as const)
  for (const lang of ['fr', 'en'])
    test(`${name} (${lang}): every file holds the cells of its table, and what is masked on the screen is masked there`, async () => {
      const at = await kit.as(['operator', 'reviewer'])
      const { body } = await at.get(`${path()}?lang=${lang}`)
      const links = linksIn(body)
      assert.ok(links.length > 0)
      const masked = lang === 'fr' ? 'masqué' : 'hidden'
      const all: string[][] = []
      for (const href of links) {
        const { body: csv, type } = await at.get(`${href}?lang=${lang}`)
        assert.equal(type, 'text/csv; charset=utf-8')
        assert.ok(csv.startsWith('\uFEFF'))
        assert.deepEqual(rowsOf(csv), tableBefore(body, href), href)
        all.push(...rowsOf(csv))
      }
      assert.ok(all.flat().includes(masked), 'a pilot of a handful has something to mask')
    })

test('a name that a spreadsheet would compute is text', async () => {
  const at = await kit.as(['reviewer'])
  const lines = (await at.get('/console/campaigns/csv')).body.split('\n')
  const starts = ['"\'=HYPERLINK(""http://x"";1)";', "'  @SUM(A1);", "'-2+3;", '"Été ; suite";']
  for (const start of starts)
    assert.ok(
      lines.some((line) => line.startsWith(start)),
      start,
    )
})

test('a table that is none is no page; a campaign that has not begun has no figures', async () => {
  const at = await kit.as(['operator'])
  assert.equal((await at.get(`${campaign}/csv/persons`)).status, 404)
  const { body } = await at.get('/console/campaigns')
  const draft = /href="(\/console\/campaigns\/[0-9a-f-]{36})">Été/.exec(body)?.[1] ?? ''
  assert.equal((await at.get(`${draft}/csv/total`)).status, 404)
  assert.equal((await at.get(`${draft}/csv/waves`)).status, 200)
})
