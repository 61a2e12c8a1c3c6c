import type { StaffRole } from '../../../protocol/staff-people';
import type { Tap } from '../../api/tap';
import {
  type Campuses,
  type Choice,
  campusChoices,
  type Membership,
  roleChoices,
  toggled,
} from './member-form-view';

/** Roles and campuses to choose from. Sends `change` with both. */
Component({
  properties: {
    campuses: { type: Array, value: [] as Campuses },
    roles: { type: Array, value: [] as StaffRole[] },
    campusIds: { type: Array, value: [] as string[] },
  },
  data: { roleChoices: roleChoices([]), campusChoices: [] as Choice[] },
  observers: {
    'campuses, roles, campusIds'(campuses: Campuses, roles: StaffRole[], campusIds: string[]) {
      this.setData({
        roleChoices: roleChoices(roles),
        campusChoices: campusChoices(campuses, campusIds),
      });
    },
  },
  methods: {
    onRole(event: Tap<{ key: StaffRole }>) {
      this.send({
        roles: toggled(this.data.roles, event.currentTarget.dataset.key),
        campusIds: this.data.campusIds,
      });
    },
    onCampus(event: Tap<{ key: string }>) {
      const { key } = event.currentTarget.dataset;
      const campusIds = key === '' ? [] : toggled(this.data.campusIds, key);
      this.send({ roles: this.data.roles, campusIds });
    },
    send(change: Membership) {
      this.triggerEvent('change', change);
    },
  },
});
