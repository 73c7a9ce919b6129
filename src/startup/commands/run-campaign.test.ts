import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'
import { listen } from '../../../tests/support/listening-terminal.ts'
import { fileOf, lineOf, memorySource, numbered } from '../../../tests/support/register-kit.ts'
import type { CampaignQuestion } from '../../edge/cli/campaign-program.ts'
import { Problem } from '../../platform/problem.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'
import {
  askCampaignCommand,
  createCampaignCommand,
  listExceptionsCommand,
  recordDeliveriesCommand,
  sendCampaignCommand,
  sendLettersCommand,
  settleExceptionCommand,
  showCampaignsCommand,
} from './run-campaign.ts'

let installation: Installation
let folder = ''
let campaignId = ''

type Command = (carnet: Carnet, terminal: Terminal) => Promise<number>

const run = async (command: Command): Promise<{ code: number; text: string }> => {
  const { terminal, printed } = listen()
  const code = await command(installation.carnet, terminal)
  return { code, text: printed.join('\n') }
}

const clerk = { as: 'operator', json: false }
const plan = { minors: true, adults: true, protected: true, postOnly: false, pilot: true, waves: 'scheme' as const }

before(async () => {
  installation = await openInstallation({ examples: false })
  folder = await mkdtemp(join(tmpdir(), 'carnet-campaign-'))
  const place = { postal_code: '23000', city: 'GUERET' }
  const lines = [
    lineOf({ ...place, ins: numbered(1), birth_given: 'Anne', scheme: 'general' }),
    lineOf({
      ...place,
      ins: numbered(2),
      scheme: 'general',
      address_1: '',
      postal_code: '',
      city: '',
      department: '23',
    }),
    lineOf({ ...place, ins: numbered(3), scheme: 'agricultural', birth_given: 'Brune' }),
  ]
  const { rejected } = await installation.carnet.importPersons(memorySource(fileOf(lines)), { encoding: 'utf-8' })
  assert.equal(rejected, 0)
})
after(async () => {
  await installation.close()
  await rm(folder, { recursive: true })
})

const ask =
  (question: CampaignQuestion, as = 'operator'): Command =>
  (carnet, terminal) =>
    askCampaignCommand(carnet, { question, campaignId, as, json: false }, terminal)
const send =
  (wave?: string): Command =>
  (carnet, terminal) =>
    sendCampaignCommand(
      carnet,
      { campaignId, form: 'data', ...clerk, ...(wave === undefined ? {} : { wave }) },
      terminal,
    )
const exceptions =
  (kind?: string): Command =>
  (carnet, terminal) =>
    listExceptionsCommand(carnet, { ...clerk, ...(kind === undefined ? {} : { kind }) }, terminal)
const deliveries =
  (text: string): Command =>
  async (carnet, terminal) => {
    const file = join(folder, 'post.csv')
    await writeFile(file, text)
    return recordDeliveriesCommand(carnet, { file, ...clerk }, terminal)
  }
const status =
  (json = false): Command =>
  (carnet, terminal) =>
    showCampaignsCommand(carnet, { campaignId, ...clerk, json }, terminal)

test('a plan is kept as a draft, prepared, rehearsed, asked for and confirmed by another', async () => {
  const made = await run((carnet, terminal) =>
    createCampaignCommand(carnet, { ...clerk, ...plan, name: 'La Creuse', department: ['23'] }, terminal),
  )
  assert.match(made.text, /^[0-9a-f-]{36} {2}draft \(pilot\) {2}La Creuse: 0 of 0 told, 0 mails, 0 letters$/)
  campaignId = made.text.slice(0, 36)
  const prepared = await run(ask('prepare'))
  assert.deepEqual(prepared.text.split('\n'), [
    '3 persons in 2 waves.',
    '  agricultural 23: 1 persons, 0 by mail, 1 by post, 0 not to be reached',
    '  general 23: 2 persons, 0 by mail, 1 by post, 1 not to be reached',
  ])
  const rehearsed = await run(ask('dry-run'))
  assert.match(rehearsed.text, /^3 persons rehearsed: 0 mails, 2 letters\. Nothing was sent\.\n {2}no-address: 1\n/)
  assert.match((await run(ask('approve'))).text, /draft .*, operator asks for a second person\n/)
  assert.match((await run(ask('approve', 'reviewer'))).text, /ready .*, approved by operator and reviewer\n/)
})

