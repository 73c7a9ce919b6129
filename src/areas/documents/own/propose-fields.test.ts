import assert from 'node:assert/strict'
import { test } from 'node:test'
import { software } from '../../../../tests/support/corrections-bench.ts'
import { makePdf } from '../../../../tests/support/make-pdf.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { Problem } from '../../../platform/problem.ts'
import { silentLog } from '../../../platform/log.ts'
import { depositFile } from './deposit-file.ts'
import { findDayOfAct } from './find-day.ts'
import { createProposeFields } from './propose-fields.ts'

const around = { today: '2026-11-22', birthDate: '1979-03-28' }

const days: [text: string, day: string | undefined][] = [
  ['Consultation du 12/03/2026', '2026-03-12'],
  ['Consultation du 1er mars 2026 à 10 h', '2026-03-01'],
  ['le 12 AOUT 2025', '2025-08-12'],
  ['2026-03-12T10:00', '2026-03-12'],
  ['Née le 28/03/1979, vue le 2.11.2026, revue le 15/12/2026', '2026-11-02'],
  ['Enfant né le 01/01/2026. Fait le 03/01/2024', '2024-01-03'],
  ['Date de naissance : 01/01/2026', undefined],
  ['31/02/2026 et 12/13/2026', undefined],
  ['Tél. 01.23.45.67.89, code 123/04/20261', undefined],
  ['12 patients 2026', undefined],
]

for (const [text, day] of days)
  test(`the day in « ${text} »: ${day ?? 'none'}`, () => {
    assert.equal(findDayOfAct(text, around), day)
  })

const propose = (text: string | Error) =>
  createProposeFields({
    readPdfFor: () => async () => {
      if (text instanceof Error) throw text
      return text
    },
    log: silentLog,
  }).proposeFields(software, makePdf({ pages: [] }), {
    ...around,
    names: { family: ['DURAND'], given: ['MARIE'] },
    author: { family: ['PETIT'], given: [] },
  })

test('the kind that the beginning says first is proposed, accents and capitals aside', async () => {
  assert.equal((await propose('COMPTE RENDU OPÉRATOIRE. Ordonnance jointe.')).typeCode, '34874-8')
  assert.equal((await propose('Ordonnance')).typeCode, '57833-6')
  assert.equal((await propose(`${'a '.repeat(400)} ordonnance`)).typeCode, undefined)
})

test('every kind that can be proposed is one that can be deposited', () => {
  const reference = createReference()
  for (const { typeCode } of depositFile.readTypes) {
    const type = reference.findDocumentType(typeCode)
    assert.ok(type !== undefined && type.technical !== true && type.patientAuthored !== true, typeCode)
  }
})

test('a file that cannot be read now proposes nothing and stops nobody', async () => {
  const busy = new Problem('unavailable', 'content-reader-busy')
  assert.deepEqual(await propose(busy), { name: { kind: 'none' } })
})
