import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diag } from 'libxml2-wasm'
import { exampleBytes } from '../../../../tests/cda/cda-examples.ts'
import { parseXml } from './parse-xml.ts'

const tooDeep = Buffer.from('<a>'.repeat(101) + '</a>'.repeat(101))
const malformed = Buffer.from('<a><b></a>')

test('nothing stays in the parser after success, malformed XML or refusal', () => {
  diag.configure({ enabled: true })
  for (let round = 0; round < 20; round += 1) {
    parseXml(exampleBytes('laboratory-report.xml'))
    assert.throws(() => parseXml(tooDeep), /xml-too-deep/)
    assert.throws(() => parseXml(malformed), /xml-malformed/)
  }
  const left: unknown = diag.report()
  diag.configure({ enabled: false })
  assert.deepEqual(left, {})
})
