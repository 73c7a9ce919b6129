import type { Language } from '../../../reference/language.ts'
import { alertSubjects } from './alerts/alert-texts.ts'
import { codeSubjects } from './codes/code-texts.ts'

/** The subjects of the mails of this area: what a real mail is known by. */
export const ownMailSubjects = (lang: Language): readonly string[] => [codeSubjects[lang], ...alertSubjects(lang)]
