import type { Families, TypedParent } from '../../src/areas/enrolment/index.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { registerPersons, type ListedPerson } from '../../src/startup/register-persons.ts'
import { holderOf, inventedIns, inventedTraits, openInvented } from './corrections-bench.ts'
import { openInstallation, type Installation } from './installation.ts'
import { noticePerson } from './notice-person.ts'

/** An invented parent with an open space of their own. */
export interface InventedParent {
  n: number
  personId: string
  spaceId: string
}

/** The four answers about an invented parent. */
export const typedOf = (n: number): TypedParent => ({
  ins: inventedIns(n),
  birthFamily: 'Tilleul',
  birthGiven: 'Anne',
  birthDate: '1980-05-04',
})

/** An insurer's line of a child, with its parents. */
export const childLine = (n: number, ...parents: readonly InventedParent[]): ListedPerson => ({
  ins: inventedIns(n),
  traits: { ...inventedTraits('ENFANT'), birthDate: '2020-05-04' },
  parents: parents.map((parent) => inventedIns(parent.n)),
})

/** Asking, answering and what is seen of it. */
const requestsOver = (families: () => Families, clock: ReturnType<typeof fixedClock>) => ({
  ask: (parent: InventedParent, personId: string, typed: TypedParent) => {
    clock.advance(1)
    const request = { personId, typed, stated: true }
    return families().inviteParent(holderOf(parent.spaceId), parent.spaceId, request)
  },
  sentBy: async ({ spaceId }: InventedParent): Promise<string[]> => {
    const children = await families().listChildren(spaceId)
    return children.flatMap(({ requests }) => requests.map(({ standing }) => standing))
  },
  namedIn: async (spaceId: string): Promise<string[]> =>
    (await families().listReceived(spaceId)).map(({ inviterName, childName }) => `${inviterName}: ${childName}`),
  answerFirst: async ({ spaceId }: InventedParent, answer: 'accept' | 'refuse'): Promise<void> => {
    const [request] = await families().listReceived(spaceId)
    const id = request?.id ?? ''
    if (answer === 'refuse') return families().refuseRequest(holderOf(spaceId), spaceId, id)
    await families().acceptRequest(holderOf(spaceId), spaceId, { id, stated: true })
  },
})

/** Parents and children of an installation at a clock of its own: `before(kit.open)`, `after(kit.close)`. */
export const familyKit = () => {
  const clock = fixedClock('2026-02-25T08:00:00.000Z')
  let opened: Installation | undefined
  let order = 21_000
  const installation = (): Installation => {
    if (opened === undefined) throw new Error('the kit is not open')
    return opened
  }
  const families = () => installation().carnet.enrolment.families
  const newNumber = (): number => {
    order += 1
    return order
  }
  const someone = async (): Promise<InventedParent> => {
    const n = newNumber()
    return { n, ...(await openInvented(installation(), n, 'TILLEUL')) }
  }
  /** A child whose space the parent opened and entered. */
  const openChildOf = async (parent: InventedParent): Promise<{ child: string; childNumber: number }> => {
    const childNumber = newNumber()
    const line = childLine(childNumber, parent)
    await registerPersons(installation().carnet, [line])
    const child = await noticePerson(installation().carnet, line.ins)
    clock.advance(1)
    const chosen = { personIds: [child], stated: true }
    await families().openChildren(holderOf(parent.spaceId), parent.spaceId, chosen)
    return { child, childNumber }
  }
  return {
    clock,
    installation,
    families,
    register: () => installation().carnet.register,
    newNumber,
    someone,
    openChildOf,
    /** the parent whom the register names, the other one, and the child */
    family: async () => {
      const [first, second] = [await someone(), await someone()]
      return { first, second, ...(await openChildOf(first)) }
    },
    ...requestsOver(families, clock),
    open: async (): Promise<void> => {
      opened = await openInstallation({ clock, examples: false })
    },
    close: (): Promise<void> => installation().close(),
  }
}
