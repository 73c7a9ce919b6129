import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { cdaExamples, exampleBytes, exampleWith } from '../../../tests/cda/cda-examples.ts'
import { listen } from '../../../tests/support/listening-terminal.ts'
import { makeXdm } from '../../../tests/support/make-xdm.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { dataFolder } from '../../reference/data-file.ts'
import { validateDocumentsCommand } from './validate-documents.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carnet-validate-'))
})
after(() => rm(folder, { recursive: true }))

const written = async (name: string, bytes: Buffer): Promise<string> => {
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}

const validate = async (files: string[], lang: 'fr' | 'en' = 'en') => {
  const { terminal, printed } = listen()
  const code = await validateDocumentsCommand({ files, lang, json: false }, terminal)
  return { code, said: printed.join('\n') }
}

test('every example of our own is accepted, with what its patient reads', async () => {
  const { code, said } = await validate(cdaExamples.map(({ file }) => join(dataFolder, 'examples', file)))
  assert.equal(code, 0, said)
  assert.doesNotMatch(said, /refused|error|warning/)
  assert.match(said, /the patient reads: Bilan sanguin de suivi \| /)
  assert.match(said, /results read: 4, 1 outside their range/)
})

test('a report in FHIR is told the same way', async () => {
  const { code, said } = await validate([join(dataFolder, 'examples', 'laboratory-report.fhir.json')])
  assert.equal(code, 0, said)
  assert.match(said, /the patient reads: Bilan et prélèvement de plaie \| /)
  assert.match(said, /results read: 9, 1 outside their range/)
})

test('what a deposit refuses is refused, with the place and the fix, in either language; the others are still looked at', async () => {
  const good = await written('good.xml', exampleBytes('laboratory-report.xml'))
  const torn = await written('torn.xml', exampleBytes('laboratory-report.xml').subarray(0, 900))
  const empty = await written('empty.pdf', Buffer.alloc(0))
  const script = await written('script.pdf', Buffer.from('%PDF-1.4\n1 0 obj << /S /JavaScript >> endobj\n%%EOF\n'))
  const unknown = await written(
    'unknown.xml',
    exampleWith('laboratory-report.xml', /<code code="11502-2"/, '<code code="99999-9"'),
  )
  const { code, said } = await validate([torn, empty, script, unknown, good])
  assert.equal(code, 2)
  const verdicts = [...said.matchAll(/^\S+: (accepted|refused)$/gm)].map(([, verdict]) => verdict)
  assert.deepEqual(verdicts, ['refused', 'refused', 'refused', 'refused', 'accepted'])
  assert.match(said, /error: .*active or unreadable element/)
  assert.match((await validate([unknown], 'fr')).said, /refusé\n {2}erreur : .*type de document/)
})

test('each document of an XDM archive is told by its name there; an archive that is not one is refused', async () => {
  const taken = await validate([await written('IHE_XDM.ZIP', makeXdm({}))])
  assert.equal(taken.code, 0, taken.said)
  assert.match(taken.said, /IHE_XDM\.ZIP!IHE_XDM\/SUBSET01\/DOC00001\.XML: accepted\n {2}the patient reads: /)
  const refused = await validate([await written('other.zip', makeXdm({ uri: '../../etc/hostname' }))], 'fr')
  assert.equal(refused.code, 2)
  assert.match(refused.said, /erreur : METADATA\.XML nomme un document qui n'est pas à côté de lui/)
})

test('a program reads the same as JSON; a file that is not there is named', async () => {
  const { terminal, printed } = listen()
  const files = [join(dataFolder, 'examples', 'laboratory-report.xml')]
  assert.equal(await validateDocumentsCommand({ files, lang: 'en', json: true }, terminal), 0)
  const verdict: unknown = JSON.parse(printed.join(''))
  assert.ok(typeof verdict === 'object' && verdict !== null && 'accepted' in verdict && verdict.accepted === true)
  assert.equal((await problemOf(validate(['/nowhere/at/all']))).reason, 'document-file-unreadable')
})
