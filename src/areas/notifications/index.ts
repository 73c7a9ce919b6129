export { createNotifications, type Notice, type Notifications } from './send-notice.ts'
