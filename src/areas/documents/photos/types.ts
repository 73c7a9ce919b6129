import type { Visitor } from '../../../access/types.ts'

/** One page of a PDF that was made of photos and waits: the upload, and which of its pages, from 0. */
export interface Sheet {
  uploadId: string
  page: number
}

/** A PDF made of photos, uploaded ahead. */
export interface UploadedPhotos {
  uploadId: string
  size: number
}

/** Several photos of one document, and photos of kinds that are not kept as they are. */
export interface PhotoAdding {
  /**
   * A photo as a JPEG of its pixels alone, no larger than a page needs. Problem `incorrect`: what any deposit refuses, `photo-unreadable`;
   * `busy` where too many are drawn.
   */
  drawPhoto(visitor: Visitor, photo: Buffer): Promise<Buffer>
  /** The texts of the squares (QR, Data Matrix) on a photo; none where it shows none. Nothing of it is kept. Problems as `drawPhoto`. */
  readPhotographedCodes(visitor: Visitor, photo: Buffer): Promise<string[]>
  /** Makes one PDF of photos, a page for each, and uploads it ahead. Problems as `drawPhoto`, `photos-too-many`, `content-too-large`. */
  uploadPhotos(visitor: Visitor, sent: { spaceId: string; photos: readonly Buffer[] }): Promise<UploadedPhotos>
  /**
   * Makes one PDF of pages that `uploadPhotos` made for the same visitor, in the order given, and uploads it ahead. Problem `incorrect`,
   * `staged-content-missing` where one is there no more.
   */
  arrangePhotos(visitor: Visitor, wanted: { spaceId: string; sheets: readonly Sheet[] }): Promise<UploadedPhotos>
}
