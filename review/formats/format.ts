import type { Review } from '../review';

/** The forms of a report. */
export const FORMATS = ['text', 'json', 'markdown', 'sarif', 'github', 'html'] as const;

/** A form of the report. */
export type Format = (typeof FORMATS)[number];

/** A place in a file of the repository. */
export interface Location {
  /** From the root of the repository, with slashes. */
  readonly file: string;
  /** Of the value, from 1; absent where only the file is known. */
  readonly line?: number;
  /** In UTF-16 units, from 1. */
  readonly column?: number;
  /** After the end of the value; of what goes over several lines, after its first character. */
  readonly endColumn?: number;
  /** Terraform address of the resource that has the value, where it comes from a plan. */
  readonly address?: string;
}

/** How a format reaches its reader. */
export interface FormatStyle {
  /** Colours, for a terminal; only the text has them. */
  readonly colors: boolean;
  /**
   * Where a path of an environment's declaration stands, for the formats that point at a line.
   * @default the file of the environment, without a line
   */
  readonly locate?: (environment: string, path: string) => Location;
  /**
   * The page of a rule, as Markdown.
   * @default only the summary of the rule
   */
  readonly pageOf?: (rule: string) => string | undefined;
  /**
   * Which comment on a pull request this is, where there are several.
   * @default one comment
   */
  readonly commentKey?: string;
  /**
   * Version of this program.
   * @default not said
   */
  readonly version?: string;
}

/** Renders a review. */
export type Renderer = (review: Review, style: FormatStyle) => string;
