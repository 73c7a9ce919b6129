import type { Redirect, SpaceAsk } from '../ask.ts'
import { sendOriginal, sendPage, sendPart, sendPartPage, sendView } from '../content/send-content.ts'
import { chooseDisplay, saveDisplay } from '../display-screen.tsx'
import type { ScreenRoute } from '../screen.ts'
import { accessHome } from './access-home.tsx'
import { addPath } from './adding/adding-path.ts'
import { addScreen, takeAdded } from './adding/add-screen.tsx'
import { arrangeAdded } from './adding/arrange-added.ts'
import { beginPieces, dropPieces, takePiece, tellPieces } from './adding/pieces.ts'
import { saveAdded } from './adding/save-added.ts'
import { askToChange, changeAdded } from './adding/change-added.tsx'
import { binPath, deletePath } from './bin/bin-paths.ts'
import { askToEmpty, binScreen, deleteDocument, emptyBin, restoreBinned } from './bin/bin-screen.tsx'
import { askToDeleteSeveral, deleteSeveral } from './bin/delete-several.tsx'
import { answerApp, askAboutApp } from './apps/allow-screen.tsx'
import { appsPath } from './apps/apps-path.ts'
import { appsScreen, askToStopApp, stopApp } from './apps/apps-screen.tsx'
import { askToBlock, block } from './block.tsx'
import { checkJournal, sendJournal } from './check-journal.tsx'
import { askToUnblock, unblock } from './unblock.tsx'
import { newDocumentsPath, saveNewDocuments, showNewDocuments } from './new-documents.tsx'
import { emergencyRulePath, saveEmergencyRule, showEmergencyRule } from './emergency-rule.tsx'
import { oneShare, stopShare } from './sharing/one-share.tsx'
import { createCode, shareDocumentScreen, shareScreen } from './sharing/share-screen.tsx'
import { askToPermit, permit, shareWith } from './sharing/share-with.tsx'
import { askToDismiss, askToTrust, dismiss, trust } from './trust.tsx'
import { documentScreen } from './document-screen.tsx'
import { documentsScreen } from './documents-screen.tsx'
import { historyScreen } from './history-screen.tsx'
import { home } from './home.tsx'
import {
  askToRefuseChild,
  askToSetAside,
  refuseChild,
  sendRefusalProof,
  setChildAside,
} from './children/child-steps.tsx'
import { childrenScreen, openChildren } from './children/children-screen.tsx'
import { asRepresentative } from './children/child-record.tsx'
import { askToInvite, inviteParent } from './children/invite-screen.tsx'
import { answerRequest, askToWithdraw, showRequest, withdrawRequest } from './children/request-steps.tsx'
import { copyScreen } from './copy/copy-screen.tsx'
import { sendCopy } from './copy/send-copy.ts'
import { askToClose, chooseToClose, closeNow, offerCopy } from './leaving/close-screens.tsx'
import { askToPause, endPause, pause } from './leaving/pause-screen.tsx'
import { spaceScreen } from './leaving/space-screen.tsx'
import {
  askForErasure,
  cancelErasure,
  objectToClosing,
  reopenSpace,
  requestErasure,
  sendOwnProof,
} from './leaving/space-steps.tsx'
import { measureRoutes } from './measures/measure-routes.ts'
import { careRoutes } from './care/care-routes.ts'
import { cardRoutes } from './card/card-steps.ts'
import { profileRoutes } from './profile/profile-routes.ts'
import { more } from './more.tsx'
import { saveNotices, showNotices } from './notices-screen.tsx'
import { arrangeDocument, arrangeScreen } from './arranging/arrange-screen.tsx'
import { choosePath, chooseScreen, hidePath } from './arranging/choose-screen.tsx'
import { foldersPath } from './arranging/folder-paths.ts'
import { askToRemoveFolder, folderScreen, removeFolder, renameFolder } from './arranging/folder-screen.tsx'
import { addFolder, foldersScreen } from './arranging/folders-screen.tsx'
import { askToHideSeveral, hideSeveral, hidSeveral, hidSeveralPath } from './arranging/hide-several.tsx'
import { askToDispute, dispute, disputesPath } from './disputes/dispute-screen.tsx'
import { askForDocument, sendRequest } from './requests/ask-screen.tsx'
import { ownRequests, takeBackRequest } from './requests/own-requests.tsx'
import { askPath, requestsPath } from './requests/requests-path.ts'
import { ownDisputes, takeBackDispute } from './disputes/own-disputes.tsx'
import { askToObject, object } from './objections/object-screen.tsx'
import { objectionsPath, ownObjections, withdrawObjection } from './objections/own-objections.tsx'
import { person } from './person.tsx'
import { accessRulesScreen } from './sight/access-rules-screen.tsx'
import { pastSightScreen } from './sight/past-sight-screen.tsx'
import { personSees } from './sight/person-sees.tsx'
import { whyScreen } from './sight/why-screen.tsx'
import { askToShow, keepPrivate, privacyPath, privacyScreen, showToParents } from './privacy-screen.tsx'
import { shortcutsPath } from './shortcuts/offered-shortcuts.ts'
import { askForShortcuts, saveShortcuts } from './shortcuts/shortcuts-screen.tsx'
import { search, searchScreen } from './search-screen.tsx'
import { backToDocument, seeBeforeTalk } from './talk-first/awaits-talk.tsx'
import { saveTalkFirst, talkFirstScreen } from './talk-first/talk-first-screen.tsx'
import { resultsScreen } from './results-screen.tsx'
import { showReport, takeReport } from './report-screen.tsx'
import { showTerms, takeTerms, termsRefused } from './terms.tsx'
import { changeContact, contactPath, showContact } from './security/contact-screen.tsx'
import { passwordPath, showPasswordChange, takePasswordChange } from './security/password-screen.tsx'
import { addPasskey, offerPasskey, askToRemovePasskey, removePasskey } from './security/passkey-steps.tsx'
import { passkeyOptionsPath, securityScreen } from './security/security-screen.tsx'
import { stopRecovery, stopRecoveryPath } from './security/stop-recovery.ts'
import { trendRoutes } from './trend-routes.ts'
import { changeWhoSees, whoSees } from './who-sees.tsx'

