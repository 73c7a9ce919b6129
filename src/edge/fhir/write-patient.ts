import type { PersonView } from '../../areas/identity/types.ts'
import type { HumanName } from './datatypes.ts'
import type { Patient } from './resources.ts'

const names = ({ traits }: PersonView): HumanName[] => [
  { use: 'official', family: traits.birthFamily, given: traits.birthGiven },
  ...(traits.usedFamily === undefined ? [] : [{ use: 'usual', family: traits.usedFamily, given: traits.birthGiven }]),
]

/** The few traits that tell the right person: national identifier, names, sex, birth date. */
export const writePatient = (person: PersonView): Patient => ({
  resourceType: 'Patient',
  id: person.spaceId,
  identifier: [{ use: 'official', system: person.ins.system, value: person.ins.value }],
  name: names(person),
  gender: person.traits.gender,
  birthDate: person.traits.birthDate,
})
