import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { Type } from 'typebox'
import { corpusPath, skipWithout } from '../../../../tests/support/corpus.ts'
import { makeXdm, makeZipOf, xdmDocument } from '../../../../tests/support/make-xdm.ts'
import { thrownBy } from '../../../../tests/support/problem-of.ts'
import { Problem } from '../../../platform/problem.ts'
import { readData } from '../../../reference/data-file.ts'
import { readXdm } from './read-xdm.ts'

const room = 8 * 1024 * 1024
const reasonOf = (zip: Buffer, unpackedBytes = room): string => thrownBy(() => readXdm(zip, unpackedBytes)).reason

test('the documents that the metadata name are read, whatever else is in the archive', () => {
  const [read, ...more] = readXdm(makeXdm({ more: [{ name: 'INDEX.HTM', bytes: Buffer.from('x') }] }), room)
  assert.ok(read)
  assert.deepEqual(more, [])
  assert.deepEqual(read, {
    name: 'IHE_XDM/SUBSET01/DOC00001.XML',
    uniqueId: '1.2.3.4',
    contentType: 'text/xml',
    typeCode: '11502-2',
    classCode: '10',
    patient: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' },
    bytes: xdmDocument,
  })
})

test('an address may be counted from the folder of its metadata or from IHE_XDM, and leads nowhere else', () => {
  for (const uri of ['DOC00001.XML', 'SUBSET01/DOC00001.XML', 'doc00001.xml'])
    assert.equal(readXdm(makeXdm({ uri }), room).length, 1, uri)
  const other = { name: 'IHE_XDM/SUBSET02/DOC00001.XML', bytes: xdmDocument }
  for (const uri of ['../../etc/hostname', '/etc/hostname', 'SUBSET02/DOC00001.XML', 'METADATA', ''])
    assert.match(reasonOf(makeXdm({ uri, more: [other] })), /^xdm-(document-absent|metadata-incomplete)$/, uri)
})

test('what differs from its hash or size, or says too little, is refused', () => {
  assert.equal(reasonOf(makeXdm({ hash: createHash('sha1').update('other').digest('hex') })), 'xdm-document-differs')
  assert.equal(reasonOf(makeXdm({ size: 7 })), 'xdm-document-differs')
  assert.equal(
    reasonOf(makeXdm({ metadata: (text) => text.replace('name="hash"', 'name="hush"') })),
    'xdm-metadata-incomplete',
  )
  assert.equal(
    reasonOf(makeXdm({ metadata: (text) => text.replace('mimeType="text/xml"', '') })),
    'xdm-metadata-incomplete',
  )
  assert.equal(
    reasonOf(makeXdm({ metadata: (text) => text.replaceAll('ExtrinsicObject', 'Other') })),
    'xdm-no-metadata',
  )
  assert.equal(reasonOf(makeXdm({ metadata: (text) => `<!DOCTYPE a [<!ENTITY b "c">]>${text}` })), 'xml-doctype')
  assert.equal(reasonOf(makeZipOf([{ name: 'IHE_XDM/SUBSET01/DOC00001.XML', bytes: xdmDocument }])), 'xdm-no-metadata')
})

