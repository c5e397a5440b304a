/** The look: calm greys, one indigo, dense controls. */

import {
  Badge,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  DEFAULT_THEME,
  Drawer,
  type MantineColorsTuple,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

const iris: MantineColorsTuple = [
  '#eef0ff',
  '#dcdffb',
  '#b7bdf2',
  '#8f98ea',
  '#6e79e3',
  '#5965df',
  '#4b57d6',
  '#3d48bd',
  '#343fa9',
  '#2a3494',
];

const dark: MantineColorsTuple = [
  '#d5d8e0',
  '#b6bac6',
  '#9a9fae',
  '#6f7586',
  '#474c5c',
  '#363b49',
  '#2a2e3a',
  '#20232d',
  '#181b23',
  '#11131a',
];

/** In the dark the library's light surfaces are nearly black, and words on them nearly white: no colour is left. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {},
  dark: Object.fromEntries(
    [...Object.keys(DEFAULT_THEME.colors), 'iris'].flatMap((color) => [
      [
        `--mantine-color-${color}-light`,
        `color-mix(in srgb, var(--mantine-color-${color}-6) 28%, var(--surface-card))`,
      ],
      [
        `--mantine-color-${color}-light-hover`,
        `color-mix(in srgb, var(--mantine-color-${color}-6) 36%, var(--surface-card))`,
      ],
      [`--mantine-color-${color}-light-color`, `var(--mantine-color-${color}-2)`],
    ]),
  ),
});

const small = { defaultProps: { size: 'sm' } };

export const theme = createTheme({
  colors: { iris, dark },
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 6 },
  defaultRadius: 'md',
  fontFamily:
    'Inter, "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' } } },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550 } }),
    TextInput: TextInput.extend(small),
    PasswordInput: PasswordInput.extend(small),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm', autosize: true, minRows: 2 } }),
    Select: Select.extend({ defaultProps: { size: 'sm', maxDropdownHeight: 320 } }),
    MultiSelect: MultiSelect.extend({ defaultProps: { size: 'sm', maxDropdownHeight: 320 } }),
    TagsInput: TagsInput.extend(small),
    NumberInput: NumberInput.extend(small),
    Checkbox: Checkbox.extend(small),
    Switch: Switch.extend(small),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 'lg',
        transitionProps: { duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
    Drawer: Drawer.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
    // The placeholder that would take the focus first is no item, which a menu may not hold.
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        transitionProps: { duration: 80 },
        withInitialFocusPlaceholder: false,
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 350,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: false },
      },
    }),
  },
});
