import { press, texts } from '../letter-cases.ts'
import type { StaffRole } from '../../../src/access/types.ts'
import type { Session } from '../../../src/areas/identity/types.ts'
import { Problem } from '../../../src/platform/problem.ts'
import type { PagesParts } from '../../../src/edge/pages/parts.ts'

const notNeeded = async (): Promise<never> => {
  throw new Problem('fault', 'unexpected-fault')
}

/** The session of one of the operator's staff with these roles; `id` is who they are in their directory. */
export const staffSession = (roles: readonly StaffRole[], id = 'staff-1'): Session => ({
  actor: { kind: 'staff', id, name: 'Rosa DA SILVA', roles },
  authLevel: 'high',
  provenAt: '2026-03-05T12:00:00.000Z',
  expiresAt: '2026-03-05T12:15:00.000Z',
})

/** Rooms of the staff in which nobody works: a test about them brings real ones. */
export const fakeStaff: Pick<
  PagesParts,
  'staffRooms' | 'campaigns' | 'letters' | 'suspicionDesk' | 'feedDesk' | 'objectionDesk' | 'disputeDesk'
> = {
  objectionDesk: { list: notNeeded, find: notNeeded, answer: notNeeded },
  disputeDesk: { list: notNeeded, find: notNeeded, decide: notNeeded },
  staffRooms: {
    enter: notNeeded,
    today: () => '2026-03-05',
    delays: () => ({ oppositionWeeks: 6, suspensionWeeks: 6, archiveYears: 10 }),
    persons: {
      findPerson: notNeeded,
      openException: notNeeded,
      readCase: notNeeded,
      takeDeed: notNeeded,
      readApproved: notNeeded,
      printProof: notNeeded,
      countLateRefusals: notNeeded,
      listRefusals: notNeeded,
      printRefusal: notNeeded,
      readToday: notNeeded,
      readCodes: notNeeded,
      sweep: notNeeded,
    },
    counter: {
      start: notNeeded,
      printRecovery: notNeeded,
      stopRecovery: notNeeded,
      read: notNeeded,
      sendSigningCode: notNeeded,
      sign: notNeeded,
      oppose: notNeeded,
      close: notNeeded,
      printCode: notNeeded,
      sendCode: notNeeded,
      printProof: notNeeded,
      keep: notNeeded,
      end: notNeeded,
      sweep: notNeeded,
    },
    texts: { show: notNeeded, preview: notNeeded, ask: notNeeded, approve: notNeeded },
    identities: { ask: notNeeded, list: notNeeded, find: notNeeded, confirm: notNeeded, sweep: notNeeded },
    approvals: {
      ask: notNeeded,
      listAsked: notNeeded,
      count: notNeeded,
      list: notNeeded,
      find: notNeeded,
      confirm: notNeeded,
      withdraw: notNeeded,
    },
  },
  feedDesk: {
    readBoard: notNeeded,
    listSoftware: notNeeded,
    readFacility: notNeeded,
    readSoftware: notNeeded,
    notify: notNeeded,
  },
  suspicionDesk: { list: notNeeded, find: notNeeded, answer: notNeeded, hold: notNeeded, askToLift: notNeeded },
  campaigns: {
    create: notNeeded,
    prepare: notNeeded,
    dryRun: notNeeded,
    approve: notNeeded,
    sendNext: notNeeded,
    sendLetters: notNeeded,
    pause: notNeeded,
    resume: notNeeded,
    stop: notNeeded,
    list: notNeeded,
    find: notNeeded,
    funnel: notNeeded,
    report: notNeeded,
    listExceptions: notNeeded,
    show: notNeeded,
    findException: notNeeded,
    settleException: notNeeded,
    listBatches: notNeeded,
    recordDeliveries: notNeeded,
  },
  letters: { texts, print: (letter) => press.print(letter), printForm: (form) => press.print(form) },
}
