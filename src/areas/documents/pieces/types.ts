import type { Readable } from 'node:stream'
import type { Visitor } from '../../../access/types.ts'

/** A file as its sender announces it. */
export interface AnnouncedFile {
  name: string
  /** media type, as the sender says; empty where they say none */
  type: string
  /** in bytes */
  size: number
}

/** How far a file has come. */
export interface UploadStanding extends AnnouncedFile {
  /** bytes that are kept: the next piece begins there */
  received: number
}

/** Where an upload is, and whose. */
export interface UploadAddress {
  spaceId: string
  id: string
}

/**
 * Files that people send in pieces: what was acknowledged is kept, whatever happens to the connection, the browser or the server, and any
 * process goes on with it. Each piece is sealed as it comes. An upload is its sender's alone; unknown, somebody else's, given up and older
 * than a day are one and the same: Problem `absent`, `upload-unknown`.
 */
export interface PiecedUploads {
  /** Problem `incorrect`, `content-too-large`, `upload-size-missing`; `busy`, `added-enough-today` after as many as a day allows. */
  beginUpload(visitor: Visitor, file: AnnouncedFile & { spaceId: string }): Promise<string>
  findUpload(visitor: Visitor, at: UploadAddress): Promise<UploadStanding>
  /**
   * Keeps one piece, whole or not at all, and says how far the file has come. Problem `conflict`, `upload-offset-differs` with the `offset` where
   * the next piece begins; `incorrect`, `upload-too-long` for more than was announced, `content-too-large` for too large a piece.
   */
  addPiece(visitor: Visitor, piece: UploadAddress & { offset: number; bytes: AsyncIterable<Buffer> }): Promise<number>
  cancelUpload(visitor: Visitor, at: UploadAddress): Promise<void>
  /** The file as it was sent, once all of it is there. Problem `conflict`, `upload-not-complete`. */
  openUpload(visitor: Visitor, at: UploadAddress): Promise<AnnouncedFile & { stream: Readable }>
}
