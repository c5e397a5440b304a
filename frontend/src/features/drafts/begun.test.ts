import { describe, expect, it } from 'vitest';
import { createBegun } from './begun';

describe('begun steps', () => {
  it('stay calm while another step is begun', () => {
    const begun = createBegun();
    begun.begin('a');
    begun.leave();
    begun.begin('b');
    expect([...begun.store.getState().ids]).toEqual(['a', 'b']);
  });

  it('are judged once someone has written into them and left', () => {
    const begun = createBegun();
    begun.begin('a');
    begun.touch(['a']);
    expect(begun.store.getState().ids.has('a')).toBe(true);
    begun.leave();
    expect(begun.store.getState().ids.has('a')).toBe(false);
  });

  it('are all judged when someone wants to publish', () => {
    const begun = createBegun();
    begun.begin('a');
    begun.reveal();
    expect(begun.store.getState().ids.size).toBe(0);
  });
});
