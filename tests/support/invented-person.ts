import { insKey, insRules } from '../../src/areas/identity/index.ts'
import type { ListedPerson } from '../../src/startup/register-persons.ts'
import type { Identifier } from '../../src/reference/document-entry.ts'

const testSystem = 'urn:oid:1.2.250.1.213.1.4.10'

/** Somebody new as an insurer's file says it, born in Paris in 1985 unless told, with a right number; `order` makes it unique (1 to 999). */
export const inventPerson = (
  order: number,
  given: string,
  about: { birthDate?: string; parents?: readonly Identifier[]; email?: string } = {},
): ListedPerson & { email?: string } => {
  const { birthDate = '1985-05-17', parents = [], email } = about
  const body = `2${birthDate.slice(2, 4)}${birthDate.slice(5, 7)}75113${String(order).padStart(3, '0')}`
  return {
    ins: { system: testSystem, value: `${body}${insKey(body, insRules) ?? ''}` },
    traits: { birthFamily: 'TILLEUL', birthGiven: [given], gender: 'female', birthDate, birthPlace: '75113' },
    parents,
    ...(email === undefined ? {} : { email }),
  }
}
