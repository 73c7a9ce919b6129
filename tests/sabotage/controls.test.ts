import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readBuilt, readControls } from './controls.ts'

const controls = readControls()

test('each control stands once in the built program, and its test is there: `npm run sabotage` takes out what it says', () => {
  assert.ok(controls.length >= 30)
  assert.equal(new Set(controls.map(({ control }) => control)).size, controls.length, 'no name twice')
  for (const { control, file, find, instead, test: testFile, named } of controls) {
    assert.equal(readBuilt(file).split(find).length, 2, `${control}: “${find}” stands once in ${file}`)
    assert.notEqual(find, instead)
    assert.ok(readBuilt(testFile).includes(named), `${control}: ${testFile} has a test “${named}”`)
  }
})
