import { audienceOf } from '../../access/audience.ts'
import type { Opened } from '../../access/door-opened.ts'
import type { DocumentFacts } from '../../access/types.ts'
import { Problem } from '../../platform/problem.ts'
import { asHolder } from './announce-withheld.ts'
import type { Submission } from './types.ts'

const targetsOf = ({ documents, supersedes }: Submission): Map<string, string> => {
  const targets = new Map(supersedes.map((id) => [id, 'Bundle.entry']))
  for (const { metadata, field } of documents) {
    for (const { code, targetId } of metadata.relatesTo) {
      if (code === 'replaces') targets.set(targetId, `${field}.relatesTo`)
    }
  }
  return targets
}

/** Whether everybody may see a document: what was withheld too, once its date has opened it. */
const isForAll = ({ judgeAs, spaceId }: Opened, facts: DocumentFacts): boolean => {
  const { visibility } = facts
  const withheld = visibility.withheld && judgeAs(asHolder(spaceId), facts).effect === 'refuse'
  return audienceOf({ ...visibility, withheld }) === 'main'
}

/**
 * Marks as superseded what a submission replaces. Only its author (or their facility) replaces a document; somebody else's
 * looks like one that is not there. Spec: XDS RPLC, XDSReplaceFailed.
 */
export const supersedeDocuments = async (
  opened: Opened,
  submission: Submission,
  { own }: { own: boolean },
): Promise<void> => {
  const kept = submission.documents.some(({ metadata }) => audienceOf(metadata.visibility) !== 'main')
  const tells = submission.documents.some(({ metadata }) => !metadata.visibility.hiddenFromRepresentatives)
  for (const [id, field] of targetsOf(submission)) {
    const found = await opened.vault.findDocument(id)
    // rules DOC-8: people replace what they added themselves, and nothing else
    const mine =
      found && opened.judgeAs({ act: own ? 'change-document' : 'update-document' }, found.facts).effect === 'permit'
    if (!mine || found.facts.status !== 'current') {
      throw new Problem('incorrect', 'replaced-document-unknown', { details: { field, code: 'XDSReplaceFailed' } })
    }
    // rules DOC-15: whether it is theirs, or right, is asked; a new version of it would come in unasked
    if (found.facts.quarantined) throw new Problem('conflict', 'replaced-document-disputed', { details: { field } })
    // rules DOC-23, DOC-25: what somebody could see would go, and nothing they may see would take its place
    if (kept && isForAll(opened, found.facts))
      throw new Problem('incorrect', 'visibility-never-closed-again', { details: { field } })
    // rules DOC-25: a replacement is no confirmation that who represents a minor may see it
    if (found.facts.visibility.hiddenFromRepresentatives && tells)
      throw new Problem('incorrect', 'replacement-tells-secret', { details: { field } })
    await opened.vault.updateState(id, { status: 'superseded' })
  }
}
