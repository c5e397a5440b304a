import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './Splitter.module.css';

type Props = {
  label: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
  /** The side whose width it sets. */
  side?: 'left' | 'right';
};

const STEP = 16;

/** The line between two areas: dragged with the mouse, moved with the arrow keys. */
export function Splitter({ label, value, least, most, onChange, side = 'left' }: Props) {
  const sign = side === 'left' ? 1 : -1;
  const set = (next: number) => onChange(Math.round(Math.max(least, Math.min(most, next))));

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    const from = event.clientX;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const move = (to: globalThis.PointerEvent) => set(value + sign * (to.clientX - from));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!by) return;
    event.preventDefault();
    set(value + sign * by);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved is no hr
    <div
      className={classes.splitter}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
