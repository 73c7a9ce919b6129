import type { StaffAsk } from '../ask.ts'
import type { Screen, ScreenRoute } from '../screen.ts'
import { forStaff } from './for-staff.ts'

/** An address of the console for the roles of a deed. */
export const staffRoute = (
  path: string,
  deed: string,
  { get, post }: { get?: Screen<StaffAsk>; post?: Screen<StaffAsk> },
): ScreenRoute<StaffAsk> => ({
  path,
  ...(get === undefined ? {} : { get: forStaff(deed, get) }),
  ...(post === undefined ? {} : { post: forStaff(deed, post) }),
})
