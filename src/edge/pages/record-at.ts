import type { SpaceAsk } from './ask.ts'

/** Under what address the pages of a record are: the holder's own, or that of the child whose record it is. */
export const recordAt = ({ child }: SpaceAsk): string => child?.at ?? '/my'
