import { createMoveSealed, type IdentityKeys } from '../identity/index.ts'
import { openTold, sealTold } from './sealed-case.ts'
import { moveOne, selectMovable } from './store.ts'

/** Cases follow their holder into another space. */
export const createMoveDisputes = (keys: Pick<IdentityKeys, 'spaceKeys'>) =>
  createMoveSealed(keys, {
    select: selectMovable,
    reseal: ({ leaving, arriving }, id, details) => sealTold(arriving, id, openTold(leaving, id, details)),
    move: moveOne,
  })
