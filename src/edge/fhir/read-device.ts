import type { MeasuringDevice } from '../../reference/measurement-entry.ts'
import { Problem } from '../../platform/problem.ts'
import { readConcept, readIdentifiers } from './read-identifier.ts'
import type { Device } from './resources.ts'

const some = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> => {
  const made: Partial<Record<K, V>> = {}
  if (value !== undefined) made[key] = value
  return made
}

/**
 * What a device tells of itself. Problem `incorrect`, `device-without-identifier` with the path in `field`: by its identifier it is known
 * again. Spec: HL7 Personal Health Device, PhdDevice.
 */
export const readDevice = (device: Device, field: string): Omit<MeasuringDevice, 'id'> => {
  const [identifier] = readIdentifiers(device.identifier)
  if (identifier === undefined)
    throw new Problem('incorrect', 'device-without-identifier', { details: { field: `${field}.identifier` } })
  const skills = (device.specialization ?? []).flatMap(({ systemType, version }) => {
    const coding = readConcept(systemType)
    return coding === undefined ? [] : [{ coding, ...some('version', version) }]
  })
  return {
    identifier,
    skills,
    ...some('profile', device.meta?.profile?.[0]),
    ...some('name', device.deviceName?.[0]?.name),
    ...some('maker', device.manufacturer),
    ...some('model', device.modelNumber),
    ...some('serial', device.serialNumber),
    ...some('type', readConcept(device.type)),
  }
}
