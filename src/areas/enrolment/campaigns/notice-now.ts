import { letterSenders, type LetterSender } from '../../../reference/letter-shapes.ts'
import { lifeAfter, type Outcome } from '../life/rules.ts'
import type { CampaignParts } from './campaign-parts.ts'

/** The sender of a scheme's letters. */
export const senderOf = (scheme: string): LetterSender => letterSenders.find((known) => known === scheme) ?? 'general'

/** What a notice changes in the register. */
export type Noticed = Extract<Outcome, { change: unknown }>['change']

/** What a notice that is sent now does to somebody's enrolment: six weeks, then the opening. Law: R.1111-28. */
export const noticeNow = ({ parameters }: Pick<CampaignParts, 'parameters'>, at: string): Noticed => {
  const standing = {
    state: 'known',
    stateBefore: null,
    legacy: false,
    spaceId: null,
    activatedAt: null,
    windowEndsAt: null,
    closedAt: null,
    dueKind: null,
    dueAt: null,
  } as const
  const outcome = lifeAfter('noticed', standing, { at, parameters })
  if ('reason' in outcome) throw new Error('somebody known can be told')
  return outcome.change
}
