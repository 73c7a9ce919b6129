import type { Connection } from '../../../../platform/database/database.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Language } from '../../../../reference/language.ts'
import { queueAlerts } from '../alerts/holder-alerts.ts'
import type { OneTimeCodes } from '../codes/one-time-codes.ts'
import { selectOpenCode } from '../codes/store.ts'
import type { Contact } from '../../persons.ts'
import type { ChannelAddress, CredentialRoom } from '../types.ts'

/** How a holder is reached: by mail or phone, each proved by a code sent there, or by post only. Law: rules ENR-18, IDN-10. */
export interface ContactProofs {
  /**
   * Sends a code to an address, for whoever `subject` stands for. Throws Problem `sms-not-offered`, `code-just-sent`,
   * `too-many-tries`.
   */
  sendContactCode(subject: string, to: ChannelAddress & { lang?: Language }): Promise<void>
  /** Whether a code that may be typed now was sent to this very address. */
  hasContactCode(subject: string, to: ChannelAddress): Promise<boolean>
  /**
   * Takes the code that was sent to this very address. Throws Problem `one-time-code-wrong`, also for the code of another address; a
   * new try is allowed after 30 seconds.
   */
  confirmContact(subject: string, proof: ChannelAddress & { code: string }): Promise<void>
  /**
   * Writes a proved contact, or that letters only are wanted, as a holder's own, in the caller's transaction. The language stays.
   * Every address proved before is told.
   */
  keepContact(connection: Connection, spaceId: string, contact: ChannelAddress | 'post'): Promise<void>
  /**
   * Takes the code that was sent to a holder's new address and makes it theirs, with the refusals of `confirmContact`: one transaction,
   * so that a crash never leaves a code used up and the old address.
   */
  changeContact(spaceId: string, proof: ChannelAddress & { code: string }): Promise<void>
}

const purpose = 'confirm-contact'

/** What a code is about: the address it was sent to, as a keyed hash. */
const aboutOf = ({ keys }: CredentialRoom, { channel, address }: ChannelAddress): Buffer =>
  keys.lookupHash(JSON.stringify([purpose, channel, address]))

type Beside = (connection: Connection) => Promise<void>

/** Takes a code, and does what goes with it in the same transaction; one that does not fit commits its try. */
const confirm =
  (room: CredentialRoom, codes: OneTimeCodes) =>
  async (subject: string, { code, ...to }: ChannelAddress & { code: string }, beside?: Beside): Promise<void> => {
    const wait = { bucket: 'contact-wait', subject }
    await room.attempts.require(wait, room.parameters.limits.waitAfterError)
    const fits = await room.database.transaction(async (connection) => {
      const taken = await codes.takeOneTimeCode({ subject, purpose, code }, connection)
      if (taken?.about?.equals(aboutOf(room, to)) !== true) return false
      await beside?.(connection)
      return true
    })
    if (!fits) throw new Problem('incorrect', 'one-time-code-wrong', { details: { field: 'code' } })
    await room.attempts.clear(wait)
  }

/** Writes a proved contact as `keepContact` does, and gives the one before; who calls tells whoever is to be told. */
export const writeContact = async (
  { persons }: Pick<CredentialRoom, 'persons'>,
  connection: Connection,
  { spaceId, contact }: { spaceId: string; contact: ChannelAddress | 'post' },
): Promise<Contact> => {
  const before = (await persons.loadPerson(connection, spaceId)).contact
  const proved = contact === 'post' ? {} : { [contact.channel]: contact.address, confirmed: [contact.channel] }
  const lang = before.lang === undefined ? {} : { lang: before.lang }
  await persons.updateContact(connection, spaceId, { ...lang, ...proved })
  return before
}

const keep =
  (room: CredentialRoom): ContactProofs['keepContact'] =>
  async (connection, spaceId, contact) => {
    const before = await writeContact(room, connection, { spaceId, contact })
    const but = contact === 'post' ? undefined : contact.address
    await queueAlerts(room, connection, { event: 'contact-changed', spaceId, contact: before, but })
  }

/**
 * Takes the marks of proof off a contact, in the caller's transaction. Trust: whoever lost every means may have lost the mailbox with
 * them; what it proves, its holder proves anew.
 */
export const forgetProofs = async (
  { persons }: Pick<CredentialRoom, 'persons'>,
  connection: Connection,
  spaceId: string,
): Promise<void> => {
  const { confirmed: _, ...contact } = (await persons.loadPerson(connection, spaceId)).contact
  await persons.updateContact(connection, spaceId, contact)
}

/** Contacts over a database. */
export const createContactProofs = (room: CredentialRoom, codes: OneTimeCodes): ContactProofs => {
  const prove = confirm(room, codes)
  const keepContact = keep(room)
  return {
    sendContactCode: (subject, to) => codes.sendOneTimeCode({ subject, purpose, about: aboutOf(room, to) }, to),
    hasContactCode: async (subject, to) => {
      const { tries } = room.parameters.oneTimeCode
      const open = await selectOpenCode(room.database, { subject, purpose, tries, now: room.now() })
      return open?.about?.equals(aboutOf(room, to)) === true
    },
    confirmContact: (subject, proof) => prove(subject, proof),
    keepContact,
    changeContact: (spaceId, { code, ...contact }) =>
      prove(spaceId, { ...contact, code }, (connection) => keepContact(connection, spaceId, contact)),
  }
}
