import type { ComponentChildren, VNode } from 'preact'
import type { LinkedItem, MedicalProfile, ProfilePart, StatedLine } from '../../../areas/profile/index.ts'
import type { ProfileLine } from '../../../reference/profile-entry.ts'
import type { ProfileSection } from '../../../reference/profile-sections.ts'
import type { Ask } from '../ask.ts'
import { FactList } from '../components/fact-list.tsx'
import { Pill } from '../components/pill.tsx'
import { LinkedList } from './linked-list.tsx'
import { isFreeText, lineByline, lineFacts, lineTitle } from './profile-words.ts'

/** Who reads: people about themselves, or somebody else. */
interface Reader {
  ask: Ask
  section: ProfileSection
  isOwn: boolean
}

/** One line: what, its answers, whose word it is and of when. */
export const LineRow = (
  props: Reader & {
    line: ProfileLine
    level: 'h2' | 'h3'
    note?: string | undefined
    linked: readonly LinkedItem[]
    /** the address of the record */
    at: string
    children?: ComponentChildren
  },
): VNode => {
  const { ask, section, line, isOwn, level: Heading, linked, at } = props
  const words = ask.text.profile
  return (
    <li class="row">
      <div class="row-main">
        <Heading>{lineTitle(ask, section, line)}</Heading>
        {props.note === undefined ? null : <p class="row-who">{props.note}</p>}
        <FactList facts={lineFacts(ask, section, line)} />
        {linked.length === 0 ? null : (
          <div>
            <p class="row-who">{ask.text.profile.links.with}</p>
            <LinkedList ask={ask} linked={linked} at={at} isPatient={ask.session?.actor.kind === 'professional'} />
          </div>
        )}
        <p class="row-who">
          {lineByline(ask, line, isOwn)}
          {isFreeText(section, line) ? ` · ${isOwn ? words.ownWords : words.theirWords}` : ''}
          {line.certificate === undefined ? null : (
            <>
              {' '}
              <Pill
                icon={line.certificate.isVerified ? 'check' : 'info'}
                tone={line.certificate.isVerified ? 'ok' : 'plain'}
                says={ask.text.profile.certificate.pill(line.certificate)}
              />
            </>
          )}
          {line.secret ? (
            <>
              {' '}
              <Pill icon="lock" tone="plain" says={ask.text.profile.secret.pill} />
            </>
          ) : null}
        </p>
      </div>
      {props.children}
    </li>
  )
}

/** That there is nothing to declare, since when, by whose word. */
export const NothingSaid = ({ ask, section, isOwn, nothing }: Reader & { nothing: ProfileLine }): VNode => (
  <p>
    {section.nothing?.[ask.lang]} <span class="row-who">{lineByline(ask, nothing, isOwn)}</span>
  </p>
)

/** What a document says: what, when, in which document, by whom. */
export const StatedRow = (props: {
  ask: Ask
  stated: StatedLine
  /** address of the documents of this record */
  documents: string
  level: 'h2' | 'h3'
  note?: string | undefined
  children?: ComponentChildren
}): VNode => {
  const { ask, stated, documents, level: Heading } = props
  const { statement, author, documentId, documentTitle } = stated
  const words = ask.text.profile.stated
  const facts = [
    { name: words.since, says: statement.since === undefined ? '' : ask.words.date(statement.since.slice(0, 10)) },
    { name: words.until, says: statement.until === undefined ? '' : ask.words.date(statement.until.slice(0, 10)) },
    { name: words.dosage, says: statement.dosage },
    { name: words.lot, says: statement.lot },
    { name: words.rank, says: statement.rank },
    { name: words.comment, says: statement.comment },
  ]
  return (
    <li class="row">
      <div class="row-main">
        <Heading>
          {statement.label}
          {statement.negated ? ` (${words.negated})` : ''}
          {statement.planned ? ` (${words.planned})` : ''}
        </Heading>
        {props.note === undefined ? null : <p class="row-who">{props.note}</p>}
        <FactList facts={facts} />
        <p class="row-who">
          {author === undefined ? '' : `${author} · `}
          <a href={`${documents}/${documentId}`}>{documentTitle}</a>
        </p>
      </div>
      {props.children}
    </li>
  )
}

/** A section as it is read: its lines, that there is nothing, or that nobody wrote anything. */
export const SectionLines = (
  props: Reader & { part: ProfilePart; linked: MedicalProfile['linked']; at: string },
): VNode => {
  const { ask, section, part, isOwn, linked, at } = props
  return (
    <>
      {part.nothing === undefined ? null : (
        <NothingSaid ask={ask} section={section} isOwn={isOwn} nothing={part.nothing} />
      )}
      {part.lines.length + part.stated.length === 0 ? null : (
        <ul class="rows">
          {part.lines.map((line) => (
            <LineRow
              key={line.id}
              ask={ask}
              section={section}
              line={line}
              isOwn={isOwn}
              level="h3"
              linked={linked.get(line.id) ?? []}
              at={at}
            />
          ))}
          {part.stated.map((stated) => (
            <StatedRow key={stated.key} ask={ask} stated={stated} documents={`${at}/documents`} level="h3" />
          ))}
        </ul>
      )}
    </>
  )
}
