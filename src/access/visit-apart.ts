import type { Door } from './door.ts'
import type { Opened } from './door-opened.ts'
import type { Visit } from './types.ts'

/** Thrown where everything that a visit touches turns out to be a minor's secret: nothing was written, and the visit begins again apart. */
class SecretMet extends Error {}

/** Is told, of each thing that a visit touches, whether it is a minor's secret, before anything is changed. */
export type Guard = (secrets: readonly boolean[]) => Promise<void>

/** A visit that changes something of a space. */
export type VisitingApart = <T>(visit: Visit, change: (opened: Opened, guard: Guard) => Promise<T>) => Promise<T>

const apart = 'hidden-from-representatives'

/**
 * Builds visits that may meet what a minor keeps from their parents. Where all of it is such (known before, by the audience of the visit, or met on the
 * way, by the guard), no chain that they read tells of the visit; where some of it is, the visit stands in both, and neither says what it was about.
 * Law: L.1111-5, R.1111-50; rules PML-30.
 */
export const createVisitingApart =
  (door: Pick<Door, 'open'>): VisitingApart =>
  async (visit, change) => {
    const changeApart = async () =>
      (await door.open({ ...visit, audience: apart }, (opened) => change(opened, async () => {}))).value
    if (visit.audience === apart) return changeApart()
    try {
      const { value } = await door.open(visit, (opened) =>
        change(opened, async (secrets) => {
          if (!secrets.includes(true)) return
          if (!secrets.includes(false)) throw new SecretMet()
          await opened.noteFor(apart)
        }),
      )
      return value
    } catch (error) {
      if (error instanceof SecretMet) return changeApart()
      throw error
    }
  }
