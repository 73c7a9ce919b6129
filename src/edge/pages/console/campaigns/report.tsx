import type { FastifyReply } from 'fastify'
import { campaignParameters, type ReportLine, type ReportView } from '../../../../areas/enrolment/index.ts'
import type { Page, StaffAsk } from '../../ask.ts'
import { Notice, type NoticeKind } from '../../components/notice.tsx'
import { pathPiece } from '../../form-fields.ts'
import { consolePage } from '../console-page.tsx'
import { Counts, sendCsv, type CountTable } from '../count-table.tsx'

const tones: Readonly<Record<string, NoticeKind>> = { go: 'ok', 'no-go': 'stop', 'too-early': 'info' }

const figureWords = (ask: StaffAsk, { figure }: ReportLine, value: number | null): string => {
  if (value === null) return ask.text.campaignDesk.funnel.masked
  return figure === 'informed'
    ? String(value)
    : new Intl.NumberFormat(ask.lang, { style: 'percent', maximumFractionDigits: 1 }).format(value)
}

const tableOf = (ask: StaffAsk, { lines }: ReportView): CountTable => {
  const words = ask.text.campaignDesk.report
  const { figure, value, limit, holds } = words.columns
  return {
    label: words.heading,
    columns: [figure, value, limit, holds],
    rows: lines.map((line) => ({
      key: line.figure,
      cells: [
        words.figures[line.figure],
        figureWords(ask, line, line.value),
        figureWords(ask, line, line.limit),
        line.holds ? words.holds : words.fails,
      ],
    })),
  }
}

/** The go or no-go of a pilot: every figure beside its limit. */
export const showReport = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.campaignDesk.report
  const { funnel } = ask.text.campaignDesk
  const id = pathPiece(ask.request, 'id')
  const report = await ask.parts.campaigns.report(ask.visitor, id)
  return consolePage(
    ask,
    { title: words.title, heading: words.heading, place: 'campaigns', wide: true },
    <>
      <Notice kind={tones[report.verdict] ?? 'info'}>
        <p>{words.verdicts[report.verdict]}</p>
      </Notice>
      <Counts ask={ask} table={tableOf(ask, report)} href={`/console/campaigns/${id}/report/csv`} />
      <p class="aside">
        {funnel.counted(ask.words.date(report.countedAt), ask.words.time(report.countedAt))}{' '}
        {funnel.maskedSays(campaignParameters.maskBelow)}
      </p>
      <p>
        <a href={`/console/campaigns/${id}`}>{ask.text.campaignDesk.prepared.back}</a>
      </p>
    </>,
  )
}

/** The same table as a file. */
export const sendReport = async (ask: StaffAsk): Promise<FastifyReply> => {
  const report = await ask.parts.campaigns.report(ask.visitor, pathPiece(ask.request, 'id'))
  return sendCsv(ask, tableOf(ask, report), ask.text.campaignDesk.csv.files.report)
}
