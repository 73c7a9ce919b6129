import type { StaffAsk } from '../ask.ts'
import type { ScreenRoute } from '../screen.ts'
import { confirmApproval, showApproval, showApprovals, withdrawApproval } from './approvals.tsx'
import { beginMandate, showStart } from './counter-start.tsx'
import { endSession, keepSession, sendSigningCode, showSession, signMandate } from './counter-session.tsx'
import { printCode, printRecovery, sendCode, sendSessionProof, showTask, takeTask } from './counter-tasks.tsx'
import { campaignScreens } from './campaigns/screens.ts'
import { decideDispute, disputeDeskPath, showDispute, showDisputes } from './disputes.tsx'
import { emergenciesPath, reviewEmergency, showEmergencies } from './emergencies.tsx'
import { feedScreens } from './feeds/screens.ts'
import { openFound, showFind } from './find-person.tsx'
import { answerObjection, objectionDeskPath, showObjection, showObjections } from './objections.tsx'
import { showCodes } from './codes.tsx'
import { confirmDeed, takeDeed } from './person-deed.tsx'
import { sendRefusalProof, showRefusals } from './refusals.tsx'
import { sendCaseProof, showPerson } from './show-person.tsx'
import { answerSuspicion, askToLift, holdBack, showSuspicion } from './suspicion.tsx'
import { sendSuspicions, showSuspicions } from './suspicions.tsx'
import { staffRoute as at } from './staff-route.ts'
import { showToday } from './today.tsx'

const session = '/console/counter/:id'
const suspicion = '/console/accesses/:id'

/** The pages of the operator's staff, each with the deed whose roles may open it. */
export const consoleScreens: readonly ScreenRoute<StaffAsk>[] = [
  at('/console', 'today-view', { get: showToday }),
  ...campaignScreens,
  ...feedScreens,
  at('/console/persons', 'desk-find', { get: showFind, post: openFound }),
  at('/console/persons/:case', 'desk-view', { get: showPerson }),
  at('/console/persons/:case/proof', 'desk-proof', { get: sendCaseProof }),
  at('/console/persons/:case/:deed', 'desk-view', { get: confirmDeed, post: takeDeed }),
  at('/console/approvals', 'approvals-view', { get: showApprovals }),
  at('/console/approvals/:id', 'approvals-view', { get: showApproval, post: confirmApproval }),
  at('/console/approvals/:id/withdraw', 'approvals-view', { get: showApproval, post: withdrawApproval }),
  at(emergenciesPath, 'emergencies-view', { get: showEmergencies, post: reviewEmergency }),
  at('/console/counter', 'counter-start', { get: showStart, post: beginMandate }),
  at(session, 'counter-view', { get: showSession }),
  at(`${session}/sign-code`, 'counter-sign', { get: showSession, post: sendSigningCode }),
  at(`${session}/sign`, 'counter-sign', { get: showSession, post: signMandate }),
  at(`${session}/keep`, 'counter-view', { get: showSession, post: keepSession }),
  at(`${session}/end`, 'counter-end', { get: showSession, post: endSession }),
  at(`${session}/open`, 'counter-view', { get: showTask('open') }),
  at(`${session}/new-code`, 'counter-view', { get: showTask('new-code') }),
  at(`${session}/get-back-in`, 'counter-view', { get: showTask('get-back-in') }),
  at(`${session}/recovery-letter`, 'counter-recovery-letter', { get: showSession, post: printRecovery }),
  at(`${session}/oppose`, 'counter-oppose', { get: showTask('oppose'), post: takeTask('oppose') }),
  at(`${session}/close`, 'counter-close', { get: showTask('close'), post: takeTask('close') }),
  at(`${session}/stop-recovery`, 'counter-stop-recovery', {
    get: showTask('stop-recovery'),
    post: takeTask('stop-recovery'),
  }),
  at(`${session}/letter`, 'counter-code-letter', { get: showSession, post: printCode }),
  at(`${session}/message`, 'counter-code-message', { get: showSession, post: sendCode }),
  at(`${session}/proof`, 'counter-proof', { get: sendSessionProof }),
  at('/console/accesses', 'suspicions-view', { get: showSuspicions }),
  at('/console/accesses/csv', 'suspicions-view', { get: sendSuspicions }),
  at(suspicion, 'suspicions-view', { get: showSuspicion }),
  at(`${suspicion}/answer`, 'suspicion-answer', { get: showSuspicion, post: answerSuspicion }),
  at(`${suspicion}/hold`, 'suspicion-hold', { get: showSuspicion, post: holdBack }),
  at(`${suspicion}/lift`, 'suspicion-lift', { get: showSuspicion, post: askToLift }),
  at(objectionDeskPath, 'objections-view', { get: showObjections }),
  at(`${objectionDeskPath}/:id`, 'objections-view', { get: showObjection, post: answerObjection }),
  at(disputeDeskPath, 'disputes-view', { get: showDisputes }),
  at(`${disputeDeskPath}/:id`, 'disputes-view', { get: showDispute, post: decideDispute }),
  at('/console/codes', 'codes-view', { get: showCodes }),
  at('/console/refusals', 'refusals-view', { get: showRefusals }),
  at('/console/refusals/:person/:event', 'refusal-proof', { get: sendRefusalProof }),
]
