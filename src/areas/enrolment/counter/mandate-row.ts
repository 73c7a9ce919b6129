import type { GivenBy, MandateEnd } from './types.ts'

/** A mandate as kept. Instants are ISO. */
export interface MandateRow {
  id: string
  personId: string
  staffId: string
  place: string
  givenBy: GivenBy
  representativeId: string | null
  identityDocument: string
  begunAt: string
  endsAt: string
  usedAt: string
  signedAt: string | null
  signedHow: 'paper' | 'code' | null
  endedAt: string | null
  endedHow: MandateEnd | null
}
