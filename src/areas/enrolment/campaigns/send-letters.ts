import { dayOf } from '../../../platform/calendar.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { proofOf } from '../life/proof-of.ts'
import type { PersonIdentity, RegisterPerson } from '../register/types.ts'
import { momentOf, type CampaignParts, type Moment } from './campaign-parts.ts'
import { insertExceptions } from './exceptions/store.ts'
import { changeNotice, markSent, selectWaiting, type WaitingLetter } from './letters/store.ts'
import {
  findPrintFlaw,
  removeLeftOver,
  UnprintableLetters,
  writeLetters,
  type Outgoing,
} from './letters/write-letters.ts'
import { noticeNow, senderOf } from './notice-now.ts'
import { campaignParameters } from './parameters.ts'
import { nameOf, recipientLines } from './rules.ts'
import type { Campaigns, ExceptionKind, LetterForm, SendStep } from './types.ts'

/** A waiting letter, ready to write, or the reason why it will never be. */
type Ready = { waiting: WaitingLetter; person: RegisterPerson } & ({ out: Outgoing } | { exception?: ExceptionKind })

const openingKinds = ['opening', 'opening-guardian', 'child'] as const

const openingKind = (kind: string) => openingKinds.find((known) => known === kind)

const proofKinds = {
  'proof-opposition': 'opposition',
  'proof-closure': 'closure',
  'proof-erasure': 'erasure',
} as const

const isProof = (kind: string): kind is keyof typeof proofKinds => kind in proofKinds

type Base = Pick<Outgoing, 'personId' | 'lines' | 'lang' | 'sender' | 'personName'>

const proofOut = async (
  parts: CampaignParts,
  base: Base,
  { kind, zone }: { kind: keyof typeof proofKinds; zone: string },
): Promise<Outgoing | undefined> => {
  const proof = await proofOf(parts.register, base.personId)
  if (proof.kind !== proofKinds[kind]) return undefined
  const channels = ['online', 'phone', 'counter', 'post'] as const
  const channel = channels.find((known) => known === proof.channel) ?? 'online'
  return { ...base, kind, decidedOn: dayOf(proof.decidedAt, zone), channel, reference: proof.reference }
}

const outOf = async (
  parts: CampaignParts,
  { waiting, person, base }: { waiting: WaitingLetter; person: RegisterPerson; base: Base },
  moment: Moment,
): Promise<Outgoing | undefined> => {
  const { kind } = waiting
  if (isProof(kind)) return proofOut(parts, base, { kind, zone: moment.zone })
  if (kind === 'new-code') return { ...base, kind, opensOn: moment.today }
  const opening = openingKind(kind)
  // Whoever decided meanwhile needs no letter that asks them to.
  if (opening === undefined || person.state !== 'noticed') return undefined
  const opens = dayOf(noticeNow(parts, moment.at).windowEndsAt ?? moment.at, moment.zone)
  return { ...base, kind: opening, opensOn: opens }
}

const readyOf = async (parts: CampaignParts, waiting: WaitingLetter, moment: Moment): Promise<Ready | undefined> => {
  const person = await parts.register.findPerson(waiting.personId)
  const to = waiting.recipientId === null ? person : await parts.register.findPerson(waiting.recipientId)
  if (person === undefined || to === undefined || person.sealed === null || to.sealed === null) return undefined
  const identity: PersonIdentity = await parts.register.openPerson(person)
  const recipient = to === person ? identity : await parts.register.openPerson(to)
  const lines = recipientLines(recipient)
  if ('exception' in lines) return { waiting, person, exception: lines.exception }
  const out = await outOf(
    parts,
    {
      waiting,
      person,
      base: {
        personId: person.id,
        lines: lines.lines,
        lang: recipient.contact.lang,
        sender: senderOf(person.scheme),
        personName: nameOf(identity),
      },
    },
    moment,
  )
  if (out === undefined) return { waiting, person }
  return findPrintFlaw(parts, out, moment.today) === undefined
    ? { waiting, person, out }
    : { waiting, person, exception: 'unprintable' }
}

