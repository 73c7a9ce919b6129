import { splitFrames } from './frames.ts'
import { writeSheets } from './write-sheets.ts'

/** One PDF of several JPEGs, which come as frames: a sheet for each, in their order. Throws where one is none. */
export const pdfOfPhotos = async (bytes: Buffer): Promise<Uint8Array> => writeSheets(splitFrames(bytes))
