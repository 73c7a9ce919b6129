import { sessionParameters, type Session } from '../../areas/identity/index.ts'

const minuteMs = 60_000

/**
 * Whether somebody proved who they are at most `freshProofMinutes` (data/identity/session.json) ago: what a sensitive act asks.
 * Sessions of earlier versions, which did not date the proof, are never fresh.
 */
export const isFreshlyProven = ({ provenAt }: Pick<Session, 'provenAt'>, now: Date): boolean =>
  now.getTime() - Date.parse(provenAt) <= sessionParameters.freshProofMinutes * minuteMs

/** Where somebody proves again who they are, to come back to `path`, a path of ours, without its query. */
export const proveAgainAddress = (path: string): string =>
  `/sign-in?${new URLSearchParams({ again: '1', return_to: path }).toString()}`
