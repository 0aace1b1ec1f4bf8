import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS, render, type Format } from '../../review/formats';
import { REVIEWED, reviewAgainstProduction, styleOf } from './reviews';

/** Where the golden files of the formats lie. */
export const GOLDEN_FOLDER = join(__dirname, '../review/formats/golden');

const ENDINGS: Readonly<Record<Format, string>> = {
  text: 'txt',
  json: 'json',
  markdown: 'md',
  sarif: 'sarif',
  github: 'github.txt',
  html: 'html',
};

/** A golden file: a review in a format. */
export interface Golden {
  readonly file: string;
  readonly review: keyof typeof REVIEWED;
  readonly format: Format;
}

/** One file for each format of each review. */
export const GOLDEN: readonly Golden[] = Object.keys(REVIEWED).flatMap((name) =>
  FORMATS.map((format) => ({
    file: `${name}.${ENDINGS[format]}`,
    review: name as keyof typeof REVIEWED,
    format,
  })),
);

/** What a golden file has to hold. */
export function goldenText({ review, format }: Golden): string {
  const declaration = REVIEWED[review];
  return `${render(reviewAgainstProduction(declaration), format, styleOf(declaration))}\n`;
}

/** Renews every golden file: `npm run docs`. */
export function writeGolden(): void {
  mkdirSync(GOLDEN_FOLDER, { recursive: true });
  for (const golden of GOLDEN) writeFileSync(join(GOLDEN_FOLDER, golden.file), goldenText(golden));
}
