import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { memorySource } from '../../../../../tests/support/register-kit.ts'
import type { FileEncoding } from './import-source.ts'
import { readLines, type ReadLine } from './read-lines.ts'

const header = {
  separator: ';',
  columns: new Map([
    ['a', 0],
    ['b', 1],
  ]),
  endsAtByte: 0,
  lines: 0,
}

interface Given {
  pieceBytes?: number
  encoding?: FileEncoding
  from?: { byte: number; line: number }
}

const read = async (content: string | Buffer, given: Given = {}): Promise<ReadLine[]> => {
  const { pieceBytes = 1000, encoding = 'utf-8', from = { byte: 0, line: 0 } } = given
  const reading = { source: memorySource(content, pieceBytes), header, encoding, maxRecordBytes: 200 }
  const lines: ReadLine[] = []
  for await (const some of readLines(reading, from)) lines.push(...some)
  return lines
}

const shown = (lines: readonly ReadLine[]): string[] =>
  lines.map(({ line, fields, unreadable }) => `${line}:${unreadable ?? fields.join('|')}`)

const cases: [string, string, string[]][] = [
  ['plain lines', 'a;b\nc;d\n', ['1:a|b', '2:c|d']],
  ['no line end at the end', 'a;b\nc;d', ['1:a|b', '2:c|d']],
  ['line ends of Windows', 'a;b\r\nc;d\r\n', ['1:a|b', '2:c|d']],
  ['empty lines count and are stepped over', 'a;b\n\n\nc;d\n', ['1:a|b', '4:c|d']],
  ['quotes', '"a;x";"b ""y"""\nc;d\n', ['1:a;x|b "y"', '2:c|d']],
  ['a line end within quotes', 'a;"b\nb"\nc;d\n', ['1:a|b\nb', '3:c|d']],
  ['and one of Windows', 'a;"b\r\nb"\r\nc;d\r\n', ['1:a|b\r\nb', '3:c|d']],
  ['a quote that never closes', 'a;b\nc;"d\ne;f\ng;h\n', ['1:a|b', '2:line-quote-wrong', '3:e|f', '4:g|h']],
  ['letters behind a quote', 'a;"b"x\nc;d\n', ['1:line-quote-wrong', '2:c|d']],
  ['a quote within a field', 'a;b"b\nc;d\n', ['1:line-quote-wrong', '2:c|d']],
  ['a stray quote that finds another', 'a;"b\nc;d\n"e";f\ng;h\n', ['1:line-quote-wrong', '2:c|d', '3:e|f', '4:g|h']],
  [
    'one that finds another where a field ends',
    'a;"b\nc;d\ne";f\ng;h\n',
    ['1:line-quote-wrong', '2:c|d', '3:line-quote-wrong', '4:g|h'],
  ],
  ['too many fields', 'a;b;c\nd;e\n', ['1:a|b|c', '2:d|e']],
  ['a line longer than any', `a;${'b'.repeat(300)}\nc;d\n`, ['1:line-too-long', '2:c|d']],
  ['an empty line before a broken one', 'a;b\n\nc;"d"x\ne;f\n', ['1:a|b', '3:line-quote-wrong', '4:e|f']],
  ['nothing', '', []],
]

for (const [name, content, expected] of cases) {
  test(`${name}, in pieces of any size`, async () => {
    for (const pieceBytes of [1, 2, 3, 7, 1000]) assert.deepEqual(shown(await read(content, { pieceBytes })), expected)
  })
}

test('read again from the end of any line, the rest is the same', async () => {
  const field = fc.constantFrom('a', 'é;', '"', 'b\nb', 'c\r\nc', '', 'œuf', ' ')
  const record = fc.tuple(field, field)
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { maxLength: 12 }),
      fc.constantFrom('\n', '\r\n'),
      fc.nat(20),
      async (rows, end, size) => {
        const content = rows.map((row) => row.map(quoted).join(';') + end).join('')
        const whole = await read(content, { pieceBytes: size + 1 })
        assert.deepEqual(
          whole.map(({ fields }) => fields),
          rows,
        )
        for (const [at, { endsAtByte }] of whole.entries()) {
          const rest = await read(content, { from: { byte: endsAtByte, line: 0 } })
          assert.deepEqual(
            rest.map(({ fields }) => fields),
            rows.slice(at + 1),
          )
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('Windows-1252 is read byte by byte, its own signs included, and positions are those of the file', async () => {
  const content = Buffer.concat([
    Buffer.from('N'),
    Buffer.from([0x8c]),
    Buffer.from(';LEF'),
    Buffer.from([0xc8]),
    Buffer.from('VRE '),
    Buffer.from([0x80, 0x92]),
    Buffer.from('\nc;d\n'),
  ])
  const lines = await read(content, { encoding: 'windows-1252', pieceBytes: 3 })
  assert.deepEqual(shown(lines), ['1:NŒ|LEFÈVRE €’', '2:c|d'])
  assert.equal(lines[1]?.endsAtByte, content.length)
})
