import type { Attempts } from '../../../platform/attempts.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Documents } from '../types.ts'
import { addingFile } from './adding-file.ts'

/**
 * Takes so many uploads a day of one person into one space, counted before anything of them is read and exact however many come at once:
 * that bounds what a stolen session can fill. Problem `busy`, `added-enough-today`, beyond that.
 */
export const limitUploads =
  (stageContent: Documents['stageContent'], attempts: Pick<Attempts, 'take'>): Documents['stageContent'] =>
  async (visitor, upload) => {
    const { tries } = addingFile
    const subject = `${visitor.actor.id}|${upload.patient.value}`
    const { allowed } = await attempts.take({ bucket: 'add-document', subject }, tries)
    if (!allowed) throw new Problem('busy', 'added-enough-today', { details: { limit: tries.count } })
    return stageContent(visitor, upload)
  }
