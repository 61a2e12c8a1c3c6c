import { openPicker, type PickerSheet } from '../../shell/dialogs/picker-sheet';
import { type BuiltinHost, builtin } from '../builtin';
import { registerField } from './form';
import { keyboardTap } from './keyboard-tap';
import { type PickerMode, pickerMode } from './picker-modes';

/** WeChat's picker: a tap on what stands inside opens a sheet with wheels over the page. */
export const picker = builtin({
  tag: 'picker',
  properties: {
    mode: { type: String, value: 'selector' },
    headerText: String,
    disabled: Boolean,
    range: { type: Array, value: [] },
    rangeKey: String,
    value: null,
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
    customItem: String,
    level: { type: String, value: 'region' },
    name: String,
  },
  create(host) {
    let sheet: PickerSheet | undefined;
    const disabled = (): boolean => host.get<boolean>('disabled');
    const open = (): void => {
      if (disabled() || sheet !== undefined) return;
      const mode = pickerMode(host);
      sheet = openPicker(host.page.phone, {
        title: host.get<string>('headerText'),
        columns: mode.columns(),
        rows: mode.rows(),
        turned(column, rows) {
          const columns = mode.turned(column, rows);
          const picked = { column, value: rows[column] };
          if (host.get<string>('mode') === 'multiSelector') host.emit('columnchange', picked);
          return columns;
        },
        done(rows) {
          sheet = undefined;
          if (rows === undefined) host.emit('cancel');
          else choose(host, mode, rows);
        },
      });
    };
    registerField(host, { value: () => host.get('value'), reset: () => host.set('value', null) });
    return {
      attached() {
        keyboardTap(host, 'button', disabled);
        host.component.addListener('tap', open);
      },
      changed(name) {
        if (name === 'range') sheet?.replace(pickerMode(host).columns());
      },
      detached: () => sheet?.close(),
    };
  },
});

function choose(host: BuiltinHost, mode: PickerMode, rows: readonly number[]): void {
  const detail = mode.detail(rows);
  host.set('value', detail.value);
  host.emit('change', detail);
}
