import type { Mail, Mailer } from '../../src/platform/mail/mail.ts'
import { Problem } from '../../src/platform/problem.ts'
import type { Sms, SmsSender } from '../../src/platform/sms/sms.ts'

/** What is out of order: the mail server of whoever's address begins with `down`, at first; the gateway of short messages. */
export interface Weather {
  isDown: boolean
  isGatewayDown: boolean
}

/** Keeps mails instead of sending them; whoever's address begins with `wrong` is refused. */
export const createMailer = (mails: Mail[], weather: Weather): Mailer => ({
  send: async (mail: Mail) => {
    if (mail.to.startsWith('wrong')) throw new Problem('incorrect', 'mail-address-wrong')
    if (mail.to.startsWith('down') && weather.isDown) throw new Problem('unavailable', 'mail-server-unavailable')
    mails.push(mail)
  },
  close: () => {},
})

/** Keeps short messages instead of sending them. */
export const createTexter = (texts: Sms[], weather: Weather): SmsSender => ({
  send: async (sms: Sms) => {
    if (weather.isGatewayDown) throw new Problem('unavailable', 'sms-gateway-unavailable')
    texts.push(sms)
  },
})
