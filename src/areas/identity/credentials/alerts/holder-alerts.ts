import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Connection } from '../../../../platform/database/database.ts'
import { randomId } from '../../../../platform/ids.ts'
import { enqueue, type OutboxItem } from '../../../../platform/outbox.ts'
import { channelAddressSchema } from '../contact/channel-address.ts'
import { confirmedPart } from '../contact/confirmed-contact.ts'
import { unlessDestroyed, type SealedPlace } from '../../keys.ts'
import type { Contact } from '../../persons.ts'
import type { ChannelAddress, CredentialRoom } from '../types.ts'
import { alertEvents, alertMail, alertSms, type AlertEvent } from './alert-texts.ts'

/** Tells holders of a change of what they come in with or are reached by, at the addresses that they had proved before. */
export interface HolderAlerts {
  /** Sends a queued alert; the address stands sealed in the item, for it may be nobody's contact any more. */
  sendAlert(item: Pick<OutboxItem, 'spaceId' | 'id' | 'payload'>): Promise<void>
}

const payloadCheck = Compile(
  Type.Object({
    event: Type.Union(alertEvents.map((event) => Type.Literal(event))),
    lang: Type.Union([Type.Literal('fr'), Type.Literal('en')]),
    to: Type.String(),
  }),
)
const addressCheck = Compile(channelAddressSchema)

const placeOf = (id: string): SealedPlace => ({ table: 'platform.outbox', rowId: id, column: 'payload', version: 1 })

const provedAddresses = (contact: Contact): ChannelAddress[] => {
  const { email, phone } = confirmedPart(contact)
  return [
    ...(email === undefined ? [] : [{ channel: 'email' as const, address: email }]),
    ...(phone === undefined ? [] : [{ channel: 'phone' as const, address: phone }]),
  ]
}

/** Queues an alert to every proved address of a contact but one, in the transaction of the change that it tells. */
export const queueAlerts = async (
  room: CredentialRoom,
  connection: Connection,
  alert: { event: AlertEvent; spaceId: string; contact: Contact; but?: string | undefined },
): Promise<void> => {
  const { event, spaceId, contact, but } = alert
  const { lang = 'fr' } = contact
  const seal = await room.keys.spaceKeys(spaceId, connection)
  for (const address of provedAddresses(contact).filter((each) => each.address !== but)) {
    const id = randomId()
    const to = seal.sealField(placeOf(id), Buffer.from(JSON.stringify(address))).toString('base64')
    await enqueue(connection, { spaceId, id, kind: 'holder-alert', payload: { event, lang, to } })
  }
}

/** The address in an item; nothing when the space was erased meanwhile: the address went with its keys. */
const openAddress = async (
  { keys }: CredentialRoom,
  { spaceId, id }: Pick<OutboxItem, 'spaceId' | 'id'>,
  to: string,
): Promise<ChannelAddress | undefined> => {
  const seal = await unlessDestroyed(keys.spaceKeys(spaceId))
  const opened = seal?.openField(placeOf(id), Buffer.from(to, 'base64'))
  return opened && addressCheck.Parse(JSON.parse(opened.toString('utf8')))
}

/** Alerts over a database. Law: security T10, a change of a factor is told on the other channels. */
export const createHolderAlerts = (room: CredentialRoom): HolderAlerts => ({
  sendAlert: async (item) => {
    const { id } = item
    const { event, lang, to } = payloadCheck.Parse(item.payload)
    const known = await openAddress(room, item, to)
    if (known?.channel === 'email') await room.mailer.send({ id, to: known.address, ...alertMail(event, lang) })
    if (known?.channel === 'phone') await room.sms?.send({ id, to: known.address, text: alertSms(event, lang) })
  },
})
