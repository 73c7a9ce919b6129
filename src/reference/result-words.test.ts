import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { analytesOf } from './analytes.ts'
import { readData } from './data-file.ts'
import { createResultFlags } from './result-flags.ts'
import { createUnitWords } from './unit-words.ts'

const text = Type.String()

test('units are written as the examples of their file say', () => {
  const words = createUnitWords()
  const examples = Type.Array(Type.Object({ written: text, fr: text, en: text }), { minItems: 1 })
  for (const { written, fr, en } of readData('results/units.json', Type.Object({ examples })).examples) {
    assert.equal(words(written, 'fr'), fr)
    assert.equal(words(written, 'en'), en)
  }
})

test('a result is followed by the codes that the examples of their file say', () => {
  const one = Type.Object({ codes: Type.Array(text), names: Type.Array(text) })
  const examples = Type.Array(one, { minItems: 1 })
  const codingOf = (written: string) => {
    const [system = '', code = ''] = written.split('|')
    return { system, code }
  }
  for (const { codes, names } of readData('results/analytes.json', Type.Object({ examples })).examples)
    assert.deepEqual(analytesOf(codes.map(codingOf)), names.map(codingOf))
})

test('flags say what the examples of their file say; another flag says nothing of a range', () => {
  const flags = createResultFlags()
  const one = Type.Object({ code: text, standing: Type.Optional(text), far: Type.Optional(Type.Boolean()) })
  const examples = Type.Array(one, { minItems: 1 })
  for (const { code, standing, far } of readData('results/flags.json', Type.Object({ examples })).examples) {
    assert.equal(flags.find(code)?.standing, standing, code)
    assert.equal(flags.find(code)?.far, far, code)
  }
})
