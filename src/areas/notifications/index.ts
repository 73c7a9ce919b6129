export { noticeTexts } from './notice-texts.ts'
export { createNotifications, type Notice, type Notifications } from './send-notice.ts'
