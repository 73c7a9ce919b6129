import type { ProfessionalIdentity, Traits } from '../../areas/identity/index.ts'
import { pivotOf, providerParameters } from '../../areas/identity/index.ts'

/** What the page of a simulator shows of somebody, and how surely they prove who they are: `acr`, the provider's usual when absent. */
export interface SimulatedPerson {
  name: string
  note?: string
  acr?: string
}

/** A holder who can sign in with the simulators of the national identity and of the card app. `name` is their name in the cast, `note` one line to tell them apart. */
export interface SimulatedCitizen extends SimulatedPerson {
  traits: Traits
  email?: string
}

/** A professional who can sign in with the professionals' simulator; every situation has the same id and name. */
export interface SimulatedProfessional extends SimulatedPerson {
  situations: readonly [ProfessionalIdentity, ...ProfessionalIdentity[]]
}

/** One of the operator's staff who can sign in with the staff simulator; `roles` as their directory would send them. */
export interface SimulatedStaff extends SimulatedPerson {
  family: string
  given: string
  roles: readonly string[]
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

/** The claims that the operator's directory gives of one of its staff; the subject is the provider's business. */
export const staffClaims = ({ given, family, roles }: SimulatedStaff): Claims => ({
  given_name: given,
  family_name: family,
  roles,
})
