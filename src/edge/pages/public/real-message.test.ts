import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { alertMail } from '../../../areas/identity/credentials/alerts/alert-texts.ts'
import { codeMail } from '../../../areas/identity/credentials/codes/code-texts.ts'
import { noticeTexts } from '../../../areas/notifications/index.ts'
import { fakeParts } from '../../../../tests/support/pages/fake-parts.ts'
import { startPages } from '../../../../tests/support/pages/start-pages.ts'

const enrolment = JSON.parse(readFileSync('data/enrolment/mails.json', 'utf8'))

for (const lang of ['fr', 'en'] as const) {
  test(`whoever doubts a real mail finds its subject among those of real messages (${lang})`, async () => {
    const { body } = await (
      await startPages(fakeParts(undefined))
    ).inject({ url: `/is-this-message-real?lang=${lang}` })
    const alerts = (['contact-changed', 'means-changed'] as const).map((event) => alertMail(event, lang))
    const mails = [noticeTexts[lang], codeMail(lang, { code: '123456', minutes: 10 }), ...alerts]
    for (const subject of [enrolment.subject[lang], ...mails.map((mail) => mail.subject)])
      assert.ok(body.includes(lang === 'fr' ? `« ${subject} »` : `“${subject}”`), subject)
  })
}
