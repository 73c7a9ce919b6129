import type { VNode } from 'preact'
import { importedBytes, type ImportReport, type LeftWhy } from '../../../../areas/observations/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type Page, type SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Notice } from '../../components/notice.tsx'
import { measuresPath } from '../../measures/measure-paths.ts'
import { readUpload } from '../../read-upload.ts'
import { recordAt } from '../../record-at.ts'
import { FileField } from '../../components/file-field.tsx'
import { RepresentativeNotice } from '../children/child-record.tsx'

const FileForm = ({ ask, fault }: { ask: SpaceAsk; fault: string | undefined }): VNode => {
  const words = ask.text.measures.import
  return (
    <form
      method="post"
      action={`${measuresPath(recordAt(ask))}/import`}
      enctype="multipart/form-data"
      class="stack"
      data-import
      data-sent={words.sent}
      data-cut={words.cut}
    >
      <FileField
        name="file"
        words={{ label: words.file, hint: words.fileHint }}
        accept=".zip,.xml,.csv,.txt"
        fault={fault}
      />
      <p>
        <progress max="100" value="0" aria-label={words.progress} hidden />
      </p>
      <p class="hint" role="status" />
      <p class="button-row">
        <button class="button" type="submit">
          {words.send}
        </button>
        <a href={measuresPath(recordAt(ask))}>{ask.text.shell.cancel}</a>
      </p>
    </form>
  )
}

const draw = (ask: SpaceAsk, fault?: string): Page => {
  const words = ask.text.measures.import
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    island: 'importing',
    status: fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <BackLink href={measuresPath(recordAt(ask))} says={ask.text.measures.heading} />
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'file', says: fault }]} />
        <h1>{words.heading}</h1>
        <RepresentativeNotice ask={ask} />
        <FileForm ask={ask} fault={fault} />
        <section aria-labelledby="how">
          <h2 id="how">{words.how}</h2>
          <ul class="plain-list">
            {words.ways.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        </section>
        <p class="aside">{words.note}</p>
      </div>
    ),
  }
}

/** Where a file of a device or health service is brought in. */
export const importScreen = (ask: SpaceAsk): Page => draw(ask)

const everyWhy: readonly LeftWhy[] = ['kind', 'unit', 'value', 'time', 'alone', 'rule']

const Left = ({ ask, report }: { ask: SpaceAsk; report: ImportReport }): VNode | null => {
  const words = ask.text.measures.import
  const told = everyWhy.filter((why) => report.left[why] !== undefined)
  if (told.length === 0) return null
  return (
    <section aria-labelledby="left">
      <h2 id="left">{words.leftHeading}</h2>
      <ul class="plain-list">
        {told.map((why) => (
          <li key={why}>{words.left[why](ask.words.count(report.left[why] ?? 0))}</li>
        ))}
      </ul>
      {report.lines.length === 0 ? null : <p>{words.lines(report.lines.map(({ line }) => String(line)).join(', '))}</p>}
    </section>
  )
}

const drawReport = (ask: SpaceAsk, report: ImportReport): Page => {
  const words = ask.text.measures.import
  const { added, there, broken } = report
  return {
    title: words.doneTitle,
    side: 'citizen',
    place: 'record',
    island: 'importing',
    status: broken === undefined ? 200 : 422,
    body: (
      <div class="column">
        <BackLink href={measuresPath(recordAt(ask))} says={ask.text.measures.heading} />
        <h1>{words.doneHeading}</h1>
        <Notice kind={broken === undefined ? 'ok' : 'attention'} focus>
          <p>{words.added(ask.words.count(added), added)}</p>
          {there === 0 ? null : <p>{words.there(ask.words.count(there), there)}</p>}
          {broken === undefined ? null : <p>{sentenceOf(ask, broken)}</p>}
        </Notice>
        <Left ask={ask} report={report} />
        <p>
          <a class="button" href={measuresPath(recordAt(ask))}>
            {words.see}
          </a>
        </p>
        <p>
          <a href={`${measuresPath(recordAt(ask))}/import`}>{words.again}</a>
        </p>
      </div>
    ),
  }
}

/** Reads the file while it comes, and says what became of it. */
export const bringFile = async (ask: SpaceAsk): Promise<Page> => {
  const { observations } = ask.parts
  const space = { spaceId: ask.spaceId }
  try {
    const { files } = await readUpload<ImportReport>(ask.request, {
      maxBytes: importedBytes,
      take: ({ stream }) => observations.importMeasurements(ask.visitor, space, stream),
    })
    const [report] = files
    return report === undefined ? draw(ask, ask.text.measures.import.none) : drawReport(ask, report)
  } catch (error) {
    const isAboutFile = error instanceof Problem && (error.kind === 'incorrect' || error.reason === 'import-under-way')
    if (!isAboutFile) throw error
    return draw(ask, sentenceOf(ask, error.reason, error.details))
  }
}
