import type { ProfessionalAsk } from '../ask.ts'
import { sendOriginal, sendPart, sendView } from '../content/send-content.ts'
import type { ScreenRoute } from '../screen.ts'
import { findPatient, openPatient } from './find-patient.tsx'
import { patientDocument } from './patient-document.tsx'
import { patientDocuments } from './patient-documents.tsx'
import { checkPerson } from './check-person.tsx'
import { orRefused } from './refused.tsx'
import { askForSecretVisit, setSecretVisit } from './secret-visit.tsx'

const document = '/pro/patients/:space/documents/:id'

/** The pages of professionals. The patient is the space id in the address: never the national identifier. */
export const professionalScreens: readonly ScreenRoute<ProfessionalAsk>[] = [
  { path: '/pro', get: findPatient, post: orRefused(openPatient) },
  { path: '/pro/patients/:space', get: orRefused(checkPerson) },
  { path: '/pro/patients/:space/documents', get: orRefused(patientDocuments) },
  { path: '/pro/patients/:space/secret-visit', get: orRefused(askForSecretVisit), post: setSecretVisit },
  { path: document, get: orRefused(patientDocument) },
  { path: `${document}/original`, get: sendOriginal },
  { path: `${document}/view`, get: sendView },
  { path: `${document}/parts/:index`, get: sendPart },
]