const nobody: [string, Command, string][] = [
  ...['abc', '99', '0', '-1', '1.5', '1e0', ' 1', ''].map((wave): [string, Command, string] => [
    `send --wave ‘${wave}’`,
    send(wave),
    'campaign-wave-unknown',
  ]),
  ['exceptions --kind typo', exceptions('typo'), 'exception-kind-unknown'],
  ['exceptions --kind toString', exceptions('toString'), 'exception-kind-unknown'],
  ['deliveries with a line that is none', deliveries('reference;state\nLT-1;lost'), 'deliveries-file-wrong'],
  ['a step as nobody of the staff', ask('pause', 'dominique'), 'staff-name-unknown'],
]

for (const [name, command, reason] of nobody)
  test(`${name} is refused before anything is done`, async () => {
    await assert.rejects(
      run(command),
      (error: unknown) => error instanceof Problem && error.kind === 'incorrect' && error.reason === reason,
    )
    const { text } = await run(status())
    assert.match(text, /ready /)
    assert.match(text, /: (0|hidden) of hidden told/)
    assert.doesNotMatch(text, / file /)
  })

test('a wave, then the others; status lists each file with the hash that it has on the disk', async () => {
  const first = await run(send('2'))
  assert.match(first.text, /^1 persons told: 0 mails queued, 1 letters\.\n1 exceptions to look at/)
  assert.match((await run(status())).text, /running .*\n.*wave 1 .*planned .*\n.*wave 2 .*sent/)
  await run(send('1'))
  await run(send())
  const { text } = await run(status())
  assert.match(text, /done .*: hidden of hidden told/)
  const files = [...text.matchAll(/ file (\S+) {2}1 letters {2}SHA-256 ([0-9a-f]{64})/g)]
  assert.equal(files.length, 2)
  for (const [, name = '', sha256] of files) {
    const bytes = await readFile(join(installation.settings.lettersFolder, name))
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256)
  }
  const asJson: unknown = JSON.parse((await run(status(true))).text)
  assert.partialDeepStrictEqual(asJson, { campaigns: [{ id: campaignId, state: 'done' }], files: [{ letters: 1 }, {}] })
})

test('of all campaigns, status lists the files of the others too', async () => {
  const all = await run((carnet, terminal) => showCampaignsCommand(carnet, clerk, terminal))
  assert.match(all.text, /La Creuse/)
  assert.match(all.text, /Pilote de la Lozère/)
  assert.ok([...all.text.matchAll(/ file /g)].length > 2)
})

test('figures hide the few; of a pilot of three nothing can be said yet, with an exit code of its own', async () => {
  const funnel = await run(ask('funnel'))
  assert.equal(funnel.code, 0)
  assert.match(funnel.text, /^Counted at .*\n {14} {2}informed .*\nall +hidden /)
  const report = await run(ask('report'))
  assert.equal(report.code, 6)
  assert.match(report.text, /^✗ informed: .*\nTOO EARLY: .*\nCounted at /s)
})

test('what the post says is taken; a reference of nobody is exit 2', async () => {
  const { text } = await run(status())
  const [, name = ''] = / file (\S+)/.exec(text) ?? []
  const line = await readFile(join(installation.settings.lettersFolder, name), 'utf8')
  const [, reference = ''] = /"reference":"([^"]+)"/.exec(line) ?? []
  assert.deepEqual(await run(deliveries(`reference;state\n${reference};delivered\n`)), {
    code: 0,
    text: '1 delivered, 0 returned, 0 unknown.',
  })
  assert.deepEqual(await run(deliveries(`${reference};delivered\nLT-2222-2222;returned\n`)), {
    code: 2,
    text: '1 delivered, 0 returned, 1 unknown.',
  })
})

test('exceptions are listed by kind with their notes, and settled', async () => {
  const { text } = await run(exceptions('no-address'))
  assert.match(text, /^[0-9a-f-]{36} {2}\d{4}-\d\d-\d\d {2}no-address: corrected-at-insurer \| cannot-be-reached$/)
  const settle: Command = (carnet, terminal) =>
    settleExceptionCommand(carnet, { exceptionId: text.slice(0, 36), note: 'cannot-be-reached', ...clerk }, terminal)
  assert.equal((await run(settle)).text, 'Settled.')
  assert.equal((await run(exceptions('no-address'))).text, 'Nothing waits.')
  await assert.rejects(
    run(settle),
    (error: unknown) => error instanceof Problem && error.reason === 'exception-settled',
  )
})

test('letters that wait: none here', async () => {
  const waiting: Command = (carnet, terminal) => sendLettersCommand(carnet, { form: 'pdf', ...clerk }, terminal)
  assert.deepEqual(await run(waiting), { code: 0, text: '0 letters.' })
})
