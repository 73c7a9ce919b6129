import type { ActorKind, SpaceState } from './decision.ts'
import type { LifeAct } from './life-act.ts'
import type { Act } from './types.ts'

interface LifeRule {
  readonly by: ReadonlySet<ActorKind>
  /** states of the space in which the act has a meaning */
  readonly from: ReadonlySet<SpaceState>
  /** those of them in which it is not the holder's to take */
  readonly notByHolderFrom?: ReadonlySet<SpaceState>
}

const by = (...kinds: ActorKind[]): ReadonlySet<ActorKind> => new Set(kinds)
const from = (...states: SpaceState[]): ReadonlySet<SpaceState> => new Set(states)

const everyone = by('holder', 'staff', 'system')
const bySomebody = by('holder', 'staff')
// Law: rules ENR-23, who represents a child opens, refuses and enters first in the child's name, and says so
const byFamily = by('holder', 'representative', 'staff')
const byUs = by('staff', 'system')

/** Who may do each act on a space as a whole, and when: the law's side of it (whose turn, which date) is the enrolment area's. */
const lifeRules: Readonly<Record<LifeAct, LifeRule>> = {
  // written by the founding itself, before there is anything to visit
  'found-space': { by: by(), from: from() },
  'open-space': { by: by('holder', 'representative', 'staff', 'system'), from: from('waiting') },
  'oppose-space': { by: byFamily, from: from('waiting') },
  'activate-space': { by: by('holder', 'representative'), from: from('open') },
  // Law: rules ENR-36, whoever holds a suspended holder's means must not lead the space out of its suspension
  'close-space': { by: everyone, from: from('open', 'suspended'), notByHolderFrom: from('suspended') },
  'reopen-space': { by: bySomebody, from: from('closed') },
  'suspend-space': { by: by('staff'), from: from('open') },
  'resume-space': { by: by('staff'), from: from('suspended') },
  'freeze-space': { by: byUs, from: from('waiting', 'open', 'suspended') },
  'unfreeze-space': { by: by('staff'), from: from('closed') },
  'request-erasure': { by: bySomebody, from: from('open', 'closed') },
  'cancel-erasure': { by: bySomebody, from: from('closed') },
  'erase-space': { by: by('system'), from: from('closed') },
  // rules ENR-23, ENR-26, DEL-9: the register says who represents somebody; their space follows it
  'set-representatives': { by: by('representative', 'system'), from: from('waiting', 'open', 'suspended', 'closed') },
  // rules DOC-22: what was withheld has opened, and the holder's journal with it
  'open-withheld': { by: by('system'), from: from('waiting', 'open', 'suspended', 'closed') },
  // rules DOC-14: once for each document whose text its deposit did not give; a life act so that nobody's tie decides it
  'extract-text': { by: by('system'), from: from('waiting', 'open', 'suspended', 'closed') },
  // security.md T23: once for each document, while a virus scanner is set
  'scan-content': { by: by('system'), from: from('waiting', 'open', 'suspended', 'closed') },
  'correct-identity': { by: byUs, from: from('waiting', 'open', 'suspended', 'closed') },
  'hand-over-documents': { by: byUs, from: from('waiting', 'open', 'suspended', 'closed') },
  'take-over-documents': { by: byUs, from: from('waiting', 'open') },
  'count-documents': { by: byUs, from: from('waiting', 'open', 'suspended', 'closed') },
  // Law: R.1111-47, what the operator found not to be listed, for a legitimate reason that the holder gave
  'set-aside-documents': { by: by('staff'), from: from('open', 'suspended', 'closed') },
  // rules DOC-15: what became of a document that its holder disputes
  'settle-dispute': { by: by('staff'), from: from('open', 'suspended', 'closed') },
  'drop-documents': { by: by('system'), from: from('waiting', 'open', 'suspended', 'closed') },
}

/** The rule of an act on a space as a whole; nothing for an act inside it. */
export const lifeRuleOf = (act: Act): LifeRule | undefined => (isLifeAct(act) ? lifeRules[act] : undefined)

/** Whether a space stands where an act on it as a whole has a meaning, for who takes it. */
export const isMoment = (rule: LifeRule, { actor, space }: { actor: ActorKind; space: SpaceState }): boolean =>
  rule.from.has(space) && !(actor === 'holder' && rule.notByHolderFrom?.has(space))

/** Whether an act concerns the space as a whole. */
export const isLifeAct = (act: Act): act is LifeAct => act in lifeRules

/** The act, when it is one that destroys a space; a fault otherwise. The database asks the same (migrations/0006). */
export const requireErasing = (act: Act): LifeAct => {
  if (act === 'erase-space' || act === 'oppose-space') return act
  throw new Error(`${act} erases nothing`)
}
