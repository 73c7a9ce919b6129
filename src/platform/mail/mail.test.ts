import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { startSmtpStub, type SmtpStub } from '../../../tests/support/smtp-stub.ts'
import { Problem } from '../problem.ts'
import { createFolderMailer, createSmtpMailer, type Mail, type Mailer } from './mail.ts'

const from = 'Carnet <ne-pas-repondre@carnet.example>'
const mail: Mail = {
  id: 'a9f4c0de-0000-4000-8000-000000000001',
  to: 'dominique@example.org',
  subject: 'Du nouveau dans votre espace',
  text: 'Bonjour,\n\nÀ bientôt.\n.\nFin\n',
}

let folder: string
let smtp: SmtpStub
let sender: Mailer
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carnet-mail-'))
  smtp = await startSmtpStub()
  sender = createSmtpMailer(smtp.url, from)
})
beforeEach(() => {
  smtp.taken.length = 0
  smtp.fault = 'none'
})
after(async () => {
  sender.close()
  await smtp.close()
  await rm(folder, { recursive: true })
})

const headersOf = (message: string): string[] =>
  (message.split(/\r?\n\r?\n/)[0] ?? '')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.split(':')[0]?.toLowerCase() ?? '')

test('the folder holds one file a mail, named by its id: sent twice, it is there once', async () => {
  const mailer = createFolderMailer(join(folder, 'out'), from)
  await mailer.send(mail)
  await mailer.send(mail)
  await mailer.send({ ...mail, id: 'a9f4c0de-0000-4000-8000-000000000002' })
  mailer.close()
  assert.deepEqual((await readdir(join(folder, 'out'))).toSorted(), [
    'a9f4c0de-0000-4000-8000-000000000001.eml',
    'a9f4c0de-0000-4000-8000-000000000002.eml',
  ])
  const file = join(folder, 'out', `${mail.id}.eml`)
  assert.match(await readFile(file, 'utf8'), /^To: dominique@example\.org$/m)
  assert.equal((await stat(file)).mode & 0o077, 0, 'nobody else on this machine reads it')
})

test('a mail server gets the mail once, to one recipient, in plain text', async () => {
  await sender.send(mail)
  const [taken, ...more] = smtp.taken
  assert.ok(taken)
  assert.deepEqual(more, [])
  assert.deepEqual([taken.from, taken.to], ['ne-pas-repondre@carnet.example', ['dominique@example.org']])
  assert.match(taken.message, /^Subject: Du nouveau dans votre espace\r$/m)
  assert.match(taken.message, /^Content-Type: text\/plain; charset=utf-8\r$/m)
  assert.match(taken.message, /^Auto-Submitted: auto-generated\r$/m)
  assert.match(taken.message, new RegExp(`^Message-ID: <${mail.id}@`, 'm'))
})

const fold = '\r\nBcc: victim@example.org'
const hostile: [string, Partial<Mail>][] = [
  ['a line end in the subject', { subject: `Hello${fold}\r\n\r\nbody` }],
  ['a bare line feed in the subject', { subject: 'Hello\nBcc: victim@example.org' }],
  ['a line end in the address', { to: `d@example.org${fold}` }],
  ['a list of addresses', { to: 'd@example.org, victim@example.org' }],
  ['a name that ends the address', { to: '"x" <d@example.org>, <victim@example.org>' }],
  ['a group of addresses', { to: 'all: d@example.org, victim@example.org;' }],
  ['a parameter of the envelope', { to: 'd@example.org> NOTIFY=SUCCESS RCPT TO:<victim@example.org' }],
  ['a line end in the id', { id: `x>${fold}\r\nX: <y` }],
]

for (const [what, change] of hostile) {
  test(`${what} makes no header and reaches nobody else`, async () => {
    await sender.send({ ...mail, ...change }).catch((error: unknown) => {
      assert.ok(error instanceof Problem)
    })
    for (const { to, message } of smtp.taken) {
      assert.equal(to.length, 1, to.join(' '))
      assert.notEqual(to[0], 'victim@example.org')
      const headers = headersOf(message)
      assert.ok(!headers.includes('bcc') && !headers.includes('x'), headers.join(' '))
    }
  })
}

for (const fault of ['refuse-recipient', 'refuse-message', 'hang-up'] as const) {
  test(`a server that does this is unavailable, to be tried again: ${fault}`, async () => {
    smtp.fault = fault
    await assert.rejects(
      sender.send(mail),
      (error) => error instanceof Problem && error.reason === 'mail-server-unavailable' && error.kind === 'unavailable',
    )
    assert.deepEqual(smtp.taken, [])
    smtp.fault = 'none'
    await sender.send(mail)
    assert.equal(smtp.taken.length, 1)
  })
}

test('a recipient whom the server does not know is refused for good: nothing is to be tried again', async () => {
  smtp.fault = 'unknown-recipient'
  await assert.rejects(
    sender.send(mail),
    (error) => error instanceof Problem && error.reason === 'mail-address-refused' && error.kind === 'incorrect',
  )
  assert.deepEqual(smtp.taken, [])
})

test('no server at all is the same', async () => {
  const gone = await startSmtpStub()
  await gone.close()
  const mailer = createSmtpMailer(gone.url, from)
  await assert.rejects(mailer.send(mail), (error) => error instanceof Problem && error.kind === 'unavailable')
  mailer.close()
})
