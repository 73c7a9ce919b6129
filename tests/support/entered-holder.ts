import type { RegisterPerson } from '../../src/areas/enrolment/index.ts'
import type { Installation } from './installation.ts'
import { inventPerson, issueCode } from './invited-person.ts'
import { fileOf, lineOf, memorySource } from './register-kit.ts'

/** Somebody whose space is open and who came in by a code, with what stands on their card. */
export interface EnteredHolder {
  person: RegisterPerson
  spaceId: string
  card: { birthDate: string; cardNumber: string; cardSerial: string }
  postalCode: string
}

let made = 0

/** A holder with a password, from an insurer's line with a card; `changes`: of the line. */
export const newEnteredHolder = async (
  { carnet }: Installation,
  changes: Readonly<Record<string, string>> = {},
): Promise<EnteredHolder> => {
  made += 1
  const { entries } = carnet.enrolment
  const cardSerial = `802500001${String(made).padStart(2, '0')}`
  const birthDate = '1979-04-14'
  const { ins } = inventPerson(500 + made)
  const line = lineOf({ ins: ins.value, card_serial: cardSerial, birth_date: birthDate, ...changes })
  await carnet.importPersons(memorySource(fileOf([line])), { encoding: 'utf-8' })
  const known = await carnet.register.findPersonByIns(ins)
  if (known === undefined) throw new Error('not in the register')
  const card = { birthDate, cardNumber: ins.value, cardSerial }
  const code = await issueCode(carnet, known.id)
  const secret = await entries.proveByCode({ ...card, code, source: code })
  await entries.choosePost(secret)
  const terms = carnet.credentials.termsAt(carnet.clock.now().toISOString()).version
  const { spaceId } = await entries.open(secret, { terms })
  await carnet.credentials.choosePassword(spaceId, { login: `entree.${made}.avril`, password: 'Cerise 9 trains!' })
  const person = (await carnet.register.findPerson(known.id)) ?? known
  return { person, spaceId, card, postalCode: line['postal_code'] ?? '' }
}
