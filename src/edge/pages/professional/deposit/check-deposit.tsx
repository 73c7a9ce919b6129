import type { VNode } from 'preact'
import type { Visitor } from '../../../../access/types.ts'
import type { FirstSight, NameFinding } from '../../../../areas/documents/index.ts'
import { personName } from '../../../../areas/identity/index.ts'
import type { PersonView } from '../../../../areas/identity/types.ts'
import type { Page, ProfessionalAsk } from '../../ask.ts'
import { ChoiceList } from '../../components/choice-list.tsx'
import { ErrorSummary, type FieldFault } from '../../components/error-summary.tsx'
import { FaultBeside } from '../../components/fault-beside.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { Notice } from '../../components/notice.tsx'
import { TickField } from '../../components/tick-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { dayAsTyped } from '../../typed-date.ts'
import { depositPath } from './deposit-path.ts'
import { TypeField } from './type-field.tsx'

/** A deposit before it is sent: the upload, and what is said of it. */
export interface Draft {
  upload: string
  contentType: string
  fileName: string
  size: number
  typeCode: string
  title: string
  /** YYYY-MM-DD; as typed where the calendar has no such day */
  day: string
  sight: FirstSight
  replaces?: string
  why: string
  /** what the names in the file say against those of the record */
  name: NameFinding
  /** whoever deposits looked at the file again, where it names somebody else */
  sure: boolean
  /** what was read in the file and not typed yet */
  read: { type: boolean; day: boolean }
}

/** Who deposits into this record: somebody who sees a minor alone, while they do. */
export const depositorOf = ({ visitor }: ProfessionalAsk, { secretUntil }: PersonView): Visitor =>
  secretUntil === undefined ? visitor : { ...visitor, secretVisit: true }

/** The document as a line of the patient's list. */
const Preview = ({ ask, draft }: { ask: ProfessionalAsk; draft: Draft }): VNode => {
  const { actor } = ask.visitor
  const kind = ask.parts.labels.documentTitles.humanTitle({ type: draft.typeCode }, ask.lang)
  const facility = actor.kind === 'professional' ? actor.facility?.name : undefined
  return (
    <section class="card" aria-labelledby="preview">
      <h2 id="preview">{ask.text.deposit.checking.preview}</h2>
      <p class="row-date">{ask.words.date(draft.day)}</p>
      <p>
        <strong>{draft.title === '' ? kind : draft.title}</strong>
      </p>
      <p class="row-who">
        {[draft.title === '' ? undefined : kind, actor.name, facility].filter((part) => part !== undefined).join(' · ')}
      </p>
    </section>
  )
}

const Kept = ({ draft }: { draft: Draft }): VNode => (
  <>
    <input type="hidden" name="upload" value={draft.upload} />
    <input type="hidden" name="contentType" value={draft.contentType} />
    <input type="hidden" name="fileName" value={draft.fileName} />
    <input type="hidden" name="size" value={String(draft.size)} />
    <input type="hidden" name="compared" value={draft.name.kind} />
    {draft.name.kind === 'other' ? <input type="hidden" name="found" value={draft.name.name} /> : null}
    {draft.replaces === undefined ? null : <input type="hidden" name="replaces" value={draft.replaces} />}
  </>
)

/** A draft with what is wrong in it. */
export interface Shown {
  draft: Draft
  faults: readonly FieldFault[]
}

/** Who sees it first. Of a minor seen alone, what goes with the secret, and what does not is said. */
const SightField = ({ ask, person, shown }: { ask: ProfessionalAsk; person: PersonView; shown: Shown }): VNode => {
  const words = ask.text.deposit.checking
  const { sights } = ask.parts.documents.depositOffer(depositorOf(ask, person))
  const { sight } = shown.draft
  return (
    <>
      <FaultBeside id="sight" fault={shown.faults.find(({ fieldId }) => fieldId === 'sight')?.says}>
        <ChoiceList
          name="sight"
          legend={words.sight}
          chosen={sights.includes(sight) ? sight : 'now'}
          choices={sights.map((value) => ({ value, label: words.sights[value] }))}
        />
      </FaultBeside>
      <p class="hint">{words.forEver}</p>
      {person.secretUntil === undefined ? null : (
        <Notice kind="info">
          <p>{words.alone}</p>
          {sights.includes('announced') ? null : <p>{words.aloneAtOnce}</p>}
        </Notice>
      )}
    </>
  )
}

/** What became of comparing the names: it stops whoever deposits where the file names somebody else, until they say that they looked. */
const Names = ({
  ask,
  person,
  shown: { draft, faults },
}: {
  ask: ProfessionalAsk
  person: PersonView
  shown: Shown
}): VNode => {
  const words = ask.text.deposit.checking
  const record = personName(person.traits)
  if (draft.name.kind !== 'other') return <p class="hint">{words.names[draft.name.kind]}</p>
  return (
    <Notice kind="attention">
      <p>
        <strong>{words.otherName(draft.name.name, record)}</strong>
      </p>
      <TickField
        id="sure"
        name="sure"
        says={words.sure(record)}
        ticked={draft.sure}
        fault={faults.find(({ fieldId }) => fieldId === 'sure')?.says}
      />
    </Notice>
  )
}

const Fields = ({ ask, person, shown }: { ask: ProfessionalAsk; person: PersonView; shown: Shown }): VNode => {
  const { draft, faults } = shown
  const words = ask.text.deposit.checking
  const faultOf = (id: string): string | undefined => faults.find(({ fieldId }) => fieldId === id)?.says
  return (
    <>
      <TypeField ask={ask} label={words.type} chosen={draft.typeCode} fault={faultOf('type')} />
      {draft.read.type ? <p class="hint">{words.readType}</p> : null}
      <TextField
        name="title"
        label={words.label}
        hint={words.labelHint}
        autocomplete="off"
        maxlength={200}
        value={draft.title}
      />
      <TextField
        name="day"
        label={words.day}
        hint={draft.read.day ? words.readDay : words.dayHint}
        autocomplete="off"
        maxlength={20}
        value={dayAsTyped(draft.day)}
        fault={faultOf('day')}
      />
      <SightField ask={ask} person={person} shown={shown} />
      {draft.replaces === undefined ? null : (
        <TextField
          name="why"
          label={words.why}
          hint={words.whyHint}
          autocomplete="off"
          maxlength={300}
          value={draft.why}
          fault={faultOf('why')}
        />
      )}
    </>
  )
}

/** R11: everything that is said of the document, with what is usual filled in, and what the patient will read. */
export const drawCheck = (ask: ProfessionalAsk, person: PersonView, shown: Shown): Page => {
  const { draft, faults } = shown
  const words = ask.text.deposit.checking
  const path = depositPath(person.spaceId)
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    patient: person,
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={faults} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead(personName(person.traits))}</p>
        <FaultBeside id="file" fault={faults.find(({ fieldId }) => fieldId === 'file')?.says}>
          <FactList facts={[{ name: words.file, says: `${draft.fileName} (${ask.words.size(draft.size)})` }]} />
        </FaultBeside>
        <Preview ask={ask} draft={draft} />
        <form method="post" action={`${path}/send`} class="stack" novalidate>
          <Kept draft={draft} />
          <Names ask={ask} person={person} shown={shown} />
          <Fields ask={ask} person={person} shown={shown} />
          <p class="button-row">
            <button class="button" type="submit">
              {words.send}
            </button>
            <button class="button button-secondary" type="submit" formaction={`${path}/check`}>
              {words.refresh}
            </button>
            <a href={path}>{ask.text.deposit.again}</a>
          </p>
        </form>
      </div>
    ),
  }
}
