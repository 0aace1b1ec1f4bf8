/** Tick marks of an axis from 0: at most so many, at 1, 2 or 5 times a power of ten. */
export function ticks(max: number, most: number): readonly number[] {
  const rough = Math.max(max, 1e-9) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  return multiples(step, max);
}

/** Tick marks of a time axis in seconds, at steps that a clock has. */
export function clockTicks(max: number, most: number): readonly number[] {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
  const step = steps.find((candidate) => max / candidate <= most);
  return step === undefined ? ticks(max, most) : multiples(step, max);
}

/** `0:45`, `10:00`, `1:30:00`. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (number: number): string => String(number).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const rest = two(whole % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

function multiples(step: number, max: number): readonly number[] {
  const count = Math.floor(max / step + 1e-9);
  // Not by adding up: a sum of fractions has digits that nobody wrote.
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
