import { sealAct } from '../../src/areas/objections/sealed-act.ts'
import { insertObjection, type SealedObjection } from '../../src/areas/objections/store.ts'
import { randomId } from '../../src/platform/ids.ts'
import type { Installation } from './installation.ts'

/** Keeps an objection of a space as if it had been asked, with what is given of it; gives its id. */
export const objectIn = async (
  { carnet }: Pick<Installation, 'carnet'>,
  spaceId: string,
  given: Partial<SealedObjection & { partyName: string; actOn: string }> = {},
): Promise<string> => {
  const { partyName = 'Laboratoire', actOn = '2026-03-05', ...row } = given
  const id = randomId()
  const details = sealAct(await carnet.keys.spaceKeys(spaceId), id, { partyName, actOn })
  const asked = {
    scope: 'act',
    documentId: randomId(),
    partyId: '1750000001',
    reason: 'other',
    dueOn: '2026-12-04',
  } as const
  const answered = { askedAt: '2026-11-20T09:00:00Z', outcome: null, because: null, answeredAt: null }
  await insertObjection(carnet.database.app, { ...asked, ...answered, spaceId, id, details, ...row })
  return id
}
