import { isFreshlyProven, proveAgainAddress } from '../sign-in/require-fresh-proof.ts'
import type { Redirect, SpaceAsk } from './ask.ts'

/** Whether the holder proved who they are a moment ago: what closing, copying and changing the ways in ask for. */
export const isProven = ({ session, parts }: SpaceAsk): boolean =>
  session !== undefined && isFreshlyProven(session, parts.clock.now())

/** Where the holder proves it again, to come back to this page. */
export const proofAddress = (ask: SpaceAsk): string => proveAgainAddress(ask.path)

/** To the proof, and back to this page. */
export const proveFirst = (ask: SpaceAsk): Redirect => ({ to: proofAddress(ask) })
