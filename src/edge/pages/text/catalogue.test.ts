import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textIn } from './catalogue.ts'

/** Words that are the same in both languages. */
const shared = new Set([
  'Patient',
  'Agent',
  'Carnet',
  'Exceptions',
  'Flesch-Kincaid',
  'Kandel-Moles',
  'PDF',
  'Signature',
  'SMS',
  'parent',
  'Version',
  'Code',
  'Date',
  'Population',
  'Plan',
  'documents',
  'Patients',
  'Document',
  'Documents',
  'Professionals',
  'Console',
  'Note',
  'Photos',
  'Profession',
])

const leaves = (value: unknown, path: string): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value('Ω', 'Ψ'))]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
}

test('every word exists in both languages and differs', () => {
  const french = new Map(leaves(textIn('fr'), ''))
  const english = new Map(leaves(textIn('en'), ''))
  assert.deepEqual([...english.keys()], [...french.keys()])
  for (const [path, words] of english) {
    assert.notEqual(words.trim(), '', path)
    const isCode = path.endsWith('.lang') || path.includes('.languages.')
    const bare = words.replaceAll(/[ΩΨ]/g, '').trim()
    if (!isCode && !shared.has(bare) && /\p{L}{2}/u.test(bare)) assert.notEqual(words, french.get(path), path)
  }
})

test('French uses its own marks: curly apostrophes, no straight ones, no exclamation', () => {
  for (const [path, words] of leaves(textIn('fr'), '')) assert.doesNotMatch(words, /['!]/, path)
  for (const [path, words] of leaves(textIn('en'), '')) assert.doesNotMatch(words, /['!]/, path)
})
