import { createNoticeChoices, createNotifications, createRecallAgain } from '../areas/notifications/index.ts'
import type { Ground } from './ground.ts'

type Told = Pick<Parameters<typeof createNotifications>[0], 'people' | 'mailer' | 'mayBeRepresented'>

/** What people are told by mail, and what holders choose of it. */
export const buildNotices = (parts: Ground & Told) => ({
  noticeChoices: createNoticeChoices(parts.database),
  notifications: createNotifications({
    ...parts,
    publicUrl: parts.settings.url,
    recallAgain: createRecallAgain(parts),
  }),
})
