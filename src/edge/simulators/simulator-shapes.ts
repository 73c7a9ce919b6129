import { createHash } from 'node:crypto'
import type { SimulatorShape } from './simulator.ts'

const pivotClaims = ['given_name', 'family_name', 'birthdate', 'gender', 'birthplace', 'birthcountry']

const professionalClaims = [
  'SubjectNameID',
  'preferred_username',
  'given_name',
  'family_name',
  'SubjectRole',
  'SubjectOrganization',
  'SubjectOrganizationID',
  'Mode_Acces_Raison',
  'Acces_Regulation_Medicale',
  'Palier_Authentification',
  'otherIds',
  'SubjectRefPro',
]

const uuidOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Spec: FranceConnect v2: signed userinfo, pairwise subject that ends in `v1`, eidas levels. */
export const franceConnectShape: SimulatorShape = {
  kind: 'citizens',
  standsFor: { fr: 'FranceConnect', en: 'FranceConnect' },
  scopes: {
    openid: ['sub'],
    identite_pivot: [...pivotClaims, 'given_name_array'],
    preferred_username: ['preferred_username'],
    email: ['email'],
  },
  acrValues: ['eidas1', 'eidas2', 'eidas3'],
  acr: 'eidas2',
  signedUserinfo: true,
  subject: (hash) => `${hash}v1`,
}

/** Spec: Pro Santé Connect: plain JSON userinfo, subject `f:uuid:8…`, level eidas1. */
export const proSanteConnectShape: SimulatorShape = {
  kind: 'professionals',
  standsFor: { fr: 'Pro Santé Connect', en: 'Pro Santé Connect' },
  scopes: { openid: ['sub'], scope_all: professionalClaims },
  acrValues: ['eidas1'],
  acr: 'eidas1',
  signedUserinfo: false,
  subject: (hash, claims) => `f:${uuidOf(hash)}:${String(claims['SubjectNameID'])}`,
}

/** The insurer's card app as a second issuer for citizens: the same pivot identity, and nothing more. Right: rules ENR-17. */
export const cardAppShape: SimulatorShape = {
  kind: 'card',
  standsFor: { fr: 'l’appli carte Vitale', en: 'the carte Vitale app' },
  scopes: { openid: ['sub'], identite_pivot: pivotClaims },
  acrValues: ['eidas1', 'eidas2', 'eidas3'],
  acr: 'eidas2',
  signedUserinfo: true,
  subject: (hash) => hash,
}

/** The operator's own directory: names and roles, plain JSON userinfo. */
export const staffShape: SimulatorShape = {
  kind: 'staff',
  standsFor: { fr: 'l’annuaire de l’opérateur', en: 'the directory of the operator' },
  scopes: { openid: ['sub'], profile: ['given_name', 'family_name'], roles: ['roles'] },
  acrValues: ['eidas1', 'eidas2', 'eidas3'],
  acr: 'eidas2',
  signedUserinfo: false,
  subject: (hash) => hash,
}
