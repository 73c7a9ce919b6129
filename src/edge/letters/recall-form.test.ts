import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Letter, RefusalForm } from './letter.ts'
import { createRecallForm } from './recall-form.ts'

const form: RefusalForm = {
  kind: 'refusal-form',
  lang: 'fr',
  sender: 'general',
  madeOn: '2026-12-04',
  recipient: ['Carnet'],
}

test('a form is printed once a day for each scheme and language; a print that failed is tried again', async () => {
  const asked: Letter[] = []
  let fails = true
  const print = createRecallForm({
    print: async (letter) => {
      asked.push(letter)
      if (fails) throw new Error('no ink')
      return Buffer.from(JSON.stringify(letter))
    },
  })
  await assert.rejects(print(form), /no ink/)
  fails = false
  const english: RefusalForm = { ...form, lang: 'en' }
  const farmers: RefusalForm = { ...form, sender: 'agricultural' }
  const tomorrow: RefusalForm = { ...form, madeOn: '2026-12-05' }
  for (const one of [form, form, english, farmers, english, form, tomorrow, tomorrow])
    assert.deepEqual(JSON.parse((await print(one)).toString()), one)
  assert.deepEqual(asked, [form, form, english, farmers, tomorrow])
})
