import type { VNode } from 'preact'
import { mayDo, staffDeeds } from '../../../../areas/enrolment/index.ts'
import { qualityFile, type CardParty, type FeedCard } from '../../../../areas/feeding/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type Page, type Redirect, type StaffAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { formFields, pathPiece } from '../../form-fields.ts'
import { consolePage } from '../console-page.tsx'
import { NumberTable } from '../../components/number-table.tsx'
import { MonthTable, OwedTable, ReasonTable } from '../../feeds/feed-tables.tsx'
import { figureCells, figureColumns, partyName } from '../../feeds/feed-words.ts'
import { facilityPath, feedsPath, softwarePath } from './feed-paths.ts'

type PartyKind = 'software' | 'facilities'

const askedWords = (ask: StaffAsk, { asked }: CardParty): string =>
  asked === undefined ? ask.text.feeds.neverAsked : ask.words.date(asked.at)

const Parties = (props: { ask: StaffAsk; parties: readonly CardParty[]; kind: PartyKind; label: string }): VNode => {
  const { ask, parties, kind, label } = props
  const { columns, software, asked } = ask.text.feeds
  const pathOf = kind === 'software' ? softwarePath : facilityPath
  return (
    <NumberTable
      label={label}
      columns={[kind === 'software' ? software : columns.facility, ...figureColumns(ask), asked]}
      numbersFrom={1}
      rows={parties.map((party) => ({
        key: party.id,
        cells: [
          <a href={pathOf(party.id)}>{partyName(ask, party)}</a>,
          ...figureCells(ask, party.figures),
          askedWords(ask, party),
        ],
      }))}
    />
  )
}

/** Every software, the most refused first. */
export const showSoftwareList = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.feeds
  const parties = await ask.parts.feedDesk.listSoftware(ask.visitor)
  const { softwareTitle: title, softwareHeading: heading } = words
  return consolePage(
    ask,
    { title, heading, lead: words.softwareLead(qualityFile.monthsShown), place: 'today', wide: true },
    <>
      <BackLink href={feedsPath} says={words.back} />
      <p class="aside">{words.masked(qualityFile.maskBelow)}</p>
      {parties.length === 0 ? (
        <p class="empty">{words.softwareNone}</p>
      ) : (
        <Parties ask={ask} parties={parties} kind="software" label={heading} />
      )}
    </>,
  )
}

const Notify = ({ ask, card }: { ask: StaffAsk; card: FeedCard }): VNode => {
  const words = ask.text.feeds.notify
  const alone = { id: '', name: words.alone }
  const free = [...card.parties.filter(({ id }) => id !== ''), alone].filter(
    ({ id }) => card.asked.get(id)?.isOfMonth !== true,
  )
  return (
    <section>
      <h2>{words.heading}</h2>
      {free.length === 0 ? (
        <p>{words.spent}</p>
      ) : (
        <form method="post" action={`${facilityPath(card.id)}/notify`} class="stack">
          <p>{words.lead}</p>
          <SelectField
            name="software"
            label={words.which}
            chosen={free[0]?.id ?? ''}
            options={free.map((party) => ({ value: party.id, label: party.name }))}
          />
          <p>
            <button class="button" type="submit">
              {words.send}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

const drawCard = (ask: StaffAsk, card: FeedCard, { kind, fault }: { kind: PartyKind; fault?: string }): Page => {
  const words = ask.text.feeds
  const ofFacility = kind === 'software'
  return consolePage(
    ask,
    {
      title: words.cardTitle,
      heading: partyName(ask, card),
      place: 'today',
      wide: true,
      ...(fault === undefined ? {} : { status: 409 }),
    },
    <>
      {fault === undefined ? null : (
        <Notice kind="attention">
          <p>{fault}</p>
        </Notice>
      )}
      <BackLink href={ofFacility ? feedsPath : `${feedsPath}/software`} says={words.back} />
      <p class="aside">{words.masked(qualityFile.maskBelow)}</p>
      {ofFacility ? <OwedTable ask={ask} rows={card.rows} /> : null}
      <MonthTable ask={ask} months={card.months} />
      <ReasonTable ask={ask} reasons={card.reasons} />
      <section>
        <h2>{words.parties[kind]}</h2>
        {card.parties.length === 0 ? (
          <p>{words.softwareNone}</p>
        ) : (
          <Parties ask={ask} parties={card.parties} kind={kind} label={words.parties[kind]} />
        )}
      </section>
      {ofFacility && mayDo(ask.roles, 'feeds-notify', staffDeeds) ? <Notify ask={ask} card={card} /> : null}
    </>,
  )
}

/** O27 of a facility: what it owes, what it sends, why it is refused. */
export const showFacility = async (ask: StaffAsk): Promise<Page> => {
  const card = await ask.parts.feedDesk.readFacility(ask.visitor, pathPiece(ask.request, 'facility'))
  return drawCard(ask, card, { kind: 'software' })
}

/** O27 of a software, over the facilities that use it. */
export const showSoftware = async (ask: StaffAsk): Promise<Page> => {
  const card = await ask.parts.feedDesk.readSoftware(ask.visitor, pathPiece(ask.request, 'software'))
  return drawCard(ask, card, { kind: 'facilities' })
}

/** Asks a producer to look at its figures; who was asked this month already is told so. */
export const notifyProducer = async (ask: StaffAsk): Promise<Page | Redirect> => {
  const facilityId = pathPiece(ask.request, 'facility')
  const softwareId = (formFields(ask.request).get('software') ?? '').slice(0, 200)
  try {
    await ask.parts.feedDesk.notify(ask.visitor, { facilityId, softwareId })
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
    const card = await ask.parts.feedDesk.readFacility(ask.visitor, facilityId)
    return drawCard(ask, card, { kind: 'software', fault: sentenceOf(ask, error.reason) })
  }
  return { to: facilityPath(facilityId), passing: { said: 'done' } }
}
