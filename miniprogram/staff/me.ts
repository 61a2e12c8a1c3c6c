import type { ActionName, ResponseOf } from '../../protocol';

/** Who she is here and which actions her roles allow. The server checks each one all the same. */
export type Me = ResponseOf<'staff', 'me'>;

/** An action that a role may allow; `staff.me` names those of the person. */
export type StaffAction =
  | ActionName<'staff'>
  | ActionName<'finance'>
  | ActionName<'transfer'>
  | ActionName<'reports'>;

/** Whether one of her roles allows the action somewhere. */
export function may(me: Me, action: StaffAction): boolean {
  return me.actions.includes(action);
}
