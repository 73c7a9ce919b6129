import type { LifeStep } from '../../src/areas/enrolment/index.ts'
import { lifeKit, type LifeKit } from './life-kit.ts'
import { noticePerson } from './notice-person.ts'

/** A kit of lives with children who are of age on the 20th of May 2026, from midnight in Paris on. */
export interface MajorityKit extends LifeKit {
  /** the last millisecond of childhood, and the first instant behind it */
  eve: string
  midnight: string
  /** a child nobody was told of, at the kit's own instant, to which the clock goes back */
  newChild(about?: { email?: string }): Promise<string>
  /** a step of a parent in the child's name */
  asParent(personId: string): LifeStep
  /** puts somebody on notice */
  notice(personId: string): Promise<void>
  /** the letters that wait about somebody, and to whom where it is not they */
  told(personId: string): Promise<string>
  /** does what is due now, all of it */
  run(): Promise<void>
}

const begin = '2026-05-01T08:00:00.000Z'

/** A kit that is not open yet: `before(kit.open)`, `after(kit.close)`. */
export const majorityKit = (): MajorityKit => {
  const kit = lifeKit(begin)
  return {
    ...kit,
    eve: '2026-05-19T21:59:59.999Z',
    midnight: '2026-05-19T22:00:00.000Z',
    newChild: async (about = {}) => {
      kit.setClock(begin)
      return (await kit.newLine({ birthDate: '2008-05-20', ...about })).personId
    },
    asParent: (personId) => {
      const given = kit.step(personId)
      const actor = { kind: 'representative', id: 'parent', name: 'Paul TILLEUL' } as const
      return { ...given, visitor: { ...given.visitor, actor } }
    },
    notice: async (personId) => {
      const { carnet } = kit.installation()
      const person = await kit.find(personId)
      if (person === undefined) throw new Error('nobody')
      await noticePerson(carnet, (await carnet.register.openPerson(person)).ins)
    },
    told: async (personId) => {
      const { owner } = kit.installation().database
      const rows = await owner.query<{ kind: string; recipient: string | null }>({
        text: `select kind, recipient_id as recipient from enrolment.notice where person_id = $1 and state = 'prepared'`,
        values: [personId],
      })
      return rows.map(({ kind, recipient }) => (recipient === null ? kind : `${kind} to ${recipient}`)).join(', ')
    },
    run: async () => {
      while ((await kit.lives().runDue(100)) > 0);
    },
  }
}
