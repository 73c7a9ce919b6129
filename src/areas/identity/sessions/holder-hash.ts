import type { IdentityKeys } from '../keys.ts'

/** Under which hash the sessions of a space's holder are found, to end them: the table alone says of nobody that they are signed in. */
export const holderHash = (keys: Pick<IdentityKeys, 'lookupHash'>, spaceId: string): Buffer =>
  keys.lookupHash(`session|${spaceId}`)
