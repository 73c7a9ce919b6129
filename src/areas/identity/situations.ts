import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Problem } from '../../platform/problem.ts'
import { providerParameters } from './parameters.ts'
import type { ProfessionalIdentity } from './types.ts'

const activitySchema = Type.Object({
  numeroFinessSite: Type.Optional(Type.String()),
  numeroSiretSite: Type.Optional(Type.String()),
  raisonSocialeSite: Type.Optional(Type.String()),
})

const practiceSchema = Type.Object({
  codeProfession: Type.String({ minLength: 1 }),
  nomDexercice: Type.Optional(Type.String()),
  prenomDexercice: Type.Optional(Type.String()),
  codeSavoirFaire: Type.Optional(Type.String()),
  activities: Type.Optional(Type.Array(activitySchema)),
})

const userinfoCheck = Compile(
  Type.Object({
    SubjectNameID: Type.String(),
    given_name: Type.String(),
    family_name: Type.String(),
    SubjectRefPro: Type.Object({ exercices: Type.Array(practiceSchema) }),
  }),
)

/** One situation of practice a professional may act in: a profession, at a place. */
export type Situation = ProfessionalIdentity

type Practice = Type.Static<typeof practiceSchema>
type Activity = Type.Static<typeof activitySchema>

const facilityOf = (activity: Activity): { id: string; name: string } | undefined => {
  const numbers = [
    ['numeroFinessSite', activity.numeroFinessSite],
    ['numeroSiretSite', activity.numeroSiretSite],
  ] as const
  for (const [field, number = ''] of numbers) {
    const prefix = providerParameters.facilityPrefix[field]
    if (number !== '' && prefix !== undefined) return { id: prefix + number, name: activity.raisonSocialeSite ?? '' }
  }
  return undefined
}

const situationsOf = (person: { id: string; family: string; given: string }, practice: Practice): Situation[] => {
  const common = {
    id: person.id,
    family: practice.nomDexercice ?? person.family,
    given: practice.prenomDexercice ?? person.given,
    profession: practice.codeProfession,
    ...(practice.codeSavoirFaire ? { savoirFaire: practice.codeSavoirFaire } : {}),
  }
  const activities = practice.activities ?? []
  if (activities.length === 0) return [common]
  return activities.map((activity) => {
    const facility = facilityOf(activity)
    return facility === undefined ? common : { ...common, facility }
  })
}

const personIdShape = new RegExp(providerParameters.personIdPattern)

/**
 * The situations of practice in a Pro Santé Connect userinfo answer: each practice at each of its places.
 * Problem `refused`: `identity-incomplete` without a national identifier, `professional-without-situation` without any.
 * Spec: interop.md 1g; rules IDN-11, IDN-12 (8 + RPPS for a person, 1 + FINESS and 3 + SIRET for a place).
 */
export const readSituations = (userinfo: unknown): Situation[] => {
  if (!userinfoCheck.Check(userinfo) || !personIdShape.test(userinfo.SubjectNameID))
    throw new Problem('refused', 'identity-incomplete', { details: { field: 'SubjectNameID' } })
  const { SubjectNameID: id, given_name: given, family_name: family, SubjectRefPro } = userinfo
  const situations = SubjectRefPro.exercices.flatMap((practice) => situationsOf({ id, family, given }, practice))
  if (situations.length === 0) throw new Problem('refused', 'professional-without-situation')
  return situations
}
