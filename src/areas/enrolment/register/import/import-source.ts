/** How the characters of a file are written. */
export type FileEncoding = 'utf-8' | 'windows-1252'

/** A file to import, read from any byte on, as often as asked. It must not change meanwhile. */
export interface ImportSource {
  /** the name without its folder: what `carnet persons status` shows */
  name: string
  sizeBytes: number
  read(fromByte: number): AsyncIterable<Buffer>
}
