import type { ProfessionalAsk } from '../ask.ts'
import { sendOriginal, sendPage, sendPart, sendPartPage, sendView } from '../content/send-content.ts'
import type { ScreenRoute } from '../screen.ts'
import { activityScreen, sendActivity } from './activity.tsx'
import { askedDocument, askedDocuments, askedPath, declineRequest } from './asked-documents.tsx'
import { answerDispute, disputedDeposit, disputedDeposits, disputedPath } from './disputed-deposits.tsx'
import { endEmergency, showAfter } from './after-emergency.tsx'
import { emergencyForm, emergencyPath, openEmergency } from './emergency-form.tsx'
import { lawPath, showLaw, takeLaw } from './law-warning.tsx'
import { sayYes, secondPath } from './emergency-lists.tsx'
import { findPatient, openPatient } from './find-patient.tsx'
import { askForTraits, findByTraits } from './find-by-traits.tsx'
import { findFacet } from './find-facet.ts'
import { askToOpenDocument, openDocument } from './open-document.tsx'
import { ownFeedsPath, showOwnFeeds } from './own-feeds.tsx'
import { noteTalk } from './note-talk.tsx'
import { patientDocument } from './patient-document.tsx'
import { patientMeasure, patientMeasures, sendPatientMeasure } from './patient-measures.tsx'
import { patientCare } from './patient-care.tsx'
import { patientProfile } from './patient-profile.tsx'
import { patientResults } from './patient-results.tsx'
import { patientTrend } from './patient-trend.tsx'
import { patientDocuments } from './patient-documents.tsx'
import { checkPerson } from './check-person.tsx'
import { askForConsent, noteConsent, noteOwnConsent } from './consent.tsx'
import { consentPath } from './consent-path.ts'
import { askToBlockForPatient, blockForPatient, patientAccess } from './patient-access.tsx'
import { askToWithdraw, withdraw } from './deposit/change-own.tsx'
import { depositForm, takeFile } from './deposit/deposit-form.tsx'
import { checkAgain, sendDeposit } from './deposit/send-deposit.ts'
import { orRefused } from './refused.tsx'
import { searchRecord, searchWords } from './search-record.tsx'
import { askForSecretVisit, setSecretVisit } from './secret-visit.tsx'

const deposit = '/pro/patients/:space/deposit'
const document = '/pro/patients/:space/documents/:id'

/** The pages of professionals. The patient is the space id in the address: never the national identifier. */
export const professionalScreens: readonly ScreenRoute<ProfessionalAsk>[] = [
  { path: '/pro', get: findPatient, post: orRefused(openPatient) },
  { path: lawPath, get: showLaw, post: takeLaw, withoutTerms: true },
  { path: emergencyPath, get: emergencyForm, post: emergencyForm },
  { path: `${emergencyPath}/open`, get: emergencyForm, post: orRefused(openEmergency) },
  { path: secondPath, post: sayYes },
  { path: '/pro/patients/:space/emergency', get: orRefused(showAfter), post: orRefused(endEmergency) },
  { path: '/pro/traits', get: askForTraits, post: orRefused(findByTraits) },
  { path: '/pro/activity', get: activityScreen },
  { path: '/pro/activity/table', get: sendActivity },
  { path: ownFeedsPath, get: showOwnFeeds },
  { path: askedPath, get: askedDocuments },
  { path: `${askedPath}/:request`, get: askedDocument, post: declineRequest },
  { path: disputedPath, get: disputedDeposits },
  { path: `${disputedPath}/:dispute`, get: disputedDeposit, post: answerDispute },
  { path: consentPath, get: askForConsent, post: askForConsent },
  { path: `${consentPath}/note`, get: askForConsent, post: orRefused(noteConsent) },
  { path: '/pro/patients/:space/consent', post: orRefused(noteOwnConsent) },
  { path: '/pro/patients/:space/access', get: orRefused(patientAccess) },
  {
    path: '/pro/patients/:space/access/:party/block',
    get: orRefused(askToBlockForPatient),
    post: orRefused(blockForPatient),
  },
  { path: '/pro/patients/:space', get: orRefused(checkPerson) },
  { path: '/pro/patients/:space/documents', get: orRefused(patientDocuments), post: orRefused(findFacet) },
  { path: '/pro/patients/:space/values', get: orRefused(patientResults) },
  { path: '/pro/patients/:space/measures', get: orRefused(patientMeasures) },
  { path: '/pro/patients/:space/profile', get: orRefused(patientProfile) },
  { path: '/pro/patients/:space/care', get: orRefused(patientCare) },
  { path: '/pro/patients/:space/measures/:measure', get: orRefused(patientMeasure) },
  { path: '/pro/patients/:space/measures/:measure/csv', get: orRefused(sendPatientMeasure) },
  { path: '/pro/patients/:space/search', get: orRefused(searchRecord), post: orRefused(searchWords) },
  { path: deposit, get: orRefused(depositForm), post: orRefused(takeFile) },
  { path: `${deposit}/check`, get: orRefused(depositForm), post: orRefused(checkAgain) },
  { path: `${deposit}/send`, get: orRefused(depositForm), post: orRefused(sendDeposit) },
  { path: '/pro/patients/:space/secret-visit', get: orRefused(askForSecretVisit), post: orRefused(setSecretVisit) },
  { path: document, get: orRefused(patientDocument) },
  { path: `${document}/withdraw`, get: orRefused(askToWithdraw), post: orRefused(withdraw) },
  { path: `${document}/open`, get: orRefused(askToOpenDocument), post: orRefused(openDocument) },
  { path: `${document}/talk`, post: orRefused(noteTalk) },
  { path: `${document}/original`, get: sendOriginal },
  { path: `${document}/view`, get: sendView },
  { path: `${document}/pages/:page`, get: sendPage },
  { path: `${document}/parts/:index`, get: sendPart },
  { path: `${document}/parts/:index/pages/:page`, get: sendPartPage },
  { path: `${document}/values/:line`, get: orRefused(patientTrend) },
]
