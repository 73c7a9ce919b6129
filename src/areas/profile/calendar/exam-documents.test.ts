import assert from 'node:assert/strict'
import { test } from 'node:test'
import { examReportedBy, examsOf } from './child-exams.ts'

const exams = examsOf('2021-06-01', '2026-11-23')
const other = { type: 'CERT_DECL', format: 'x', day: '2022-02-15' }

test('a document reports the examination that it is the certificate of, or that of its day; others report none', () => {
  const report = (about: Partial<typeof other>) => examReportedBy(exams, { ...other, ...about })?.exam.code
  assert.equal(report({ format: 'urn:asip:ci-sis:cse-cs8:2017' }), 'MED-1224')
  assert.equal(report({ format: 'urn:asip:ci-sis:cse-cs9:2017', day: '2030-01-01' }), 'MED-1232')
  assert.equal(report({ format: 'urn:asip:ci-sis:cse-cs24:2017' }), 'MED-1236')
  assert.equal(report({ type: '59283-2' }), 'MED-1232')
  assert.equal(report({ type: '68817-6', day: '2021-06-03' }), 'MED-1224')
  assert.equal(report({}), undefined, 'a declaration of something else')
  assert.equal(report({ type: '59283-2', day: '2045-01-01' }), undefined)
})
