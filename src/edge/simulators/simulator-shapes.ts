import { createHash } from 'node:crypto'
import type { SimulatorShape } from './simulator.ts'

const pivotClaims = [
  'given_name',
  'given_name_array',
  'family_name',
  'birthdate',
  'gender',
  'birthplace',
  'birthcountry',
]

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
  standsFor: 'FranceConnect',
  scopes: {
    openid: ['sub'],
    identite_pivot: pivotClaims,
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
  standsFor: 'Pro Santé Connect',
  scopes: { openid: ['sub'], scope_all: professionalClaims },
  acrValues: ['eidas1'],
  acr: 'eidas1',
  signedUserinfo: false,
  subject: (hash, claims) => `f:${uuidOf(hash)}:${String(claims['SubjectNameID'])}`,
}
