import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fakeParts, holderSession, professionalSession } from '../../../../tests/support/pages/fake-parts.ts'
import { sampleBody, sampleDocument } from '../../../../tests/support/pages/sample-documents.ts'
import { sampleResults } from '../../../../tests/support/pages/sample-results.ts'
import { startPages } from '../../../../tests/support/pages/start-pages.ts'
import type { WeighedResult } from '../../../areas/documents/index.ts'
import { findPlaces } from './number-line.tsx'

const at = `/my/documents/${sampleDocument(1).id}`

const resultsOf = async (results: readonly WeighedResult[], query = ''): Promise<string> => {
  const parts = fakeParts(holderSession())
  parts.documents.readDocumentBody = async () => ({
    entry: sampleDocument(1, { language: 'fr-FR' }),
    body: { kind: 'cda', body: sampleBody(), embedded: [], results },
  })
  const page = await (await startPages(parts)).inject({ url: `${at}${query}` })
  return /<section class="results"[\s\S]*?(?=<section class="paper")/.exec(page.body)?.[0] ?? ''
}

const inside = (value: string): WeighedResult => {
  const [, , one] = sampleResults('Glucose')
  assert.ok(one)
  return { ...one, label: value, values: [{ kind: 'quantity', value, unit: 'mmol/L' }] }
}

test('outside the range first, the rest in the order of the laboratory; how many are inside is counted', async () => {
  const [far] = sampleResults('Glucose')
  assert.ok(far)
  const view = await resultsOf([inside('4.1'), inside('4.0'), { ...far, label: 'dernier' }, inside('4.3')])
  const names = [...view.matchAll(/class="result-name">([^<]*)/g)].map(([, name]) => name)
  assert.deepEqual(names, ['dernier', '4.1', '4.0', '4.3'])
  assert.match(view, /3 valeurs sur 4 sont dans l’intervalle/)
  assert.match(view, /très au-dessus de l’intervalle, selon le laboratoire/)
  assert.match(view, /Que faire maintenant/)
})

test('figures keep the decimals of the laboratory, with the comma of the language', async () => {
  assert.match(await resultsOf([inside('4.20')]), /<strong>4,20\u00A0mmol\/L<\/strong>/)
  assert.match(await resultsOf([inside('4.20')], '?lang=en'), /<span lang="fr">4.20\u00A0mmol\/L<\/span>/)
})

test('what is awaited and cancelled is said, without a value or a line', async () => {
  const view = await resultsOf(sampleResults('Glucose').slice(-2))
  assert.match(view, /1 analyse est encore attendue/)
  assert.match(view, /En attente du laboratoire/)
  assert.match(view, /Analyse annulée/)
  assert.doesNotMatch(view, /<svg class="number-line"|<strong>/)
})

test('no range: it is said, none is borrowed, and no line is drawn', async () => {
  const { range: _range, standing: _standing, ...bare } = inside('4.2')
  const view = await resultsOf([{ ...bare, ranges: [] }])
  assert.match(view, /Le laboratoire n’a pas donné d’intervalle/)
  assert.doesNotMatch(view, /<svg class="number-line"|Que faire maintenant|sur 1/)
})

test('a document without results has no such part', async () => {
  assert.equal(await resultsOf([]), '')
})

test('on the line: a value stands inside the band exactly when it is inside the range', () => {
  const amount = fc.integer({ min: -5_000, max: 5_000 })
  const property = fc.property(amount, fc.integer({ min: 1, max: 5_000 }), amount, (low, width, value) => {
    const bound = (one: number) => ({ value: String(one / 100) })
    const places = findPlaces({
      values: [{ kind: 'quantity', ...bound(value) }],
      range: { low: bound(low), high: bound(low + width) },
    })
    assert.ok(places)
    const { from, to, at: place } = places
    assert.ok(0 < from && from < to && to < 100 && place >= 0 && place <= 100)
    assert.ok(value < low ? place <= from : value > low + width ? place >= to : place >= from && place <= to)
  })
  fc.assert(property)
})

test('on the line: with one bound the band goes on to the end, and extremes stand further away than near ones', () => {
  const placesOf = (value: string, range: NonNullable<WeighedResult['range']>) =>
    findPlaces({ values: [{ kind: 'quantity', value }], range })
  assert.equal(placesOf('1', { high: { value: '5' } })?.from, 0)
  assert.equal(placesOf('9', { low: { value: '5' } })?.to, 100)
  const range = { low: { value: '4' }, high: { value: '6' } }
  const share = (value: string): number => {
    const places = placesOf(value, range)
    assert.ok(places)
    return (places.at - places.to) / (places.to - places.from)
  }
  assert.ok(share('6.2') < share('8') && share('8') < share('12'))
  assert.equal(placesOf('5', { low: { value: '6' }, high: { value: '4' } }), undefined)
})

test('a professional is not told to show the result to a doctor', async () => {
  const url = `/pro/patients/11111111-1111-4111-8111-111111111111/documents/${sampleDocument(1).id}`
  const { body } = await (await startPages(fakeParts(professionalSession()))).inject({ url })
  assert.match(body, /Hors de l’intervalle du laboratoire/)
  assert.doesNotMatch(body, /Que faire maintenant/)
})
