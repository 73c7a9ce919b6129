import type { Opened } from '../../access/door-opened.ts'
import type { Actor, Visitor } from '../../access/types.ts'
import { isUuid, randomId, timeOrderedId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { ProfileAuthor, ProfileLine, ProfileSaying } from '../../reference/profile-entry.ts'
import {
  chosenCodes,
  mostProfileLines,
  type ProfileField,
  type ProfileSection,
} from '../../reference/profile-sections.ts'
import { createKeepRecall } from '../notifications/index.ts'
import { certificateSaying } from './certificate/take-certificate.ts'
import { checkSaying, requireSection } from './check-saying.ts'
import type { ProfileParts } from './profile-parts.ts'
import { isSeen } from './read-profile.ts'
import { openLines, requireLine } from './seen-line.ts'
import { sayingOf, statedLines } from './stated-lines.ts'
import type { Profile, StatedLine } from './types.ts'
import type { Visiting } from './visiting.ts'

/** Whose word it is. Law: rules PML-2, what people say of themselves is marked as theirs. */
const authorOf = ({ kind, id, name }: Actor): ProfileAuthor => {
  if (kind !== 'holder' && kind !== 'representative') throw new Problem('refused', 'act-not-yours')
  return { as: kind, id, name }
}

const trimmed = ({ section, fields, documentId, certificate, secret }: ProfileSaying): ProfileSaying => ({
  section,
  fields: Object.fromEntries(
    Object.entries(fields)
      .map(([key, said]) => [key, said.trim()] as const)
      .filter(([, said]) => said !== ''),
  ),
  ...(documentId === undefined ? {} : { documentId }),
  ...(certificate === undefined ? {} : { certificate }),
  ...(secret ? { secret } : {}),
})

const onceOf = (section: ProfileSection): Set<string> =>
  new Set(section.fields.flatMap(({ options = [] }) => options.filter(({ once }) => once).map(({ code }) => code)))

const chosenIn = ({ fields }: ProfileSaying, field: ProfileField): readonly string[] =>
  field.options === undefined ? [] : chosenCodes(field, fields[field.key] ?? '')

/** Of some things there is one: a blood group, a trusted person (rules PML-24, PML-25). */
const requireRoom = (section: ProfileSection, saying: ProfileSaying, others: readonly ProfileLine[]): void => {
  const beside = others.filter((line) => line.section === section.key && !line.nothing)
  if (section.single && beside.length > 0) throw new Problem('conflict', 'profile-single')
  const once = onceOf(section)
  const said = new Set(beside.flatMap((line) => section.fields.flatMap((field) => chosenIn(line, field))))
  const field = section.fields.find((one) =>
    chosenIn(saying, one).some((code) => once.has(code) && said.has(code)),
  )?.key
  if (field !== undefined) throw new Problem('incorrect', 'profile-once', { details: { field } })
  if (others.length >= mostProfileLines)
    throw new Problem('conflict', 'profile-full', { details: { most: mostProfileLines } })
}

const createCheck =
  ({ persons, clock, parameters, isMinor }: ProfileParts) =>
  async ({ alongside, spaceId }: Opened, { actor }: Visitor, saying: ProfileSaying): Promise<ProfileSection> => {
    const { traits } = await alongside((connection) => persons.loadPerson(connection, spaceId))
    const { birthDate } = traits
    const section = checkSaying(saying, { birthDate, today: parameters.dayOf(clock.now().toISOString()) })
    if (section.adults && isMinor(birthDate)) throw new Problem('refused', 'profile-adults-alone')
    // Law: L.1111-5, a minor keeps it from their parents themselves
    if (saying.secret && !(actor.kind === 'holder' && isMinor(birthDate))) throw new Problem('refused', 'act-not-yours')
    return section
  }

/** A line that begins now, in the words of who writes it. */
const createFresh =
  ({ clock }: ProfileParts) =>
  (visitor: Visitor, saying: ProfileSaying): ProfileLine => {
    const now = clock.now()
    const at = now.toISOString()
    return {
      ...saying,
      id: timeOrderedId(now.getTime()),
      author: authorOf(visitor.actor),
      enteredAt: at,
      changedAt: at,
    }
  }

const isSame = (one: ProfileLine, other: ProfileSaying): boolean =>
  one.section === other.section && JSON.stringify(one.fields) === JSON.stringify(other.fields)

const createAdd = (parts: ProfileParts) => {
  const [check, fresh, keepRecall] = [createCheck(parts), createFresh(parts), createKeepRecall(parts)]
  return async (opened: Opened, visitor: Visitor, asked: ProfileSaying): Promise<{ id: string; isNew: boolean }> => {
    const saying = trimmed(asked)
    const section = await check(opened, visitor, saying)
    const lines = await openLines(opened, visitor)
    const same = lines.find((line) => isSame(line, saying))
    if (same !== undefined) return { id: same.id, isNew: false }
    requireRoom(section, saying, lines)
    const line = fresh(visitor, saying)
    const nothing = lines.filter((one) => one.section === section.key && one.nothing)
    await opened.vault.removeLines(nothing.map(({ id }) => id))
    const isNew = await opened.vault.insertLine(line)
    await keepRecall(opened, section.key)
    return { id: line.id, isNew }
  }
}

/** Whether something that a document says was taken or left: it is not proposed again. */
const settle = async ({ vault }: Opened, key: string): Promise<void> => {
  const choices = await vault.findProfileChoices()
  await vault.keepProfileChoices({ ...choices, ignored: [...new Set([...choices.ignored, key])].slice(-mostIgnored) })
}

/** So many are remembered; the oldest is proposed again. */
const mostIgnored = 1_000

const requireStated = async (opened: Opened, key: string): Promise<StatedLine> => {
  const found = (await statedLines(opened)).find((one) => one.key === key)
  if (found === undefined) throw new Problem('absent', 'profile-line-unknown')
  return found
}

const createStated = (
  parts: ProfileParts,
  visiting: Visiting,
): Pick<Profile, 'takeStated' | 'ignoreStated' | 'takeCertificate'> => {
  const add = createAdd(parts)
  return {
    takeStated: (visitor, space, key) =>
      visiting(visitor, { space }, async (opened, guard) => {
        const { traits } = await opened.alongside((connection) => parts.persons.loadPerson(connection, opened.spaceId))
        const stated = await requireStated(opened, key)
        const secret = stated.secret === true && parts.isMinor(traits.birthDate)
        await guard([secret])
        await add(opened, visitor, sayingOf({ ...stated, secret }))
        await settle(opened, key)
      }),
    takeCertificate: (visitor, space, code) =>
      visiting(visitor, { space }, async (opened) => {
        const { alongside, spaceId } = opened
        const person = await alongside((connection) => parts.persons.loadPerson(connection, spaceId))
        return add(opened, visitor, certificateSaying(code, person, parts.certificateKeys))
      }),
    ignoreStated: (visitor, space, key) =>
      visiting(visitor, { space }, async (opened, guard) => {
        await guard([(await requireStated(opened, key)).secret === true])
        await settle(opened, key)
      }),
  }
}

const createLines = (
  parts: ProfileParts,
  visiting: Visiting,
): Pick<Profile, 'addLine' | 'changeLine' | 'declareNothing'> => {
  const [check, fresh, add] = [createCheck(parts), createFresh(parts), createAdd(parts)]
  const keepRecall = createKeepRecall(parts)
  return {
    addLine: (visitor, space, asked) =>
      visiting(visitor, { space, isSecret: asked.secret === true }, (opened) => add(opened, visitor, asked)),
    changeLine: (visitor, space, { id, saying: asked }) =>
      visiting(visitor, { space, isSecret: asked.secret === true }, async (opened) => {
        const lines = await openLines(opened, visitor)
        const before = requireLine(lines, id)
        const saying = trimmed({ ...asked, section: before.section })
        const section = await check(opened, visitor, saying)
        requireRoom(
          section,
          saying,
          lines.filter((line) => line.id !== id),
        )
        const { enteredAt } = before
        const { links } = before
        const line = { ...fresh(visitor, saying), id, enteredAt, ...(links === undefined ? {} : { links }) }
        if (!(await opened.vault.replaceLine(line))) throw new Problem('conflict', 'profile-there-already')
        await keepRecall(opened, section.key)
      }),
    declareNothing: (visitor, space, key) =>
      visiting(visitor, { space }, async (opened) => {
        const section = requireSection(key)
        if (section.nothing === undefined)
          throw new Problem('incorrect', 'profile-section-unknown', { details: { field: 'section' } })
        const own = (await openLines(opened, visitor)).filter((line) => line.section === key)
        if (own.some((line) => !line.nothing)) throw new Problem('conflict', 'profile-not-empty')
        await opened.vault.removeLines(own.map(({ id }) => id))
        await opened.vault.insertLine(fresh(visitor, { section: key, fields: {}, nothing: true }))
      }),
  }
}

/** Builds what people change of their profile. */
export const createChangeProfile = (
  parts: ProfileParts,
  visiting: Visiting,
): Pick<
  Profile,
  | 'addLine'
  | 'changeLine'
  | 'declareNothing'
  | 'takeStated'
  | 'ignoreStated'
  | 'takeCertificate'
  | 'deleteLine'
  | 'restoreLine'
> => {
  const keepRecall = createKeepRecall(parts)
  return {
    ...createLines(parts, visiting),
    ...createStated(parts, visiting),
    deleteLine: (visitor, space, id) =>
      visiting(visitor, { space }, async (opened, guard) => {
        const line = requireLine(await openLines(opened, visitor), id)
        await guard([line.secret === true])
        await opened.vault.removeLines([id])
        await keepRecall(opened, line.section)
      }),
    restoreLine: (visitor, space, id) =>
      visiting(visitor, { space }, async (opened, guard) => {
        const [found, choices] = [
          await opened.vault.restoreLine(isUuid(id) ? id : randomId()),
          await opened.vault.findProfileChoices(),
        ]
        // Who may not see it finds the same as where there is none, and what was done is taken back.
        if (found === undefined || !isSeen(opened, visitor, { line: found, choices }))
          throw new Problem('absent', 'profile-line-unknown')
        await guard([found.facts.visibility.hiddenFromRepresentatives])
        await keepRecall(opened, found.section.key)
      }),
  }
}
