import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findHealthWords } from '../../../tests/support/browser-health-words.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Contact } from '../identity/index.ts'
import { createNotifications } from './send-notice.ts'

const publicUrl = 'https://carnet.example'

interface Case {
  software?: string
  doctor?: string
  /** that something the holder asked was answered; whether somebody may represent them */
  answered?: { mayBeRepresented: boolean }
  /** that it is time to read something again; the state of the space */
  recalled?: 'open' | 'closed'
}

type Known = Pick<Contact, 'email' | 'lang' | 'confirmed'> | undefined

const send = async (contact: Known, { doctor, software, answered, recalled }: Case = {}): Promise<Mail[]> => {
  const mails: Mail[] = []
  const notifications = createNotifications({
    people: {
      findContact: async (spaceId) => {
        assert.equal(spaceId, 'the-space')
        return contact && { ...contact, name: 'Dominique PAT-TROIS' }
      },
      findProfessionalMail: async (id) => (id === 'the-doctor' ? 'doctor@example.org' : undefined),
      findSoftwareMail: async (id) => (id === 'the-software' ? 'software@example.org' : undefined),
    },
    mayBeRepresented: async () => answered?.mayBeRepresented === true,
    recallAgain: async () => recalled === 'open',
    mailer: { send: async (mail) => void mails.push(mail), close: () => {} },
    publicUrl,
  })
  const notice = { id: 'the-notice', spaceId: 'the-space' }
  if (recalled !== undefined) await notifications.sendRecall(notice)
  else if (answered) await notifications.sendAnswerNotice(notice)
  else if (software !== undefined)
    await notifications.tellProducer({ id: 'the-notice', payload: { softwareId: software } })
  else if (doctor === undefined) await notifications.sendNotice(notice)
  else await notifications.tellProfessional({ id: 'the-notice', payload: { partyId: doctor } })
  return mails
}

for (const [lang, subject] of [
  ['fr', 'Du nouveau dans votre espace'],
  ['en', 'Something new in your space'],
] as const) {
  test(`one mail in ${lang}: its id is the notice's, its words tell nothing`, async () => {
    const [mail, ...more] = await send({ email: 'd@example.org', lang })
    assert.ok(mail)
    assert.deepEqual(more, [])
    assert.deepEqual([mail.id, mail.to, mail.subject], ['the-notice', 'd@example.org', subject])
    assert.deepEqual(findHealthWords(`${mail.subject} ${mail.text}`), [])
    assert.doesNotMatch(mail.text, /dominique|pat-trois/i)
  })

  test(`the only address in the ${lang} mail is the site's own, with nothing after it that signs in`, async () => {
    const [mail] = await send({ email: 'd@example.org', lang })
    assert.deepEqual(mail?.text.match(/https?:\/\/[^\s)]+/g), [publicUrl])
  })
}

test('French when no language is known', async () => {
  const [mail] = await send({ email: 'd@example.org' })
  assert.equal(mail?.subject, 'Du nouveau dans votre espace')
})

test('nobody is written to without an address', async () => {
  assert.deepEqual(await send({}), [])
  assert.deepEqual(await send(undefined), [])
})

test('of an answer only who gets to it is told: not who may represent the holder, whose address the insurer may have given', async () => {
  const [given, proved] = [{ email: 'd@example.org' }, { email: 'd@example.org', confirmed: ['email' as const] }]
  const told = async (contact: Known, mayBeRepresented: boolean): Promise<number> =>
    (await send(contact, { answered: { mayBeRepresented } })).length
  assert.deepEqual([await told(given, false), await told(proved, false)], [1, 1])
  assert.deepEqual([await told(given, true), await told(proved, true)], [0, 1])
  assert.equal(await told({ ...given, confirmed: ['phone'] }, true), 0)
})

test('the health words that are looked for would be found', () => {
  assert.notDeepEqual(findHealthWords('Votre médecin a déposé un compte rendu de biologie'), [])
})

test('a professional is told that something waits, and by what address; one without an address is not written to', async () => {
  const [mail, ...more] = await send(undefined, { doctor: 'the-doctor' })
  assert.ok(mail)
  assert.deepEqual(more, [])
  assert.deepEqual([mail.id, mail.to], ['the-notice', 'doctor@example.org'])
  assert.deepEqual(findHealthWords(`${mail.subject} ${mail.text}`), [])
  assert.deepEqual(mail.text.match(/https?:\/\/[^\s)]+/g), [publicUrl])
  assert.deepEqual(await send(undefined, { doctor: 'somebody-else' }), [])
})

test('who makes a software is written to where the directory has an address: not what, not whose, not from where', async () => {
  const [mail, ...more] = await send(undefined, { software: 'the-software' })
  assert.ok(mail)
  assert.deepEqual(more, [])
  assert.deepEqual([mail.id, mail.to], ['the-notice', 'software@example.org'])
  assert.deepEqual(findHealthWords(`${mail.subject} ${mail.text}`), [])
  assert.deepEqual(mail.text.match(/https?:\/\/[^\s)]+/g), [publicUrl])
  assert.deepEqual(await send(undefined, { software: 'unknown' }), [])
})

test('of what somebody wrote for later they are told to read it again, not what it is; in a closed space nobody is told', async () => {
  for (const lang of ['fr', 'en'] as const) {
    const [mail, ...more] = await send({ email: 'd@example.org', lang }, { recalled: 'open' })
    assert.ok(mail)
    assert.deepEqual(more, [])
    assert.deepEqual(findHealthWords(`${mail.subject} ${mail.text}`), [])
    assert.doesNotMatch(mail.text, /directive|volont/i)
    assert.deepEqual(mail.text.match(/https?:\/\/[^\s)]+/g), [publicUrl])
  }
  assert.deepEqual(await send({ email: 'd@example.org' }, { recalled: 'closed' }), [])
})
