import type { MeasuringDevice } from '../../reference/measurement-entry.ts'

/** A device as FHIR tells it. Spec: R4 Device; HL7 Personal Health Device, PhdDevice. */
export const writeDevice = ({ id, identifier, profile, name, ...device }: MeasuringDevice): object => ({
  resourceType: 'Device',
  id,
  ...(profile && { meta: { profile: [profile] } }),
  identifier: [identifier],
  ...(device.maker && { manufacturer: device.maker }),
  ...(device.serial && { serialNumber: device.serial }),
  ...(name && { deviceName: [{ name, type: 'user-friendly-name' }] }),
  ...(device.model && { modelNumber: device.model }),
  ...(device.type && { type: { coding: [device.type] } }),
  ...(device.skills.length > 0 && {
    specialization: device.skills.map(({ coding, version }) => ({
      systemType: { coding: [coding] },
      ...(version && { version }),
    })),
  }),
})
