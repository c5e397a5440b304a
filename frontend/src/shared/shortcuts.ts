/** Every key of the app, for the one list that shows them. */

export const SHORTCUTS: { area: string; keys: [string, string][] }[] = [
  {
    area: 'Everywhere',
    keys: [
      ['Ctrl K', 'Search and commands'],
      ['?', 'This list'],
      ['Alt ←', 'Back to where you came from'],
    ],
  },
  {
    area: 'Tree',
    keys: [
      ['↑ ↓', 'Move'],
      ['→ ←', 'Open and close'],
      ['Enter', 'Go to the page'],
      ['F2', 'Rename'],
      ['Delete', 'Delete'],
      ['Menu or Shift F10', 'All actions'],
    ],
  },
  {
    area: 'Flow',
    keys: [
      ['↑ ↓', 'Select a step'],
      ['Shift ↑ ↓', 'Choose several steps; Ctrl A all of them'],
      ['Enter', 'Edit the step; on Execute and Request: go into that campaign'],
      ['E', 'Edit the step, also Execute and Request'],
      ['Alt ←', 'Back to the campaign you came from'],
      ['→ ←', 'Open and close an executable in place'],
      ['V', 'Canvas or list'],
      ['T', 'Dry run: try the flow out'],
      ['A', 'Add a step after the selection'],
      ['Alt ↑ ↓', 'Move the step'],
      ['Ctrl C X V', 'Copy, cut, paste, also across campaigns'],
      ['Ctrl D', 'Duplicate'],
      ['Delete', 'Delete; the flow closes behind it'],
      ['Ctrl Z, Ctrl Shift Z', 'Undo, redo'],
      ['F2', 'Rename the campaign'],
      ['Esc', 'Close the inspector, clear the selection'],
    ],
  },
  {
    area: 'Smart list',
    keys: [
      ['Enter in the palette', 'Add the filter'],
      ['Alt ↑ ↓', 'Move the filter'],
      ['Ctrl Z, Ctrl Shift Z', 'Undo, redo'],
    ],
  },
];