/** What a sign-in in between asks for again, when it was needed by a press of a button: the page where that button stands. */
const backTo = (to: string) => async (): Promise<Redirect> => ({ to })

const party = '/my/access/professionals/:party'
const child = '/my/children/:child'

/** The pages of a holder's space. */
export const citizenScreens: readonly ScreenRoute<SpaceAsk>[] = [
  { path: '/my', get: home },
  { path: '/my/documents', get: documentsScreen },
  { path: addPath, get: addScreen, post: takeAdded },
  { path: `${addPath}/arrange`, get: backTo(addPath), post: arrangeAdded },
  { path: `${addPath}/save`, get: backTo(addPath), post: saveAdded },
  { path: `${addPath}/pieces`, post: beginPieces },
  { path: `${addPath}/pieces/:upload`, head: tellPieces, patch: takePiece, delete: dropPieces },
  { path: binPath, get: binScreen },
  { path: `${binPath}/restore`, get: backTo(binPath), post: restoreBinned },
  { path: `${binPath}/empty`, get: askToEmpty, post: emptyBin },
  { path: deletePath, get: askToDeleteSeveral, post: deleteSeveral },
  { path: choosePath, get: chooseScreen },
  { path: hidePath, get: askToHideSeveral, post: hideSeveral },
  { path: hidSeveralPath, get: hidSeveral },
  { path: '/my/values', get: resultsScreen },
  ...measureRoutes('/my', (screen) => screen),
  ...profileRoutes('/my', (screen) => screen),
  ...cardRoutes('/my', (screen) => screen),
  ...careRoutes('/my', (screen) => screen),
  { path: shortcutsPath, get: askForShortcuts, post: saveShortcuts },
  { path: '/my/search', get: searchScreen, post: search },
  { path: '/my/documents/:id', get: documentScreen },
  { path: '/my/documents/:id/delete', get: backTo('/my/documents'), post: deleteDocument },
  { path: '/my/documents/:id/change', get: askToChange, post: changeAdded },
  { path: '/my/documents/:id/arrange', get: arrangeScreen, post: arrangeDocument },
  { path: '/my/documents/:id/dispute', get: askToDispute, post: dispute },
  { path: foldersPath, get: foldersScreen, post: addFolder },
  { path: `${foldersPath}/:folder`, get: folderScreen, post: renameFolder },
  { path: `${foldersPath}/:folder/remove`, get: askToRemoveFolder, post: removeFolder },
  { path: requestsPath, get: ownRequests },
  { path: askPath, get: askForDocument, post: sendRequest },
  { path: `${requestsPath}/:request/take-back`, get: backTo(requestsPath), post: takeBackRequest },
  { path: disputesPath, get: ownDisputes },
  { path: `${disputesPath}/:dispute/take-back`, get: backTo(disputesPath), post: takeBackDispute },
  { path: '/my/documents/:id/see', get: backToDocument, post: seeBeforeTalk },
  { path: '/my/documents/:id/original', get: sendOriginal },
  { path: '/my/documents/:id/view', get: sendView },
  { path: '/my/documents/:id/pages/:page', get: sendPage },
  { path: '/my/documents/:id/parts/:index', get: sendPart },
  { path: '/my/documents/:id/parts/:index/pages/:page', get: sendPartPage },
  ...trendRoutes('/my', (screen) => screen),
  { path: '/my/documents/:id/who-sees', get: whoSees, post: changeWhoSees },
  { path: '/my/documents/:id/who-could-see', get: pastSightScreen },
  { path: '/my/documents/:id/share', get: shareDocumentScreen, post: createCode },
  { path: '/my/documents/:id/object', get: askToObject, post: object },
  { path: objectionsPath, get: ownObjections },
  { path: `${objectionsPath}/:objection/withdraw`, get: backTo(objectionsPath), post: withdrawObjection },
  { path: '/my/share', get: shareScreen, post: createCode },
  { path: '/my/share/with', post: shareWith },
  { path: '/my/share/:share', get: oneShare },
  { path: '/my/share/:share/stop', post: stopShare },
  { path: appsPath, get: appsScreen },
  { path: `${appsPath}/allow/:ask`, get: askAboutApp, post: answerApp },
  { path: `${appsPath}/:consent/stop`, get: askToStopApp, post: stopApp },
  { path: '/my/access', get: accessHome },
  { path: '/my/access/rules', get: accessRulesScreen },
  { path: '/my/access/history', get: historyScreen },
  { path: '/my/access/history/:line', get: whyScreen },
  { path: '/my/access/check', get: checkJournal, post: sendJournal },
  { path: emergencyRulePath, get: showEmergencyRule, post: saveEmergencyRule },
  { path: newDocumentsPath, get: showNewDocuments, post: saveNewDocuments },
  { path: '/my/access/history/:line/report', get: showReport, post: takeReport },
  { path: party, get: person },
  { path: `${party}/sees`, get: personSees },
  { path: `${party}/block`, get: askToBlock, post: block },
  { path: `${party}/unblock`, get: askToUnblock, post: unblock },
  { path: `${party}/share`, get: askToPermit, post: permit },
  { path: `${party}/trust`, get: askToTrust, post: trust },
  { path: `${party}/dismiss`, get: askToDismiss, post: dismiss },
  { path: '/my/more', get: more },
  { path: '/my/terms', get: showTerms, post: takeTerms, withoutTerms: true },
  { path: '/my/terms/refused', get: termsRefused, withoutTerms: true },
  { path: '/my/settings/display', get: chooseDisplay('citizen'), post: saveDisplay, withoutTerms: true },
  { path: privacyPath, get: privacyScreen, post: keepPrivate },
  { path: `${privacyPath}/:id/show`, get: askToShow, post: showToParents },
  { path: '/my/talk-first', get: talkFirstScreen, post: saveTalkFirst },
  { path: '/my/notices', get: showNotices, post: saveNotices },
  { path: '/my/security', get: securityScreen, post: addPasskey },
  { path: passkeyOptionsPath, post: offerPasskey },
  { path: contactPath, get: showContact, post: changeContact },
  { path: passwordPath, get: showPasswordChange, post: takePasswordChange },
  { path: stopRecoveryPath, get: backTo('/my/security'), post: stopRecovery, withoutTerms: true },
  { path: '/my/security/passkeys/:passkey/remove', get: askToRemovePasskey, post: removePasskey },
  { path: '/my/children', get: childrenScreen, post: openChildren },
  { path: '/my/children/:child/refuse', get: askToRefuseChild, post: refuseChild },
  { path: '/my/children/:child/not-mine', get: askToSetAside, post: setChildAside },
  { path: '/my/children/:child/proof', get: sendRefusalProof },
  { path: '/my/children/:child/invite', get: askToInvite, post: inviteParent },
  { path: '/my/children/:child/invite/withdraw', get: askToWithdraw, post: withdrawRequest },
  { path: `${child}/documents`, get: asRepresentative(documentsScreen) },
  { path: `${child}/documents/add`, get: asRepresentative(addScreen), post: asRepresentative(takeAdded) },
  { path: `${child}/documents/add/arrange`, get: asRepresentative(addScreen), post: asRepresentative(arrangeAdded) },
  { path: `${child}/documents/add/pieces`, post: asRepresentative(beginPieces) },
  {
    path: `${child}/documents/add/pieces/:upload`,
    head: asRepresentative(tellPieces),
    patch: asRepresentative(takePiece),
    delete: asRepresentative(dropPieces),
  },
  { path: `${child}/documents/add/save`, get: asRepresentative(addScreen), post: asRepresentative(saveAdded) },
  { path: `${child}/documents/bin`, get: asRepresentative(binScreen) },
  { path: `${child}/documents/bin/restore`, get: asRepresentative(binScreen), post: asRepresentative(restoreBinned) },
  { path: `${child}/documents/bin/empty`, get: asRepresentative(askToEmpty), post: asRepresentative(emptyBin) },
  {
    path: `${child}/documents/:id/delete`,
    get: asRepresentative(documentScreen),
    post: asRepresentative(deleteDocument),
  },
  { path: `${child}/documents/:id/change`, get: asRepresentative(askToChange), post: asRepresentative(changeAdded) },
  { path: `${child}/documents/:id`, get: asRepresentative(documentScreen) },
  {
    path: `${child}/documents/:id/see`,
    get: asRepresentative(backToDocument),
    post: asRepresentative(seeBeforeTalk),
  },
  { path: `${child}/talk-first`, get: asRepresentative(talkFirstScreen), post: asRepresentative(saveTalkFirst) },
  { path: `${child}/documents/:id/original`, get: asRepresentative(sendOriginal) },
  { path: `${child}/documents/:id/view`, get: asRepresentative(sendView) },
  { path: `${child}/documents/:id/pages/:page`, get: asRepresentative(sendPage) },
  { path: `${child}/documents/:id/parts/:index`, get: asRepresentative(sendPart) },
  { path: `${child}/documents/:id/parts/:index/pages/:page`, get: asRepresentative(sendPartPage) },
  ...trendRoutes(child, asRepresentative),
  { path: `${child}/values`, get: asRepresentative(resultsScreen) },
  ...measureRoutes(child, asRepresentative),
  ...profileRoutes(child, asRepresentative),
  ...cardRoutes(child, asRepresentative),
  ...careRoutes(child, asRepresentative),
  { path: `${child}/search`, get: asRepresentative(searchScreen), post: asRepresentative(search) },
  { path: `${child}/history`, get: asRepresentative(historyScreen) },
  { path: `${child}/check`, get: asRepresentative(checkJournal), post: asRepresentative(sendJournal) },
  { path: '/my/children/requests/:request', get: showRequest, post: answerRequest },
  { path: '/my/copy', get: copyScreen, post: sendCopy, withoutTerms: true },
  { path: '/my/pause', get: askToPause, post: pause, withoutTerms: true },
  { path: '/my/pause/end', get: backTo('/my/pause'), post: endPause, withoutTerms: true },
  { path: '/my/close', get: chooseToClose, withoutTerms: true },
  { path: '/my/close/:way', get: offerCopy, withoutTerms: true },
  { path: '/my/close/:way/copy', get: copyScreen, post: sendCopy, withoutTerms: true },
  { path: '/my/close/:way/now', get: askToClose, post: closeNow, withoutTerms: true },
  { path: '/my/space', get: spaceScreen, withoutTerms: true },
  { path: '/my/space/proof', get: sendOwnProof, withoutTerms: true },
  { path: '/my/space/reopen', get: backTo('/my/space'), post: reopenSpace, withoutTerms: true },
  { path: '/my/space/erase', get: askForErasure, post: requestErasure, withoutTerms: true },
  { path: '/my/space/cancel-erasure', get: backTo('/my/space'), post: cancelErasure, withoutTerms: true },
  { path: '/my/space/object', get: backTo('/my/space'), post: objectToClosing, withoutTerms: true },
]
