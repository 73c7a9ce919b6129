import { createMoveSealed, type IdentityKeys } from '../identity/index.ts'
import { openAct, sealAct } from './sealed-act.ts'
import { moveOne, selectMovable } from './store.ts'

/** Objections follow their holder into another space. What the other objected to already stays. */
export const createMoveObjections = (keys: Pick<IdentityKeys, 'spaceKeys'>) =>
  createMoveSealed(keys, {
    select: selectMovable,
    reseal: ({ leaving, arriving }, id, details) => sealAct(arriving, id, openAct(leaving, id, details)),
    move: moveOne,
  })
