import { describe, expect, it } from 'vitest';
import type { Kind } from '@/shared/api/types';
import { askedFields, blankParams, formFields } from './fields';

const schema = {
  properties: {
    campaign: { anyOf: [{ type: 'integer' }, { type: 'null' }], control: 'executable', default: null },
    parent_context: { type: 'boolean', title: 'Use Parent Campaign Token Context', default: false },
    type: { $ref: '#/$defs/Moment' },
    description: { type: 'string', control: 'tokens' },
  },
  required: ['description'],
  $defs: { Moment: { enum: ['Email', 'Web'], title: 'Type' } },
};

describe('formFields', () => {
  const fields = formFields(schema);

  it('takes the control that the schema names and sees what may be empty', () => {
    expect(fields[0]).toMatchObject({ control: 'executable', nullable: true, label: 'Campaign' });
  });

  it('guesses a control from the type', () => {
    expect(fields[1]).toMatchObject({ control: 'boolean', label: 'Use Parent Campaign Token Context' });
  });

  it('follows references to a choice of words', () => {
    expect(fields[2]).toMatchObject({ control: 'select', label: 'Type' });
    expect(fields[2]?.options.map(({ value }) => value)).toEqual(['Email', 'Web']);
  });

  it('knows what must be filled', () => {
    expect(fields[3]).toMatchObject({ control: 'tokens', required: true });
  });
});

it('starts a step with the defaults and invents nothing', () => {
  expect(blankParams({ schema } as unknown as Kind)).toEqual({ campaign: null, parent_context: false });
});

it('asks only what makes sense beside the other parameters', () => {
  const fields = formFields({
    properties: {
      type: { enum: ['duration', 'date'], default: 'duration' },
      duration: { when: { type: ['duration'] } },
      date: { when: { type: ['date'] } },
      time: {},
    },
  });
  const asked = (params: { [name: string]: string }) => askedFields(fields, params).map(({ name }) => name);
  expect(asked({})).toEqual(['type', 'duration', 'time']);
  expect(asked({ type: 'date' })).toEqual(['type', 'date', 'time']);
});
