import type { DeliveryRow } from '~/db/queries/deliveries.server';
import type { DeliverySummary } from '~/protocol/views';

export const viewDelivery = (row: DeliveryRow): DeliverySummary => ({
  id: row.id,
  name: row.name,
  status: row.status,
  done: row.done,
  total: row.total,
  createdAt: row.created_at.toISOString(),
  withdrawn: row.withdrawn_at !== null,
});