const flood = Buffer.alloc(6 * 1024 * 1024)
const hostile: readonly (readonly [string, Buffer, string])[] = [
  [
    'leaves by dots',
    makeXdm({ more: [{ name: '../../tmp/slipped', bytes: flood.subarray(0, 9) }] }),
    'archive-entry-unsafe',
  ],
  [
    'leaves by a root',
    makeXdm({ more: [{ name: '/tmp/slipped', bytes: flood.subarray(0, 9) }] }),
    'archive-entry-unsafe',
  ],
  [
    'leaves by a drive',
    makeXdm({ more: [{ name: 'C:\\slipped', bytes: flood.subarray(0, 9) }] }),
    'archive-entry-unsafe',
  ],
  [
    'is a link',
    makeXdm({ more: [{ name: 'link', bytes: Buffer.from('/etc'), attributes: 0xa1ff0000 }] }),
    'archive-entry-unsafe',
  ],
  [
    'wants a password',
    makeXdm({ more: [{ name: 'locked', bytes: Buffer.from('x'), flags: 1 }] }),
    'archive-entry-unsafe',
  ],
  ['unfolds to a thousand times', makeXdm({ more: [{ name: 'big', bytes: flood }] }), 'archive-too-big'],
  ['says it is smaller than it is', makeXdm({ size: 20, lie: 20 }), 'archive-unreadable'],
  ['lies over another', makeXdm({ overlap: true }), 'archive-entry-unsafe'],
  [
    'stands twice',
    makeXdm({ more: [{ name: 'ihe_xdm/subset01/doc00001.xml', bytes: flood.subarray(0, 9) }] }),
    'archive-unreadable',
  ],
  [
    'is one of many',
    makeZipOf(Array.from({ length: 201 }, (_, at) => ({ name: `n${at}`, bytes: Buffer.from('x') }))),
    'archive-too-big',
  ],
  [
    'is an archive itself',
    makeXdm({ document: makeZipOf([{ name: 'a', bytes: Buffer.from('b') }]) }),
    'archive-entry-unsafe',
  ],
]

for (const [what, zip, reason] of hostile) {
  test(`an archive with a file that ${what} is refused`, () => assert.equal(reasonOf(zip), reason))
}

test('all that is unpacked together is bounded', () => {
  assert.equal(reasonOf(makeXdm({}), xdmDocument.length), 'archive-too-big')
})

const readOrRefuse = (zip: Buffer): ReturnType<typeof readXdm> | undefined => {
  try {
    return readXdm(zip, room)
  } catch (error) {
    assert.ok(error instanceof Problem && error.kind === 'incorrect', String(error))
    return undefined
  }
}

test('an archive cut anywhere, or with any byte changed, is read as it was or refused', () => {
  const whole = makeXdm({})
  const read = readXdm(whole, room)
  for (let length = 0; length < whole.length; length += 1)
    assert.equal(reasonOf(whole.subarray(0, length)), 'archive-unreadable', `${length} bytes`)
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole)
    changed.writeUInt8((changed.readUInt8(at) ^ 0x55) & 0xff, at)
    const again = readOrRefuse(changed)
    if (again !== undefined)
      assert.deepEqual(
        again.map(({ bytes }) => bytes),
        read.map(({ bytes }) => bytes),
        `byte ${at}`,
      )
  }
  assert.equal(reasonOf(Buffer.concat([whole, deflateRawSync('x')])), 'archive-unreadable')
})

const expectedShape = Type.Object({
  zips: Type.Array(
    Type.Object({
      file: Type.String(),
      expect: Type.Object({
        accept: Type.Boolean(),
        documents: Type.Optional(
          Type.Array(
            Type.Object({
              uniqueId: Type.String(),
              typeCode: Type.String(),
              classCode: Type.String(),
              ins: Type.String(),
              sha1: Type.String(),
              size: Type.Integer(),
            }),
          ),
        ),
      }),
    }),
  ),
})

test('the archives of the corpus are read or refused as expected', { skip: skipWithout('xdm-mail') }, () => {
  const { zips } = readData(corpusPath('xdm-mail', 'expected.json'), expectedShape)
  assert.equal(zips.length, 9)
  for (const { file, expect } of zips) {
    const zip = readFileSync(corpusPath('xdm-mail', file))
    if (!expect.accept) {
      assert.equal(thrownBy(() => readXdm(zip, 200 * 1024 * 1024)).kind, 'incorrect', file)
      continue
    }
    const read = readXdm(zip, 200 * 1024 * 1024).map(({ uniqueId, typeCode, classCode, patient, bytes }) => ({
      uniqueId,
      typeCode,
      classCode,
      ins: patient?.value,
      sha1: createHash('sha1').update(bytes).digest('hex'),
      size: bytes.length,
    }))
    const wanted = expect.documents?.map(({ uniqueId, typeCode, classCode, ins, sha1, size }) => ({
      uniqueId,
      typeCode,
      classCode,
      ins,
      sha1,
      size,
    }))
    assert.deepEqual(read, wanted, file)
  }
})
