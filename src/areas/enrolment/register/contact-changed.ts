import type { Register } from './register.ts'

type Event = Awaited<ReturnType<Register['listEvents']>>[number]

/** When an insurer's file last changed or took away the contact that it had given before, an ISO instant; nothing when none ever did. */
export const contactChangedIn = (events: readonly Event[]): string | undefined =>
  events
    .filter(({ kind, detail }) => kind === 'corrected' && detail['contact'] === true)
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
