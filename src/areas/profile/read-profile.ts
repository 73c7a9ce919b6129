import type { Opened } from '../../access/door-opened.ts'
import type { Actor, DocumentFacts, Visitor } from '../../access/types.ts'
import { profileSections } from '../../reference/profile-sections.ts'
import { isToReread } from '../notifications/index.ts'
import { linkedItems } from './linked-items.ts'
import type { ProfileParts } from './profile-parts.ts'
import { statedLines } from './stated-lines.ts'
import type { MedicalProfile, Profile } from './types.ts'

type Vault = Opened['vault']
/** A line as the vault gives it. */
export type FoundLine = Awaited<ReturnType<Vault['listLines']>>[number]
/** What a holder chose about their profile. */
export type Choices = Awaited<ReturnType<Vault['findProfileChoices']>>

/** A line as a decision sees it: what its holder hides, they hide by section. */
export const asHidden = ({ facts, section }: FoundLine, { hidden }: Choices): DocumentFacts => ({
  ...facts,
  visibility: { ...facts.visibility, hidden: hidden.includes(section.key) },
})

/** Whether a visitor sees a line: judged as the document that its section is read as. Law: rules PML-12, some sections are people's own. */
export const isSeen = ({ judgeAs }: Opened, { actor }: Visitor, { line, choices }: SeenLine): boolean =>
  (line.section.private !== true || isOwnSide(actor)) &&
  judgeAs({ act: 'read-document' }, asHidden(line, choices)).effect === 'permit'

interface SeenLine {
  line: FoundLine
  choices: Choices
}

/** The holder, and who represents them. */
const isOwnSide = ({ kind }: Actor): boolean => kind === 'holder' || kind === 'representative'

/** The lines that this visitor may see. */
export const seenLines = async (
  opened: Opened,
  visitor: Visitor,
): Promise<{ lines: FoundLine[]; choices: Choices }> => {
  const [lines, choices] = await Promise.all([opened.vault.listLines(), opened.vault.findProfileChoices()])
  return { lines: lines.filter((line) => isSeen(opened, visitor, { line, choices })), choices }
}

/** Builds reading: one decision a line, and one entry of the journal for the whole. */
export const createReadProfile =
  ({ door, ...law }: ProfileParts): Profile['readProfile'] =>
  async (visitor, space) => {
    const visit = { ...visitor, space, act: 'read-profile' } as const
    const { value } = await door.open(visit, async (opened): Promise<MedicalProfile> => {
      const { lines: found, choices } = await seenLines(opened, visitor)
      // Right: that something is hidden is told to nobody whom it is hidden from.
      const arranges = isOwnSide(visitor.actor)
      const opens = found.map((line) => line.open())
      const linked = await linkedItems(opened, visitor.actor, opens)
      const lines = opens.map(({ links: _own, ...line }) => line)
      // what they took or ignored is not proposed to them again; others read what the documents say
      const settled = new Set(arranges ? choices.ignored : [])
      const stated = (await statedLines(opened)).filter(
        ({ key, statement }) => statement.section === 'vaccinations' || !settled.has(key),
      )
      const parts = profileSections.map(({ key: section }) => {
        const own = lines.filter((line) => line.section === section)
        const nothing = own.find((line) => line.nothing)
        const said = own.filter((line) => !line.nothing)
        return {
          section,
          lines: said,
          stated: stated.filter(({ statement }) => statement.section === section),
          // a merge may bring lines where nothing was declared: the lines are what is known
          ...(nothing === undefined || said.length > 0 ? {} : { nothing }),
          isHidden: arranges && choices.hidden.includes(section),
          ...(arranges && said.some((line) => isToReread(law, line)) ? { toReread: true } : {}),
        }
      })
      const there = new Set(lines.map(({ id }) => id))
      return {
        spaceId: opened.spaceId,
        parts,
        linked,
        card: choices.card.filter((id) => there.has(id)),
        ...(arranges && choices.kept !== undefined ? { kept: choices.kept } : {}),
      }
    })
    return value
  }
