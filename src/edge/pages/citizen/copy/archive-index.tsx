import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { CopiedFolder, SpaceCopy } from '../../../../areas/documents/index.ts'
import { personName } from '../../../../areas/identity/index.ts'
import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import type { SpaceAsk } from '../../ask.ts'
import { authorName } from '../../author-name.ts'
import { documentName } from '../../document-words.ts'

/** What the page of a copy is drawn from; `files` by document id, without those that could not be read. */
export interface IndexedCopy {
  copy: SpaceCopy
  files: ReadonlyMap<string, string>
  journal: string
  proof: string
  verifier: string
  folders: string
  measurements: string
  profile: string
  care: string
  identity: string
  sums: string
}

const css = [
  'body{margin:2rem auto;max-width:60rem;padding:0 1rem;font:1.0625rem/1.5 sans-serif;color:#16202a;background:#fff}',
  'table{width:100%;border-collapse:collapse}caption{text-align:left;padding:.5rem 0}',
  'th,td{padding:.5rem;border-bottom:1px solid #c9d2da;text-align:left;vertical-align:top}',
  'td{overflow-wrap:anywhere}h2{margin-top:2rem}a{color:#1d4f73}',
].join('')

const Row = ({ ask, entry, file }: { ask: SpaceAsk; entry: DocumentEntry; file: string | undefined }): VNode => {
  const words = ask.text.leaving.archive
  return (
    <tr>
      <td>{ask.words.date(entry.createdAt)}</td>
      <td>
        {documentName(ask, entry)}
        {entry.status === 'current' ? null : ` (${words.former})`}
      </td>
      <td>{ask.parts.labels.documentTypeLabel(entry.type, ask.lang)}</td>
      <td>{authorName(entry.authors[0]) ?? ''}</td>
      <td>{file === undefined ? words.unreadable : <a href={file}>{file.replace(/^documents\//, '')}</a>}</td>
    </tr>
  )
}

const Others = ({ ask, indexed }: { ask: SpaceAsk; indexed: IndexedCopy }): VNode => {
  const words = ask.text.leaving.archive
  const others = [
    { file: indexed.journal, says: words.journal },
    { file: indexed.proof, says: words.proof },
    { file: indexed.verifier, says: words.verifier },
    { file: indexed.folders, says: words.folders },
    { file: indexed.measurements, says: words.measurements },
    { file: indexed.profile, says: words.profile },
    { file: indexed.care, says: words.care },
    { file: indexed.identity, says: words.identity },
    { file: indexed.sums, says: words.sums },
  ]
  return (
    <ul>
      {others.map(({ file, says }) => (
        <li key={file}>
          <a href={file}>{file}</a> : {says}
        </li>
      ))}
    </ul>
  )
}

/** One folder with what lies in it; nothing of a document whose file could not be read but its name. */
const Folder = ({ ask, indexed, folder }: { ask: SpaceAsk; indexed: IndexedCopy; folder: CopiedFolder }): VNode => {
  const entries = indexed.copy.entries.filter(({ id }) => folder.documents.includes(id))
  return (
    <>
      <h3>{folder.name}</h3>
      {entries.length === 0 ? <p>{ask.text.leaving.archive.emptyFolder}</p> : null}
      <ul>
        {entries.map((entry) => {
          const file = indexed.files.get(entry.id)
          const name = documentName(ask, entry)
          return <li key={entry.id}>{file === undefined ? name : <a href={file}>{name}</a>}</li>
        })}
      </ul>
    </>
  )
}

const Folders = ({ ask, indexed }: { ask: SpaceAsk; indexed: IndexedCopy }): VNode | null => {
  const { folders, pinned } = indexed.copy
  const words = ask.text.leaving.archive
  const all = pinned.length === 0 ? folders : [{ name: words.pinned, documents: pinned }, ...folders]
  if (all.length === 0) return null
  return (
    <>
      <h2>{words.yourFolders}</h2>
      {all.map((folder) => (
        <Folder key={folder.name} ask={ask} indexed={indexed} folder={folder} />
      ))}
    </>
  )
}

/** The page of a copy: whole in itself, readable without us and without internet. Trust: nothing in it may run or be fetched. */
export const drawArchiveIndex = (ask: SpaceAsk, indexed: IndexedCopy): string => {
  const words = ask.text.leaving.archive
  const { person, entries } = indexed.copy
  const heading = words.heading(personName(person.traits))
  const body = (
    <html lang={ask.lang}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{heading}</title>
        <style>{css}</style>
      </head>
      <body>
        <h1>{heading}</h1>
        <p>{words.madeOn(ask.words.date(ask.parts.clock.now().toISOString()))}</p>
        <h2>{words.count(entries.length)}</h2>
        <table>
          <caption>{words.caption}</caption>
          <thead>
            <tr>
              {[words.date, words.documentTitle, words.kind, words.author, words.file].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row key={entry.id} ask={ask} entry={entry} file={indexed.files.get(entry.id)} />
            ))}
          </tbody>
        </table>
        <Folders ask={ask} indexed={indexed} />
        <h2>{words.others}</h2>
        <Others ask={ask} indexed={indexed} />
      </body>
    </html>
  )
  return `<!doctype html>${renderToString(body)}`
}
