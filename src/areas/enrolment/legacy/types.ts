/** A file of an older record: how large it is, and its bytes. */
export interface LegacyFile {
  sizeBytes: number
  read(): Promise<Buffer>
}

/** One older record of an export: its list of documents, NDJSON, and the files beside it. */
export interface LegacyRecord {
  /** the name of its folder */
  name: string
  readLines(): AsyncIterable<Buffer>
  /** nothing for a file that is not there, or lies outside the record's folder */
  findFile(path: string): Promise<LegacyFile | undefined>
}

/** An export of older records. The order need not be the same each time. */
export interface LegacySource {
  countRecords(): Promise<number>
  records(): AsyncIterable<LegacyRecord>
}

/** What came of the lines of a record: documents new here, there already, and lines kept out. */
export interface LegacyCounts {
  stored: number
  present: number
  rejected: number
}

/** A line that was not taken: where, which field, and why. Never the value. */
export interface LegacyFlaw {
  record: string
  line: number
  field: string
  reason: string
  details: Readonly<Record<string, string | number | boolean>>
}

/** How far an import is. */
export interface LegacyProgress {
  records: number
  recordsTotal: number
  lines: number
}

/** Who is told meanwhile. A throw interrupts the import; the same one goes on from there. */
export interface LegacyOptions {
  onProgress?: (progress: LegacyProgress) => void
  /** the flaws of a record, once it is done */
  onFlaws?: (flaws: readonly LegacyFlaw[]) => Promise<void>
}

/** What an import came to, over all records of the export, those of interrupted runs included. */
export interface LegacyOutcome extends LegacyCounts {
  records: number
  /** records that an earlier run had begun or ended */
  resumed: number
}

/** Takes an export of older records in. */
export type ImportLegacy = (source: LegacySource, options?: LegacyOptions) => Promise<LegacyOutcome>
