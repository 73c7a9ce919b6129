import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MedicalProfile, StatedLine } from '../../../areas/profile/index.ts'
import { profileSections } from '../../../reference/profile-sections.ts'
import type { Statement } from '../../../reference/statement-entry.ts'
import type { LinePlace } from '../profile/profile-resource.ts'
import { fillSections } from './summary-parts.ts'

const place: LinePlace = { baseUrl: 'https://carnet.example/fhir', spaceId: 'a', lang: 'en', today: '2026-11-23' }

const statedAs = (statement: Statement, index: number): StatedLine => ({
  statement,
  documentId: '00000000-0000-4000-8000-000000000001',
  documentTitle: 'A letter',
  key: `00000000-0000-4000-8000-000000000001.${index}`,
})

const profileOf = (statements: readonly Statement[], own: Readonly<Record<string, string>> = {}): MedicalProfile => ({
  spaceId: 'a',
  card: [],
  linked: new Map(),
  parts: profileSections.map(({ key }) => ({
    section: key,
    isHidden: false,
    stated: statements.filter(({ section }) => section === key).map(statedAs),
    lines:
      own['what'] === undefined || key !== 'conditions'
        ? []
        : [
            {
              id: '00000000-0000-4000-8000-000000000002',
              section: key,
              fields: own,
              author: { as: 'holder', id: 'a', name: 'A' },
              enteredAt: '2026-11-01T00:00:00Z',
              changedAt: '2026-11-01T00:00:00Z',
            },
          ],
  })),
})

const told = (profile: MedicalProfile): Record<string, string[]> =>
  Object.fromEntries(
    fillSections({ profile, kinds: [], series: [] }, place).map(({ section, items }) => [
      section.key,
      items.map(({ says }) => says),
    ]),
  )

const condition = (label: string, more: Partial<Statement> = {}): Statement => ({
  section: 'conditions',
  codes: [],
  label,
  ...more,
})

test('what was not so, or is only planned, is in no summary', () => {
  const statements = [
    condition('Asthma'),
    condition('Diabetes', { negated: true }),
    condition('Surgery', { planned: true }),
  ]
  assert.deepEqual(told(profileOf(statements))['problems'], ['Asthma'])
})

test('what is over stands with what is past, whoever says it', () => {
  const sections = told(
    profileOf([condition('Scabies', { since: '2001', until: '2001-06' })], {
      what: 'Measles',
      since: '1985',
      until: '1985',
    }),
  )
  assert.deepEqual(sections['problems'], [])
  assert.deepEqual(sections['past'], ['Measles · 1985 · 1985', 'Scabies · 2001'])
})

test('what somebody took into their own words is not said twice', () => {
  assert.deepEqual(told(profileOf([condition('asthma')], { what: 'Asthma' }))['problems'], ['Asthma'])
})
