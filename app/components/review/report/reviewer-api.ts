import type {
  RemarkClosed,
  RemarkReply,
  RemarkRequest,
  VerdictReply,
  VerdictRequest,
} from '~/protocol/review';
import { exchange, jsonHeaders, type Sent } from '../../filling/queue/transport';

const post = (body: RemarkRequest | VerdictRequest): RequestInit => ({
  method: 'POST',
  headers: jsonHeaders,
  body: JSON.stringify(body),
});

export const sendRemark = (
  submissionId: string,
  request: RemarkRequest,
): Promise<Sent<RemarkReply | RemarkClosed>> =>
  exchange<RemarkReply | RemarkClosed>(`/lk/review/${submissionId}/remarks`, post(request), [
    'remarked',
    'remark_closed',
  ]);

export const sendVerdict = (
  { submissionId, search }: { readonly submissionId: string; readonly search: string },
  request: VerdictRequest,
): Promise<Sent<VerdictReply>> =>
  exchange<VerdictReply>(`/lk/review/${submissionId}/verdict${search}`, post(request), [
    'decided',
    'newer_submitted',
    'not_your_turn',
    'nothing_said',
    'drafts_left',
    'deadline_needed',
    'deadline_wrong',
  ]);
