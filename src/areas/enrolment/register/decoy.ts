import type { RegisterPerson } from './types.ts'
import { sealIdentity, type RegisterKeys } from './person-seal.ts'

const id = '00000000-0000-4000-8000-000000000000'

/** Nobody, sealed as a person of the register is: opened where there is nobody to open, so that both take the same steps. */
export const createDecoy = (keys: Pick<RegisterKeys, 'registerSeal'>) => {
  let sealed: Promise<Buffer> | undefined
  const seal = async (): Promise<Buffer> =>
    sealIdentity(await keys.registerSeal(), id, {
      ins: { system: '', value: '000000000000000' },
      traits: { birthFamily: '', birthGiven: [''], gender: 'unknown', birthDate: '0000-00-00', birthPlace: '00000' },
      contact: { lang: 'fr' },
      address: { lines: [] },
      card: { number: '000000000000000' },
    })
  return async (): Promise<Pick<RegisterPerson, 'id' | 'sealed'>> => {
    sealed ??= seal()
    return { id, sealed: await sealed }
  }
}
