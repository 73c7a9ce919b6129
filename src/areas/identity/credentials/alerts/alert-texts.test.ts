import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alertEvents, alertSms } from './alert-texts.ts'

test('an alert by short message is one message, in the letters that every phone has', () => {
  for (const event of alertEvents)
    for (const lang of ['fr', 'en'] as const) {
      const text = alertSms(event, lang)
      assert.ok(text.length <= 160, `${event} ${lang}: ${text.length}`)
      assert.match(text, /^[A-Za-z0-9 .,':éèàùìò-]+$/, `${event} ${lang}`)
    }
})
