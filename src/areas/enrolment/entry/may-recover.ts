import type { Connection } from '../../../platform/database/database.ts'
import type { Register } from '../register/register.ts'
import { isRecoverable } from './rules.ts'

/** Whether a lost way into a space may be given back now, for who keeps the means of sign-in. `today`: YYYY-MM-DD by the civil clock. */
export const createMayRecover =
  ({ register, today }: { register: Pick<Register, 'findPersonBySpace'>; today(): string }) =>
  async (spaceId: string, connection: Connection): Promise<boolean> => {
    const person = await register.findPersonBySpace(spaceId, connection)
    return person !== undefined && isRecoverable(person, today())
  }
