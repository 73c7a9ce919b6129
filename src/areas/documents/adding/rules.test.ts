import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createReference } from '../../../reference/create-reference.ts'
import { addingFile } from './adding-file.ts'
import { isOfAge, isPossibleDay, proposeFromName } from './rules.ts'

const today = '2026-03-28'

const cases: [name: string, typeCode: string, title: string, day: string][] = [
  ['IMG_20260304_101112.jpg', 'EXPPAT_2', '', '2026-03-04'],
  ['IMG_4711.HEIC', 'EXPPAT_2', '', today],
  ['image.jpg', 'EXPPAT_2', '', today],
  ['ORDONNANCE_DR_MOREL_2025-12-01.pdf', 'DOCPAT02', 'Ordonnance dr morel', '2025-12-01'],
  ['Résultats analyse 12-01-2026.pdf', 'DOCPAT05', 'Résultats analyse', '2026-01-12'],
  ['compte_rendu échographie.pdf', 'DOCPAT03', 'Compte rendu échographie', today],
  ['Confirmation RDV.pdf', 'EXPPAT_2', 'Confirmation RDV', today],
  ['Collaboration besoins.pdf', 'EXPPAT_2', 'Collaboration besoins', today],
  ['scanner genou.tif', 'DOCPAT04', 'Scanner genou', today],
  ['Certificat de sport 2099-01-01.pdf', 'DOCPAT07', 'Certificat de sport', today],
  ['20261399.txt', 'EXPPAT_2', '', today],
]

for (const [name, typeCode, title, day] of cases) {
  test(`what is proposed for ${name}`, () => {
    assert.deepEqual(proposeFromName(name, today), { typeCode, title, day })
  })
}

test('a day is one of the calendar, from the birth to today', () => {
  const life = { birthDate: '1979-03-04', today }
  for (const day of ['1979-03-04', '2000-02-29', today]) assert.ok(isPossibleDay(day, life), day)
  for (const day of ['1979-03-03', '2026-03-29', '2001-02-29', '', '28/03/2026', '2026-3-1'])
    assert.ok(!isPossibleDay(day, life), day)
})

test('every type that may be added is a citizen’s own, and every one of theirs but the service’s profile may be added', () => {
  const reference = createReference()
  const types = reference.all('document-types').flatMap(({ code }) => reference.findDocumentType(code) ?? [])
  const own = types.filter(({ patientAuthored }) => patientAuthored === true).map(({ code }) => code)
  const offered = addingFile.types.map(({ code }) => code)
  assert.deepEqual(offered.toSorted(), own.filter((code) => code !== 'DOCPAT08').toSorted())
})

test('somebody is of age from their birthday', () => {
  const at = (birthDate: string): boolean => isOfAge(birthDate, { today, years: 18 })
  assert.deepEqual(['2008-03-28', '2008-03-29', '1990-12-31', '2008-02-31'].map(at), [true, false, true, true])
})