/** A first letter in place of a mail that came back: the six weeks run from it. Law: R.1111-28, from the sending of the notice. */
const noticeAgain = async (
  parts: CampaignParts,
  connection: Connection,
  { sent, moment }: { sent: readonly (Ready & { out: Outgoing })[]; moment: Moment },
): Promise<void> => {
  const again = sent.filter(({ out }) => openingKind(out.kind) !== undefined)
  const ids = [...new Set(again.map(({ person }) => person.id))]
  const event = {
    kind: 'noticed',
    channel: 'campaign',
    by: { kind: 'system', id: 'enrolment' },
    detail: { channel: 'post' },
  }
  const step = { persons: ids.map((id) => ({ id })), expectState: 'noticed' } as const
  await parts.register.transitionAll(connection, step, { ...noticeNow(parts, moment.at), event })
}

const giveUp = async (
  parts: CampaignParts,
  connection: Connection,
  { lost, moment }: { lost: readonly { waiting: WaitingLetter; exception?: ExceptionKind }[]; moment: Moment },
): Promise<void> => {
  for (const { waiting } of lost)
    await changeNotice(connection, waiting, { from: ['prepared'], state: 'failed', at: moment.at })
  const nowMs = parts.clock.now().getTime()
  const opened = lost.flatMap(({ waiting, exception }) =>
    exception === undefined ? [] : [{ id: timeOrderedId(nowMs), personId: waiting.personId, kind: exception }],
  )
  await insertExceptions(connection, { campaignId: null, at: moment.at }, opened)
}

const fileName = 'waiting'

const writeWaiting = (parts: CampaignParts, as: LetterForm, skip: ReadonlySet<string>): Promise<SendStep> =>
  parts.database.transaction(async (connection) => {
    const moment = momentOf(parts)
    const waiting = await selectWaiting(connection, campaignParameters.batch[as])
    const sent: (Ready & { out: Outgoing })[] = []
    const lost: { waiting: WaitingLetter; exception?: ExceptionKind }[] = []
    for (const one of waiting) {
      const ready = await readyOf(parts, one, moment)
      if (skip.has(one.personId)) lost.push({ waiting: one, exception: 'unprintable' })
      else if (ready !== undefined && 'out' in ready) sent.push(ready)
      else lost.push(ready ?? { waiting: one })
    }
    await giveUp(parts, connection, { lost, moment })
    const first = sent[0]
    const name = `${fileName}-${(first?.waiting.id ?? '').slice(-12)}`
    const file = { name, form: as, campaignId: null, waveN: null, origin: 'request' }
    const out = sent.map((one) => one.out)
    const written = out.length === 0 ? undefined : await writeLetters(parts, connection, { out, file, moment })
    if (written === undefined) await removeLeftOver(parts, name)
    else {
      const placed = sent.map((one, place) => ({ id: one.waiting.id, personId: one.waiting.personId, place }))
      await markSent(connection, { batchId: written.batchId, at: moment.at }, placed)
      await noticeAgain(parts, connection, { sent, moment })
    }
    const counts = { looked: waiting.length, noticed: 0, mails: 0, letters: sent.length }
    const path = written === undefined ? null : parts.files.pathOf(written.fileName)
    const exceptions = lost.filter(({ exception }) => exception !== undefined).length
    return { wave: null, ...counts, exceptions, file: path, finished: waiting.length === 0 }
  })

/**
 * Writes the next letters that wait outside waves. The same promises as for a wave: the file is on the disk before the notices say
 * so, and a letter is in one file only. Whoever's letter cannot be printed becomes an exception.
 */
export const createSendLetters =
  (parts: CampaignParts): Campaigns['sendLetters'] =>
  async (visitor, as) => {
    await parts.desk.enter(visitor, 'letters-send', { as })
    const skip = new Set<string>()
    for (;;) {
      try {
        return await writeWaiting(parts, as, skip)
      } catch (error) {
        if (!(error instanceof UnprintableLetters)) throw error
        for (const id of error.personIds) skip.add(id)
      }
    }
  }
