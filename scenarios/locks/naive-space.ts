/** A document as the model knows it: nothing but what decides who sees it and where it stands in a list. */
export interface NaiveDocument {
  id: string
  openType: boolean
  hidden: boolean
  withheld: boolean
  withdrawn: boolean
  disputed: boolean
  authors: string[]
  createdAt: string
  datedAt: string
}

/** Who comes in the random stories: `member` acts for the facility 1750000001, `solo` is nothing but an author, at most. */
export const naiveActors = ['holder', 'doctor', 'care', 'solo', 'member', 'stranger'] as const

/** One of them. */
export type NaiveActor = (typeof naiveActors)[number]

/** The facility that `member` acts for. */
export const memberFacility = '1750000001'

/** What the holder's words mean, in memory, by the simplest means: what the real thing is compared with. */
export interface NaiveSpace {
  documents: NaiveDocument[]
  blocked: Set<string>
  paused: boolean
}

const partiesOf = (actor: NaiveActor): string[] => (actor === 'member' ? [actor, memberFacility] : [actor])

const wrote = (actor: NaiveActor, document: NaiveDocument): boolean =>
  partiesOf(actor).some((party) => document.authors.includes(party))

const isBlocked = (space: NaiveSpace, actor: NaiveActor): boolean =>
  space.paused || partiesOf(actor).some((party) => space.blocked.has(party))

const knows = (space: NaiveSpace, actor: NaiveActor): boolean =>
  actor === 'doctor' || actor === 'care' || space.documents.some((document) => wrote(actor, document))

/** Whether an actor may read one document. */
export const mayRead = (space: NaiveSpace, actor: NaiveActor, document: NaiveDocument): boolean => {
  if (actor === 'holder') return !document.withdrawn && !document.withheld
  if (wrote(actor, document)) return true
  if (isBlocked(space, actor) || document.withdrawn || document.disputed || !document.openType) return false
  return actor === 'doctor' || (actor === 'care' && !document.hidden)
}

/** Whether an actor may block somebody: the holder, and for them the treating doctor, who is called doctor here. */
export const mayBlock = (space: NaiveSpace, actor: NaiveActor): boolean =>
  actor === 'holder' || (actor === 'doctor' && !isBlocked(space, actor))

/** Whether an actor may withdraw a document: its authors alone. */
export const mayWithdraw = (actor: NaiveActor, document: NaiveDocument): boolean =>
  actor !== 'holder' && wrote(actor, document)

/** The documents an actor's list holds, in the order asked for; undefined when no list is given at all. */
export const listOf = (
  space: NaiveSpace,
  actor: NaiveActor,
  sort: '-created' | 'created' | '-date' | 'date',
): string[] | undefined => {
  if (actor !== 'holder' && (isBlocked(space, actor) || !knows(space, actor))) return undefined
  const instant = ({ createdAt, datedAt }: NaiveDocument): number =>
    Date.parse(sort.endsWith('created') ? createdAt : datedAt)
  const ordered = space.documents
    .filter((document) => mayRead(space, actor, document))
    .toSorted((a, b) => instant(a) - instant(b) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
  return sort.startsWith('-') ? ordered.toReversed() : ordered
}
