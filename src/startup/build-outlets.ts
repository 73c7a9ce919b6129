import { enrolmentPhone, type LetterFiles, type NoticePress, type Outlets } from '../areas/enrolment/index.ts'
import { createLetterPress, type LetterPress } from '../edge/letters/create-letter-press.ts'
import { createDurableFolder } from '../platform/durable-file.ts'
import { createFolderMailer, createSmtpMailer, type Mailer } from '../platform/mail/mail.ts'
import type { Settings } from '../platform/settings.ts'
import { createFolderSms, createGatewaySms, type SmsSender } from '../platform/sms/sms.ts'
import type { Parameters } from '../reference/create-parameters.ts'
import { createLetterTexts, type LetterTexts } from '../reference/create-letter-texts.ts'

const openMailer = ({ mail }: Settings): Mailer =>
  mail.kind === 'server' ? createSmtpMailer(mail.url, mail.from) : createFolderMailer(mail.folder, mail.from)

const openSms = ({ sms }: Settings): SmsSender | undefined => {
  if (sms === undefined) return undefined
  return sms.kind === 'gateway' ? createGatewaySms(sms.url) : createFolderSms(sms.folder)
}

/** The press of the letters; its fonts are read when the first letter is, so that every other command starts in a moment. */
const openPress = ({ url }: Settings, parameters: Parameters, texts: LetterTexts): NoticePress => {
  let press: LetterPress | undefined
  const ready = (): LetterPress =>
    (press ??= createLetterPress({ texts, publicUrl: url, phone: enrolmentPhone, parameters }))
  return {
    check: (letter) => ready().check(letter),
    print: (letter) => ready().print(letter),
    printBatch: (letters, into) => ready().printBatch(letters, into),
  }
}

/** By what the installation reaches people, as its settings say. */
export const buildOutlets = (settings: Settings, parameters: Parameters): Outlets => {
  const files: LetterFiles = createDurableFolder(settings.lettersFolder)
  const sms = openSms(settings)
  const letterTexts = createLetterTexts()
  return {
    press: openPress(settings, parameters, letterTexts),
    letterTexts,
    files,
    mailer: openMailer(settings),
    ...(sms === undefined ? {} : { sms }),
    publicUrl: settings.url,
  }
}
