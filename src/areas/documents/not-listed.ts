import { Type } from 'typebox'
import { readData } from '../../reference/data-file.ts'

const label = Type.Object({ system: Type.String({ minLength: 1 }), code: Type.String({ minLength: 1 }) })

/** The security label of what a minor refuses to have listed: data/access/objections.json. */
export const { notListedLabel } = readData('access/objections.json', Type.Object({ notListedLabel: label }))
