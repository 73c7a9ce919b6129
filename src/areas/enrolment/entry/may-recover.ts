import type { Connection } from '../../../platform/database/database.ts'
import type { Register } from '../register/register.ts'
import { isRecoverable } from './rules.ts'

/**
 * Whether a lost way into a space may be given back now, for who keeps the means of sign-in. `today`: YYYY-MM-DD by the civil clock. It
 * holds until the caller's transaction ends: a suspension waits for it and then finds what it led to, or is waited for.
 */
export const createMayRecover =
  ({ register, today }: { register: Pick<Register, 'holdPersonBySpace'>; today(): string }) =>
  async (spaceId: string, connection: Connection): Promise<boolean> => {
    const person = await register.holdPersonBySpace(spaceId, connection)
    return person !== undefined && isRecoverable(person, today())
  }
