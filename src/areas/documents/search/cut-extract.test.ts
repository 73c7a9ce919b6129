import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutExtract } from './cut-extract.ts'
import { createFind } from './find-word.ts'
import { readSought } from './sought-words.ts'

const cut = (text: string, typed: string) => cutExtract(text, readSought(typed).map(createFind))

const marked = (text: string, typed: string): string | undefined =>
  cut(text, typed)
    ?.map((part) => (part.isFound ? `[${part.text}]` : part.text))
    .join('')

test('a short text comes whole, with every place of every word', () => {
  assert.equal(
    marked('Lésion du rein droit, sans lésions à gauche.', 'lesion rein'),
    '[Lésion] du [rein] droit, sans [lésions] à gauche.',
  )
})

test('a long one is cut between words, around the place where most of the words stand', () => {
  const text = `Rein. ${'mot '.repeat(200)}une lésion du rein gauche ${'mot '.repeat(200)}`
  const shown = marked(text, 'rein lésion') ?? ''
  assert.match(shown, /^… .*une \[lésion\] du \[rein\] gauche .* …$/)
  assert.ok(shown.length < 260, `${shown.length}`)
})

test('what is not in it gives nothing', () => assert.equal(cut('Une radiographie', 'rein'), undefined))

test('whatever the text: the parts are a piece of it, in order, and what is marked is what was looked for', () => {
  const piece = fc.constantFrom('rein', 'Reins', ' ', 'œdème', '😀', 'x'.repeat(80), '. ', 'é', '\u0301', 'mot ')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const text = pieces.join('')
      const parts = cut(text, 'rein')
      if (parts === undefined) return
      const inside = parts.map((part) => part.text).join('')
      assert.ok(text.includes(inside.replace(/^… /, '').replace(/ …$/, '')))
      assert.ok(parts.some(({ isFound }) => isFound))
      const [find] = readSought('rein').map(createFind)
      for (const part of parts)
        if (part.isFound) assert.deepEqual(find?.(part.text), { start: 0, end: part.text.length })
      assert.equal(inside, inside.toWellFormed())
    }),
  )
})
