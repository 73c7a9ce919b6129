import { clockVisitor, type Lives, type LifeStep } from '../../src/areas/enrolment/index.ts'
import type { RegisterPerson } from '../../src/areas/enrolment/index.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { registerPersons } from '../../src/startup/register-persons.ts'
import { openInstallation, type Installation } from './installation.ts'
import { inventPerson } from './invented-person.ts'
import { noticePerson } from './notice-person.ts'

/** Persons on notice whose lives go on under a clock that is set by hand. */
export interface LifeKit {
  open(): Promise<void>
  close(): Promise<void>
  installation(): Installation
  clock: ReturnType<typeof fixedClock>
  setClock(iso: string): void
  /** Somebody told at the kit's own instant, to which the clock goes back. */
  newPerson(): Promise<string>
  /** Somebody nobody has told, as the insurer's line says them; the clock stays. */
  newLine(
    about: Parameters<typeof inventPerson>[2],
  ): Promise<{ personId: string; person: ReturnType<typeof inventPerson> }>
  lives(): Lives
  find(personId: string): Promise<RegisterPerson | undefined>
  stateOf(personId: string): Promise<string>
  eventsOf(personId: string): Promise<string[]>
  /** A step in the person's own name, a millisecond after the one before. */
  step(personId: string): LifeStep
  operatorStep(personId: string): LifeStep
  count(text: string, ...values: unknown[]): Promise<number>
  /** So many workers at once; gives how much they did. */
  inParallel(times: number): Promise<number>
}

/** A kit that is not open yet: `before(kit.open)`, `after(kit.close)`. */
export const lifeKit = (noticedAt: string): LifeKit => {
  const clock = fixedClock(noticedAt)
  const held: { installation?: Installation } = {}
  const installation = (): Installation => {
    if (held.installation === undefined) throw new Error('the kit is not open')
    return held.installation
  }
  const carnet = () => installation().carnet
  const setClock = (iso: string): void => clock.advance(Date.parse(iso) - clock.now().getTime())
  const find = (personId: string) => carnet().register.findPerson(personId)
  let order = 100
  return {
    clock,
    setClock,
    installation,
    find,
    open: async () => {
      held.installation = await openInstallation({ clock, examples: false })
    },
    close: () => installation().close(),
    newLine: async (about) => {
      order += 1
      const person = inventPerson(order, 'MINA', about)
      await registerPersons(carnet(), [person])
      return { personId: (await carnet().register.findPersonByIns(person.ins))?.id ?? '', person }
    },
    newPerson: async () => {
      order += 1
      const person = inventPerson(order, 'MINA')
      await registerPersons(carnet(), [person])
      setClock(noticedAt)
      return noticePerson(carnet(), person.ins)
    },
    lives: () => carnet().enrolment.lives,
    stateOf: async (personId) => (await find(personId))?.state ?? 'unknown',
    eventsOf: async (personId) => (await carnet().register.listEvents(personId)).map(({ kind }) => kind),
    step: (personId) => {
      // Two steps in a row never fall on one millisecond, by which events are ordered.
      clock.advance(1)
      const actor = { kind: 'holder', id: personId, name: 'Mina TILLEUL' } as const
      return { personId, visitor: { ...clockVisitor, actor, authLevel: 'substantial' }, channel: 'online' }
    },
    operatorStep: (personId) => ({
      personId,
      visitor: {
        ...clockVisitor,
        actor: { kind: 'staff', id: 'operator', name: 'Fatima OUMAROU', roles: ['operator'] },
      },
      channel: 'phone',
    }),
    count: async (text, ...values) => {
      const [row] = await installation().database.owner.query<{ count: string }>({ text, values })
      return Number(row?.count)
    },
    inParallel: async (times) => {
      const done = await Promise.all(Array.from({ length: times }, () => carnet().enrolment.lives.runDue(10)))
      return done.reduce((sum, one) => sum + one, 0)
    },
  }
}
