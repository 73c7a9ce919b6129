import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { randomId } from '../../../../platform/ids.ts'
import { describeError } from '../../../../platform/log.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Language } from '../../../../reference/language.ts'
import type { SealedPlace } from '../../keys.ts'
import type { Contact } from '../../persons.ts'
import { alertMail, alertSms } from '../codes/code-texts.ts'
import type { OneTimeCodes } from '../codes/one-time-codes.ts'
import type { TotpCodes } from '../totp/totp.ts'
import type { Channel, ChannelAddress, CredentialRoom } from '../types.ts'
import { confirmedContact, confirmedPart } from './confirmed-contact.ts'
import { readEmail, readPhone } from './contact-rules.ts'

/** How a holder is reached: by mail or phone, each proved by a code sent there, or by post only. Law: rules ENR-18, IDN-10. */
export interface ContactChanges {
  /**
   * Sends a code to the address or number that a holder typed. Throws Problem `email-shape-wrong`, `phone-shape-wrong`,
   * `sms-not-offered`, `code-just-sent`, `too-many-tries`.
   */
  beginContact(spaceId: string, typed: { channel: Channel; address: string }): Promise<void>
  /**
   * Writes the address that the code was sent to, and tells every address proved before. Throws Problem `code-not-recognised`; a
   * new try is allowed after 30 seconds.
   */
  confirmContact(spaceId: string, code: string): Promise<void>
  /** No mail, no phone: letters only. Problem `contact-needed-for-sign-in` where a password would be left without second factor. */
  choosePost(spaceId: string): Promise<void>
}

const purpose = 'confirm-contact'
const aboutCheck = Compile(
  Type.Object({ channel: Type.Union([Type.Literal('email'), Type.Literal('phone')]), address: Type.String() }),
)
const placeOf = (spaceId: string): SealedPlace => ({
  table: 'directory.one_time_code',
  rowId: spaceId,
  column: 'about',
  version: 1,
})

const readAddress = (room: CredentialRoom, { channel, address }: ChannelAddress): string => {
  if (channel === 'email') {
    const email = readEmail(address)
    if (email === undefined) throw new Problem('incorrect', 'email-shape-wrong', { details: { field: 'email' } })
    return email
  }
  const phone = readPhone(address, room.parameters.phone)
  if (phone === undefined) throw new Problem('incorrect', 'phone-shape-wrong', { details: { field: 'phone' } })
  return phone
}

const begin =
  (room: CredentialRoom, codes: OneTimeCodes): ContactChanges['beginContact'] =>
  async (spaceId, typed) => {
    const to = { channel: typed.channel, address: readAddress(room, typed) }
    const { lang } = (await room.persons.loadPerson(room.database, spaceId)).contact
    const seal = await room.keys.spaceKeys(spaceId)
    const about = seal.sealField(placeOf(spaceId), Buffer.from(JSON.stringify(to)))
    await codes.sendOneTimeCode({ subject: spaceId, purpose, about }, { ...to, ...(lang && { lang }) })
  }

const withAddress = (contact: Contact, { channel, address }: ChannelAddress): Contact => ({
  ...contact,
  [channel]: address,
  confirmed: [...new Set([...(contact.confirmed ?? []), channel])],
})

interface Written {
  before: Contact
  now: ChannelAddress
}

/** Takes the code and writes what it proves, in one transaction; a wrong code commits its try and gives nothing. */
const takeAndWrite = (
  room: CredentialRoom,
  codes: OneTimeCodes,
  tried: { spaceId: string; code: string },
): Promise<Written | undefined> =>
  room.database.transaction(async (connection) => {
    const { spaceId, code } = tried
    const taken = await codes.takeOneTimeCode({ subject: spaceId, purpose, code }, connection)
    if (taken === undefined || taken.about === null) return undefined
    const seal = await room.keys.spaceKeys(spaceId, connection)
    const now = aboutCheck.Parse(JSON.parse(seal.openField(placeOf(spaceId), taken.about).toString('utf8')))
    const before = (await room.persons.loadPerson(connection, spaceId)).contact
    await room.persons.updateContact(connection, spaceId, withAddress(before, now))
    return { before, now }
  })

const alertOne = async (room: CredentialRoom, { channel, address }: ChannelAddress, lang: Language): Promise<void> => {
  const message = { id: randomId(), to: address }
  if (channel === 'email') await room.mailer.send({ ...message, ...alertMail(lang) })
  else await room.sms?.send({ ...message, text: alertSms(lang) })
}

/** Tells the addresses proved before. One that no longer works must not keep its owner from changing it: logged, not thrown. */
const alertOld = async (room: CredentialRoom, before: Contact, now?: ChannelAddress): Promise<void> => {
  const { email, phone, lang = 'fr' } = confirmedPart(before)
  const old: ChannelAddress[] = [
    ...(email === undefined ? [] : [{ channel: 'email' as const, address: email }]),
    ...(phone === undefined ? [] : [{ channel: 'phone' as const, address: phone }]),
  ]
  for (const each of old.filter(({ address }) => address !== now?.address)) {
    await alertOne(room, each, lang).catch((error: unknown) =>
      room.log.warn('alert of a contact change not sent', describeError(error)),
    )
  }
}

const confirm =
  (room: CredentialRoom, codes: OneTimeCodes): ContactChanges['confirmContact'] =>
  async (spaceId, code) => {
    const wait = { bucket: 'contact-wait', subject: spaceId }
    await room.attempts.require(wait, room.parameters.limits.waitAfterError)
    const written = await takeAndWrite(room, codes, { spaceId, code })
    if (written === undefined) throw new Problem('incorrect', 'code-not-recognised', { details: { field: 'code' } })
    await room.attempts.clear(wait)
    await alertOld(room, written.before, written.now)
  }

const choosePost =
  (room: CredentialRoom, means: SecondMeans): ContactChanges['choosePost'] =>
  async (spaceId) => {
    const { email, phone } = await confirmedContact(room, spaceId)
    const reached = email !== undefined || phone !== undefined
    if (reached && (await means.hasPassword(spaceId)) && !(await means.totp.hasTotp(spaceId))) {
      throw new Problem('conflict', 'contact-needed-for-sign-in')
    }
    const before = await room.database.transaction(async (connection) => {
      const { contact } = await room.persons.loadPerson(connection, spaceId)
      await room.persons.updateContact(connection, spaceId, contact.lang === undefined ? {} : { lang: contact.lang })
      return contact
    })
    await alertOld(room, before)
  }

/** What else a holder signs in with, asked before the last contact goes. */
export interface SecondMeans {
  totp: Pick<TotpCodes, 'hasTotp'>
  hasPassword(spaceId: string): Promise<boolean>
}

/** Contacts over a database. */
export const createContactChanges = (
  room: CredentialRoom,
  codes: OneTimeCodes,
  means: SecondMeans,
): ContactChanges => ({
  beginContact: begin(room, codes),
  confirmContact: confirm(room, codes),
  choosePost: choosePost(room, means),
})
