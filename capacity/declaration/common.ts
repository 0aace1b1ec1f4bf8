/**
 * A whole number from 0 to 1,000,000.
 * @title a whole number from 0 to 1000000
 * @asType integer
 * @minimum 0
 * @maximum 1000000
 */
export type Count = number;

/**
 * In place of a number that nobody knows yet: Terraform learns it from the apply. Only in an environment that was
 * read from Terraform; what it is a part of is never shown as fitting.
 * @title "unknown"
 */
export type NotKnown = 'unknown';

/**
 * A number from 0 to 1,000,000 that may have a fraction.
 * @title a number from 0 to 1000000
 * @minimum 0
 * @maximum 1000000
 */
export type Amount = number;

/**
 * A share of 0 to 100 % that may have a fraction.
 * @title a number from 0 to 100
 * @minimum 0
 * @maximum 100
 */
export type Percent = number;

/**
 * A text that says something.
 * @title a text that is not empty
 * @pattern \S
 */
export type Text = string;

/**
 * A calendar day, `YYYY-MM-DD`.
 * @title a calendar day, YYYY-MM-DD
 * @format date
 */
export type Day = string;

/**
 * An IPv4 range, as CIDR.
 * @title an IPv4 range such as 10.8.0.0/28
 * @pattern ^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!/)|(?=/))){4}/(3[0-2]|[12]?\d)$
 */
export type Cidr = string;

/**
 * Key of a collection. Google's names, and parts of Terraform addresses, file names and environment variables.
 * @title a name of at most 63 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen
 * @maxLength 63
 * @pattern ^(?!constructor$)[a-z]([-a-z0-9]*[a-z0-9])?$
 */
export type Name = string;

/**
 * Name of a Cloud SQL instance.
 * @title a name of at most 98 lower-case letters, digits and hyphens that begins with a letter and ends in no hyphen
 * @maxLength 98
 * @pattern ^(?!constructor$)[a-z]([-a-z0-9]*[a-z0-9])?$
 */
export type InstanceName = string;

/**
 * Name of an environment variable.
 * @title a name of letters, digits and underscores that begins with no digit
 * @pattern ^(?!(constructor|__proto__)$)[A-Za-z_][A-Za-z0-9_]*$
 */
export type VariableName = string;

/**
 * Name of a database flag.
 * @title a name of lower-case letters, digits, underscores and dots that begins with a letter
 * @pattern ^(?!constructor$)[a-z][a-z0-9_.]*$
 */
export type FlagName = string;

/**
 * Name of a label.
 * @title a name of lower-case letters, digits, underscores and hyphens that begins with a letter
 * @pattern ^(?!constructor$)[a-z][-_a-z0-9]*$
 */
export type LabelName = string;

/**
 * A host name, in lower case.
 * @title a host name such as api.example.com
 * @maxLength 253
 * @pattern ^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])$
 */
export type HostName = string;

/**
 * Who changes the resource.
 *
 * - `managed`: this stack creates it and changes it.
 * - `imported`: it exists; the first deploy adopts it into this stack's state, and fields that the
 *   declaration does not name keep their live values.
 * - `reference`: it is someone else's; this stack only names it, and counts it.
 */
export type Ownership = 'managed' | 'imported' | 'reference';

/**
 * A collection keyed by names of one kind.
 * @internal The schema describes the keys where the collection is, so it needs no definition of its own.
 */
// eslint-disable-next-line @typescript-eslint/consistent-indexed-object-style -- the generator loses the key's pattern in Readonly<Record<…>>
export type Keyed<Key extends string, Item> = { readonly [Each in Key]: Item };
