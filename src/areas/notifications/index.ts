export type { CampaignMail, MailSite, MailText } from './campaign-mail.ts'
export { createNotifications, type Notice, type Notifications } from './send-notice.ts'
