export { createCredentials, type Credentials } from './credentials/credentials.ts'
export { ownMailSubjects } from './credentials/own-mail-subjects.ts'
export { channelAddressSchema } from './credentials/contact/channel-address.ts'
export { maskContact, readContact } from './credentials/contact/read-contact.ts'
export type { SecondFactor } from './credentials/sign-in/factors.ts'
export type { PendingSignIn } from './credentials/sign-in/password-sign-in.ts'
export type { TermsVersion } from './credentials/terms/terms-file.ts'
export type { TotpSetup } from './credentials/totp/totp.ts'
export type {
  Channel,
  ChannelAddress,
  CredentialKeys,
  CredentialParts,
  Means,
  MeansDoer,
  PasskeyView,
  Recognised,
} from './credentials/types.ts'
export { actorCheck, actorSchema, authLevelSchema } from './actor-schema.ts'
export type { App } from './apps.ts'
export type { FacilityRecord } from './store.ts'
export { softwareSecretHash, type Directory, type NewSoftware, type Party } from './directory.ts'
export { createIdentity, type IdentityParts } from './identity.ts'
export { unlessDestroyed, type FieldSeal, type IdentityKeys, type SealedPlace } from './keys.ts'
export { createMoveSealed } from './move-sealed.ts'
export { createLawReadings, type LawReadings } from './law-readings.ts'
export { appProvider, createOidcRecords, endAppGrant, type OidcRecords } from './oidc/oidc-records.ts'
export {
  insRules,
  providerParameters,
  sessionParameters,
  type InsRules,
  type ProviderParameters,
} from './parameters.ts'
export { insText, type Contact, type NewPerson, type Person, type Persons } from './persons.ts'
export {
  checkIns,
  displayName,
  insKey,
  personName,
  pivotOf,
  pivotText,
  plainName,
  type InsContext,
  wholeIns,
} from './rules.ts'
export { openBySecret, sealBySecret, secretHash } from './sessions/secret-seal.ts'
export { createSessions, type Sessions } from './sessions/sessions.ts'
export { createSignIns, type SignInKey, type SignIns } from './sessions/sign-ins.ts'
export { createReadPerson } from './read-person.ts'
export { readSituations, type Situation } from './situations.ts'
export type * from './types.ts'
