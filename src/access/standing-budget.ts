import { nationRows } from './budget.ts'
import type { Connection } from '../platform/database/database.ts'
import { randomId } from '../platform/ids.ts'
import type { Allowance } from '../reference/create-budgets.ts'

/** A look of somebody who is not known to the holder yet, or was not counted yet. `noticeId` names the notice of a first one. */
export interface Meeting {
  spaceId: string
  /** who looks, and then the facility they act for */
  parties: readonly string[]
  /** absent for a look that the holder is not told of: the next one is then the first that they are told of */
  noticeId?: string
  /** absent for a look that spends nothing */
  allowance?: Pick<Allowance, 'day' | 'hour' | 'isNight' | 'newPersons'>
}

/**
 * Notes that a visitor has now looked here, counts whom they and their facility had not met, and queues the notice to the holder of a
 * first look: one statement, so that it travels with the look. Fails with CN001 where nothing is left: the visit is decided again.
 */
export const noteMeeting = async (
  connection: Connection,
  { spaceId, parties, noticeId, allowance }: Meeting,
): Promise<void> => {
  const night = allowance?.isNight === true ? allowance.hour : null
  await connection.query({
    name: 'acquaintance-note',
    text: 'select access.meet($1, $2, $3, $4, $5, $6)',
    values: [spaceId, noticeId ?? null, parties, allowance?.day ?? null, allowance?.newPersons ?? [], night],
  })
}

/** By chance, so that nobody chooses where they are counted. */
const pickNationRow = (): string => nationRows[Number.parseInt(randomId().slice(0, 2), 16) % nationRows.length] ?? '*0'

/** Counts a consent that is recorded of somebody never met, for the country too where nobody of the place knew them: within the day's measure, or it fails with CN001. */
export const countConsent = async (
  connection: Connection,
  { parties, nation }: { parties: readonly string[]; nation: boolean },
  { day, hour, newConsents }: Pick<Allowance, 'day' | 'hour' | 'newConsents'>,
): Promise<void> => {
  await connection.query({
    name: 'tally-consent',
    text: `select access.count_one('new-consents', $1, $2, $3), access.count_one('consents', $4, $2, '{}'),
      access.count_one('nation-consents', $4, $5, '{}')`,
    values: [day, parties, newConsents, hour, nation ? [pickNationRow()] : []],
  })
}

/** Counts a refusal that tells its hearer nothing: whoever tries number after number hears many. */
export const countRefusal = async (connection: Connection, parties: readonly string[], hour: string): Promise<void> => {
  await connection.query({
    name: 'tally-refusal',
    text: `select access.count_one('refusals', $1, $2, '{}')`,
    values: [hour, parties],
  })
}
