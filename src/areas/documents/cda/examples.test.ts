import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cdaExamples, exampleBytes } from '../../../../tests/cda/cda-examples.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { dataFolder } from '../../../reference/data-file.ts'
import { checkContent } from '../content/check-content.ts'
import { cdaWarnings } from './cda-warnings.ts'
import { headerToMetadata } from './header-to-metadata.ts'
import { parseCda } from './parse-cda.ts'
import { readEmbedded } from './read-embedded.ts'
import { readHeader } from './read-header.ts'

const reference = createReference()

for (const { file, expected } of cdaExamples) {
  test(`${file} is read as its index says, without a remark`, () => {
    const document = parseCda(exampleBytes(file))
    const header = readHeader(document)
    const metadata = headerToMetadata(header, reference)
    const [event] = header.serviceEvents
    const found = {
      uniqueId: header.uniqueId,
      setId: header.setId,
      type: header.typeCode?.code,
      documentClass: metadata.documentClass.code,
      format: metadata.format.code,
      title: header.title,
      creationTime: header.creationTime,
      author: header.authors[0]?.person,
      facility: header.custodian?.name,
      facilityType: header.healthcareFacilityType?.code,
      practiceSetting: event?.practiceSetting?.code,
      start: event?.time?.low,
      ...(event?.time?.high === undefined ? {} : { end: event.time.high }),
      events: header.serviceEvents.map(({ code }) => code?.code),
      orders: header.orders,
      ins: header.patient.ins[0]?.value,
      birthTime: header.patient.birthTime,
      birthplace: header.patient.birthplace,
      body: header.body,
      embedded: header.embedded.length,
      sections: header.sections.map(({ title }) => title),
    }
    assert.deepEqual(found, expected)
    assert.deepEqual(cdaWarnings(document), [])
    assert.equal(checkContent('text/xml', exampleBytes(file)), 'text/xml')
  })
}

test('the index names every example, once, with ids of their own', () => {
  const files = readdirSync(join(dataFolder, 'examples')).filter((name) => name.endsWith('.xml'))
  assert.deepEqual(cdaExamples.map(({ file }) => file).toSorted(), files.toSorted())
  const ids = cdaExamples.flatMap(({ expected }) => [expected.uniqueId, expected.setId])
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(ids.every((id) => /^2\.25\.\d+$/.test(id)))
})

test('the PDF of the level-1 example is a plain PDF', () => {
  const { mediaType, bytes } = readEmbedded(parseCda(exampleBytes('thyroid-report-pdf.xml')), 0)
  assert.equal(mediaType, 'application/pdf')
  assert.equal(checkContent('application/pdf', bytes), 'application/pdf')
})
