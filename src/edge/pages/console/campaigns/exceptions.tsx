import {
  exceptionsListed,
  mayDo,
  staffDeeds,
  type ExceptionKind,
  type ExceptionView,
} from '../../../../areas/enrolment/index.ts'
import type { VNode } from 'preact'
import type { Page, Redirect, StaffAsk } from '../../ask.ts'
import { ChoiceList } from '../../components/choice-list.tsx'
import { Pager } from '../../components/pager.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { formFields, pathPiece } from '../../form-fields.ts'
import { consolePage } from '../console-page.tsx'
import { NumberTable } from '../../components/number-table.tsx'
import { typedText } from '../who-fields.tsx'
import { wordOf } from '../word-of.ts'

const isKind = (kind: string, known: Readonly<Record<string, string>>): kind is ExceptionKind => kind in known

const nextOf = (cases: readonly ExceptionView[], kind: string): { next?: string } => {
  const last = cases.length < exceptionsListed ? undefined : cases.at(-1)
  return last === undefined
    ? {}
    : { next: `/console/exceptions?${new URLSearchParams({ kind, after: last.id }).toString()}` }
}

const Queue = ({ ask, cases, kind }: { ask: StaffAsk; cases: readonly ExceptionView[]; kind: string }): VNode => {
  const words = ask.text.campaignDesk.exceptions
  const first = ask.query.has('after')
    ? { first: `/console/exceptions?${new URLSearchParams({ kind }).toString()}` }
    : {}
  return (
    <>
      {cases.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <NumberTable
          label={words.table}
          columns={Object.values(words.columns)}
          rows={cases.map(({ id, kind: found, openedAt }) => ({
            key: id,
            cells: [
              words.kinds[found],
              ask.words.date(openedAt),
              <a href={`/console/exceptions/${id}`}>{words.take}</a>,
            ],
          }))}
        />
      )}
      <Pager ask={ask} {...first} {...nextOf(cases, kind)} />
    </>
  )
}

/** O6: the queue, the oldest first, without a name. */
export const showExceptions = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.campaignDesk.exceptions
  const wanted = ask.query.get('kind') ?? ''
  const kind = isKind(wanted, words.kinds) ? wanted : undefined
  const cases = await ask.parts.campaigns.listExceptions(ask.visitor, kind, ask.query.get('after') ?? undefined)
  const options = [
    { value: '', label: words.all },
    ...Object.entries(words.kinds).map(([value, label]) => ({ value, label })),
  ]
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, place: 'exceptions', wide: true },
    <>
      <form method="get" action="/console/exceptions" class="filter-line">
        <SelectField name="kind" label={words.columns.kind} chosen={kind ?? ''} options={options} />
        <button class="button button-quiet" type="submit">
          {words.filter}
        </button>
      </form>
      <Queue ask={ask} cases={cases} kind={kind ?? ''} />
    </>,
  )
}

const findCase = (ask: StaffAsk): Promise<ExceptionView> =>
  ask.parts.campaigns.findException(ask.visitor, pathPiece(ask.request, 'id'))

const drawCase = (ask: StaffAsk, found: ExceptionView, fault?: string): Page => {
  const words = ask.text.campaignDesk.exceptions
  const path = `/console/exceptions/${found.id}`
  return consolePage(
    ask,
    {
      title: words.title,
      heading: words.kinds[found.kind],
      lead: words.playbook[found.kind],
      place: 'exceptions',
      ...(fault === undefined ? {} : { faults: [{ fieldId: 'note', says: fault }], status: 422 }),
    },
    <>
      <p class="aside">
        {words.columns.opened} {ask.words.date(found.openedAt)}
      </p>
      {mayDo(ask.roles, 'exception-open', staffDeeds) ? (
        <form method="post" action={`${path}/person`}>
          <button class="button button-secondary" type="submit">
            {words.open}
          </button>
        </form>
      ) : null}
      {mayDo(ask.roles, 'exception-settle', staffDeeds) ? (
        <form method="post" action={path} class="stack">
          <div id="note">
            <ChoiceList
              name="note"
              legend={words.note}
              chosen=""
              choices={found.notes.map((value) => ({ value, label: wordOf(words.notes, value) }))}
            />
          </div>
          <p>
            <button class="button" type="submit">
              {words.settle}
            </button>
          </p>
        </form>
      ) : null}
      <p>
        <a href="/console/exceptions">{words.back}</a>
      </p>
    </>,
  )
}

/** One case with its playbook, and the answers with which it may be settled. */
export const showException = async (ask: StaffAsk): Promise<Page> => drawCase(ask, await findCase(ask))

/** Settles the case, or says that an answer is missing. */
export const settleException = async (ask: StaffAsk): Promise<Page | Redirect> => {
  const note = typedText(formFields(ask.request), 'note')
  if (note === '') return drawCase(ask, await findCase(ask), ask.text.campaignDesk.exceptions.noteMissing)
  await ask.parts.campaigns.settleException(ask.visitor, pathPiece(ask.request, 'id'), note)
  return { to: '/console/exceptions', passing: { said: 'settled' } }
}

/** Opens the person behind the case: the queue is the reason. */
export const openExceptionPerson = async (ask: StaffAsk): Promise<Redirect> => {
  const caseId = await ask.parts.staffRooms.persons.openException(ask.visitor, pathPiece(ask.request, 'id'))
  return { to: `/console/persons/${caseId}` }
}
