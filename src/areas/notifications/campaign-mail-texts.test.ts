import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findHealthWords } from '../../../tests/support/browser-health-words.ts'
import { createLetterTexts } from '../../reference/create-letter-texts.ts'
import type { CampaignMail } from './campaign-mail.ts'
import { campaignMailTexts } from './campaign-mail-texts.ts'

const site = { publicUrl: 'https://carnet.example', phone: '3422' }
const name = 'Camille Petit'
const code = '7K2M94QXW3HP'
const { checkLetterText } = createLetterTexts()

const mails: CampaignMail[] = [
  { kind: 'opening-notice', name, opensOn: '2027-01-06' },
  { kind: 'child-notice', name, opensOn: '2027-01-06' },
  { kind: 'new-code', code, validUntil: '2027-03-17' },
  { kind: 'closed', name, closedOn: '2027-02-01', keptUntil: '2037-02-01' },
  { kind: 'erased', name, erasedOn: '2027-02-01' },
  { kind: 'suspended', name, closesOn: '2027-03-15' },
  { kind: 'opening-failed', name, opensOn: '2027-01-06' },
]

const links: Partial<Record<CampaignMail['kind'], string[]>> = {
  'opening-notice': [site.publicUrl],
  'child-notice': [site.publicUrl],
}

for (const lang of ['fr', 'en'] as const) {
  for (const mail of mails) {
    const { subject, text } = campaignMailTexts[lang](mail, site)

    test(`${mail.kind} in ${lang}: plain, and without a health word`, () => {
      const read = checkLetterText(`${subject}\n${text.replaceAll(/ ?\(https[^)]*\)/g, '')}`, lang, 'mail')
      assert.deepEqual(read.forbidden, [])
      assert.ok(read.passes, `${read.averageWords} words, score ${read.score}, longest: ${read.longest}`)
      assert.deepEqual(findHealthWords(`${subject} ${text}`), [])
    })

    test(`${mail.kind} in ${lang}: at most the home page as an address; a name never in the subject`, () => {
      assert.deepEqual(text.match(/https?:\/\/[^\s)]+/g) ?? [], links[mail.kind] ?? [])
      assert.doesNotMatch(subject, /camille|petit/i)
      assert.ok(subject.length <= 40, subject)
    })

    test(`${mail.kind} in ${lang}: ${mail.kind === 'new-code' ? 'the code in groups, once' : 'no code'}`, () => {
      const groups = text.match(/\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b/g) ?? []
      assert.deepEqual(groups, mail.kind === 'new-code' ? ['7K2M-94QX-W3HP'] : [])
    })
  }
}

test('the notice says all that the law asks for: the space, the record, until when, how to refuse, how to close', () => {
  const said = {
    fr: [/espace est prêt/, /dossier partagé/, /6 janvier 2027/, /refuser/, /Recevoir un code/, /3422/, /fermer/],
    en: [/space is ready/, /shared record/, /6 January 2027/, /say no/, /Get a code/, /3422/, /close/],
  }
  for (const lang of ['fr', 'en'] as const) {
    const { text } = campaignMailTexts[lang]({ kind: 'opening-notice', name, opensOn: '2027-01-06' }, site)
    for (const words of said[lang]) assert.match(text, words)
  }
})

test('a mail with a health word would be caught', () => {
  assert.deepEqual(checkLetterText('Votre dossier médical est prêt.', 'fr', 'mail').forbidden, ['medic'])
  assert.deepEqual(checkLetterText('Your healthcare space is ready.', 'en', 'mail').forbidden, ['health'])
})
