// The program of a confined process. It is started by confined.ts and imported by nobody.
import { answerTask } from './answer-task.ts'
import { codesInPicture } from './tasks/codes-in-picture.ts'
import { pageOfPdf } from './tasks/page-of-pdf.ts'
import { pdfOfPhotos } from './tasks/pdf-of-photos.ts'
import { pdfOfSheets } from './tasks/pdf-of-sheets.ts'
import { picture } from './tasks/picture.ts'
import { textOfPdf } from './tasks/text-of-pdf.ts'

const tasks = {
  'text-of-pdf': textOfPdf,
  'page-of-pdf': pageOfPdf,
  'pdf-of-photos': pdfOfPhotos,
  'pdf-of-sheets': pdfOfSheets,
  picture,
  heic: picture,
  'codes-in-picture': codesInPicture,
}

/** What may be asked of a confined process. */
export type TaskName = keyof typeof tasks

await answerTask(tasks)
