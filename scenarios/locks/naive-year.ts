/** A document as this model knows it. */
export interface YearDocument {
  id: string
  typeCode: string
  hidden: boolean
  authors: string[]
}

/** What somebody may have from the holder or an emergency: `until` in milliseconds, none for what is stopped by hand. */
export interface YearTie {
  party: string
  kind: 'care-team' | 'administrator' | 'break-glass' | 'dispatch'
  until?: number
}

/** What the holder permits by name: no type and no document means everything. */
export interface YearPermission {
  id: string
  party: string
  typeCode?: string
  documentId?: string
  until?: number
  /** noted by a professional: the next one takes its place */
  noted: boolean
}

/** What the holder lets emergencies do. */
export interface YearRule {
  breakGlass: boolean
  dispatch: boolean
  hidden: boolean
}

/** How often somebody noted consents of one person, since the first of these tries. */
export interface YearTries {
  count: number
  until: number
}

/** A space through a year of arrangements, in memory, by the simplest means: what the real thing is compared with. */
export interface NaiveYear {
  now: number
  documents: YearDocument[]
  ties: YearTie[]
  permissions: YearPermission[]
  blocked: Set<string>
  rule: YearRule
  consents: Map<YearActor, YearTries>
}

/** A year in which nothing has been arranged yet. */
export const beginYear = (now: number): NaiveYear => ({
  now,
  documents: [],
  ties: [],
  permissions: [],
  blocked: new Set(),
  rule: { breakGlass: true, dispatch: true, hidden: true },
  consents: new Map(),
})

/** Who comes: `doctor` is the treating doctor, `member` acts for the clinic, `regulator` for a centre 15, `petit` is nobody's yet. */
export const yearActors = ['holder', 'doctor', 'care', 'petit', 'member', 'regulator'] as const

/** One of them. */
export type YearActor = (typeof yearActors)[number]

/** The facility that somebody acts for. */
export const facilityOf = (actor: YearActor): string | undefined =>
  actor === 'member' ? 'clinic' : actor === 'regulator' ? 'centre-15' : undefined

const partiesOf = (actor: YearActor): string[] => [actor, facilityOf(actor)].filter((party) => party !== undefined)

const lasts = (year: NaiveYear, { until }: { until?: number }): boolean => until === undefined || until > year.now

/** Whether somebody is shut out, by name or with their facility. */
export const isShutOut = (year: NaiveYear, actor: YearActor): boolean =>
  partiesOf(actor).some((party) => year.blocked.has(party))

const has = (year: NaiveYear, actor: YearActor, kind: YearTie['kind']): boolean =>
  year.ties.some((tie) => partiesOf(actor).includes(tie.party) && tie.kind === kind && lasts(year, tie))

/** Whether somebody arranges and sees as the holder would. */
export const isTrusted = (year: NaiveYear, actor: YearActor): boolean =>
  actor === 'doctor' || has(year, actor, 'administrator')

const inEmergency = (year: NaiveYear, actor: YearActor): boolean =>
  year.ties.some(
    ({ party, kind, ...tie }) =>
      party === actor &&
      lasts(year, tie) &&
      ((kind === 'break-glass' && year.rule.breakGlass) || (kind === 'dispatch' && year.rule.dispatch)),
  )

const permissionsOf = (year: NaiveYear, actor: YearActor): YearPermission[] =>
  year.permissions.filter((one) => partiesOf(actor).includes(one.party) && lasts(year, one))

const names = ({ typeCode, documentId }: YearPermission, document: YearDocument): boolean =>
  (typeCode === undefined && documentId === undefined) || typeCode === document.typeCode || documentId === document.id

const wrote = (actor: YearActor, { authors }: YearDocument): boolean =>
  partiesOf(actor).some((party) => authors.includes(party))

const mayReadOthers = (year: NaiveYear, actor: YearActor, document: YearDocument): boolean => {
  if (isShutOut(year, actor) || document.typeCode === 'closed-type') return false
  if (isTrusted(year, actor)) return true
  if (document.hidden) return false
  return has(year, actor, 'care-team') || permissionsOf(year, actor).some((one) => names(one, document))
}

/** Whether an actor may read one document now. */
export const mayRead = (year: NaiveYear, actor: YearActor, document: YearDocument): boolean =>
  actor === 'holder' ||
  wrote(actor, document) ||
  (inEmergency(year, actor) && (year.rule.hidden || !document.hidden)) ||
  mayReadOthers(year, actor, document)

/** Whether an actor is given a list at all. */
export const mayList = (year: NaiveYear, actor: YearActor): boolean => {
  if (actor === 'holder' || inEmergency(year, actor)) return true
  if (isShutOut(year, actor)) return false
  return (
    isTrusted(year, actor) ||
    has(year, actor, 'care-team') ||
    permissionsOf(year, actor).length > 0 ||
    year.documents.some((document) => wrote(actor, document))
  )
}

const dayMs = 86_400_000

/** A visit that was let in: a team that would end within a month goes on for a year. */
export const visited = (year: NaiveYear, actor: YearActor): void => {
  if (isShutOut(year, actor)) return
  for (const tie of year.ties) {
    const isOwn = tie.kind === 'care-team' && partiesOf(actor).includes(tie.party) && lasts(year, tie)
    if (isOwn && (tie.until ?? Infinity) <= year.now + 30 * dayMs) tie.until = year.now + 365 * dayMs
  }
}

/** One more consent that somebody would note: whether it is tried at all, five in a day. */
export const mayTryConsent = (year: NaiveYear, actor: YearActor): boolean => {
  const known = year.consents.get(actor)
  const { count, until } = known && known.until > year.now ? known : { count: 0, until: year.now + dayMs }
  if (count === 5) return false
  year.consents.set(actor, { count: count + 1, until })
  return true
}
