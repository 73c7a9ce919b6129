import { readCookie, writeCookie } from './cookies.ts'

/** What was just done, told once on the next page: the act, and an opaque id when the page may offer to undo it. */
export interface PassingWord {
  said: (typeof sayings)[number]
  about?: string
}

const sayings = [
  'added',
  'changed',
  'restored',
  'restored-none',
  'emptied',
  'new-documents-saved',
  'card-saved',
  'care-hidden',
  'care-shown',
  'care-kept',
  'care-told',
  'care-all-hidden',
  'care-all-shown',
  'profile-added',
  'profile-there',
  'profile-changed',
  'profile-deleted',
  'profile-restored',
  'profile-nothing',
  'profile-hidden',
  'profile-ignored',
  'profile-kept',
  'profile-kept-hidden',
  'profile-kept-shown',
  'profile-linked',
  'profile-unlinked',
  'shortcuts-saved',
  'profile-shown',
  'measure-added',
  'measure-there',
  'measure-deleted',
  'measure-restored',
  'measure-chosen',
  'hidden',
  'shown',
  'kept',
  'told',
  'blocked',
  'unblocked',
  'shared',
  'permitted',
  'share-stopped',
  'app-stopped',
  'named',
  'dismissed',
  'display-saved',
  'paused',
  'pause-ended',
  'closed',
  'contact-changed',
  'password-changed',
  'erasing',
  'reopened',
  'erasure-cancelled',
  'waits',
  'objected',
  'children-opened',
  'child-refused',
  'child-aside',
  'parent-invited',
  'request-withdrawn',
  'request-accepted',
  'request-refused',
  'passkey-added',
  'passkey-removed',
  'recovery-stopped',
  'emergency-saved',
  'emergency-ended',
  'emergency-noted',
  'done',
  'asked',
  'settled',
  'reported',
  'second-confirmed',
  'colleague-noted',
  'dispute-sent',
  'dispute-taken-back',
  'dispute-answered',
  'request-sent',
  'request-taken-back',
  'request-declined',
  'talk-first-saved',
  'talk-noted',
  'folder-added',
  'folder-renamed',
  'folder-removed',
  'arranged',
  'objection-sent',
  'objection-stands',
  'objection-withdrawn',
  'notices-saved',
  'deposited',
  'replaced',
  'withdrawn',
  'opened-to-patient',
  'opened-to-representatives',
] as const
const cookieName = 'carnet-said'
const aboutShape = /^[\w-]{1,64}$/

/** The word left by the act before; nothing when it is absent or not ours. */
export const readPassingWord = (cookie: string | undefined): PassingWord | undefined => {
  const [said, about] = (readCookie(cookie, cookieName) ?? '').split('.')
  const known = sayings.find((saying) => saying === said)
  if (known === undefined) return undefined
  return about !== undefined && aboutShape.test(about) ? { said: known, about } : { said: known }
}

/** The `Set-Cookie` value that carries a word over one redirect; without a word, forgets it. */
export const writePassingWord = (word: PassingWord | undefined, secure: boolean): string => {
  const value = word === undefined ? '' : [word.said, ...(word.about === undefined ? [] : [word.about])].join('.')
  return writeCookie(cookieName, value, { maxAge: word === undefined ? 0 : 60, secure })
}
