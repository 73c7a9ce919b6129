import type { ProfessionalIdentity, Traits } from '../../areas/identity/index.ts'
import { pivotOf, providerParameters } from '../../areas/identity/index.ts'

/** A holder who can sign in with the citizens' simulator. `name` is their name in the cast, `note` one line to tell them apart. */
export interface SimulatedCitizen {
  name: string
  note?: string
  traits: Traits
  email?: string
}

/** A professional who can sign in with the professionals' simulator; every situation has the same id and name. */
export interface SimulatedProfessional {
  name: string
  note?: string
  situations: readonly [ProfessionalIdentity, ...ProfessionalIdentity[]]
}

type Claims = Record<string, unknown>

/** The claims that FranceConnect v2 gives of a person; the subject is the provider's business. */
export const citizenClaims = ({ traits, email, name }: SimulatedCitizen): Claims => ({
  ...pivotOf(traits, providerParameters.france),
  given_name_array: traits.birthGiven,
  ...(traits.usedFamily === undefined ? {} : { preferred_username: traits.usedFamily }),
  email: email ?? `${name}@example.org`,
})

const placeClaims = (facility: { id: string; name: string } | undefined): Claims => {
  if (facility === undefined) return {}
  const [field] =
    Object.entries(providerParameters.facilityPrefix).find(([, prefix]) => facility.id.startsWith(prefix)) ?? []
  return { ...(field === undefined ? {} : { [field]: facility.id.slice(1) }), raisonSocialeSite: facility.name }
}

const practiceClaims = (situation: ProfessionalIdentity): Claims => ({
  codeProfession: situation.profession,
  codeCategorieProfessionnelle: 'C',
  nomDexercice: situation.family,
  prenomDexercice: situation.given,
  codeTypeSavoirFaire: situation.savoirFaire === undefined ? '' : 'S',
  codeSavoirFaire: situation.savoirFaire ?? '',
  activities:
    situation.facility === undefined
      ? []
      : [{ codeModeExercice: 'L', codeRole: '', ...placeClaims(situation.facility) }],
})

/** The claims that Pro Santé Connect gives of a professional; the subject is the provider's business. */
export const professionalClaims = ({ situations }: SimulatedProfessional): Claims => {
  const [first] = situations
  return {
    SubjectNameID: first.id,
    preferred_username: first.id,
    given_name: first.given,
    family_name: first.family,
    SubjectRole: [`${first.profession}^1.2.250.1.213.1.1.5.5`],
    SubjectOrganization: first.facility?.name ?? '',
    SubjectOrganizationID: first.facility?.id ?? '',
    Mode_Acces_Raison: '',
    Acces_Regulation_Medicale: 'FAUX',
    Palier_Authentification: 'APPPRIP3^1.2.250.1.213.1.5.1.1.1',
    otherIds: [{ identifiant: first.id, origine: 'RPPS', qualite: 1 }],
    SubjectRefPro: { codeCivilite: '', exercices: situations.map(practiceClaims) },
  }
}
