import { Problem } from '../../../platform/problem.ts'
import { profileSections, type ProfileSection } from '../../../reference/profile-sections.ts'

/** Where a medical profile is shown, under the address of a record. */
export const profilePath = (at: string): string => `${at}/profile`

/** The number of a section in the list: what an address and a form name it by, so that neither tells what somebody declares. */
export const sectionNumber = (key: string): number => profileSections.findIndex((section) => section.key === key) + 1

/** The address of a section. */
export const sectionPath = (at: string, key: string): string => `${profilePath(at)}/${sectionNumber(key)}`

/** The section that a number of an address means. Problem `absent`, `page-not-found`. */
export const requireSectionAt = (number: string): ProfileSection => {
  const section = /^\d{1,2}$/.test(number) ? profileSections[Number(number) - 1] : undefined
  if (section === undefined) throw new Problem('absent', 'page-not-found')
  return section
}
