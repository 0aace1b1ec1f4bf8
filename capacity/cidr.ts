/** An IPv4 range. */
export interface Range {
  readonly first: number;
  readonly last: number;
  readonly prefixLength: number;
  /** The range in its canonical form: `10.8.0.0/28` for `10.8.0.5/28`. */
  readonly canonical: string;
}

/** Reads a CIDR range; `undefined` where an octet or the prefix length is impossible. */
export function parseRange(cidr: string): Range | undefined {
  const [address = '', prefix = ''] = cidr.split('/');
  const octets = address.split('.').map(Number);
  const prefixLength = Number(prefix);
  const impossible = octets.length !== 4 || octets.some((octet) => !(octet >= 0 && octet <= 255));
  if (impossible || prefix === '' || !(prefixLength >= 0 && prefixLength <= 32)) return undefined;
  const size = 2 ** (32 - prefixLength);
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const first = Math.floor(value / size) * size;
  return { first, last: first + size - 1, prefixLength, canonical: `${dotted(first)}/${prefixLength}` };
}

/** Whether two ranges have an address in common. */
export function overlap(a: Range, b: Range): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Ranges that a VPC network routes inside: RFC 1918 and RFC 6598. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map((cidr) =>
  parseRange(cidr)!,
);

/** Whether a text is an IPv4 address of a private range. */
export function isPrivateAddress(text: string): boolean {
  const address = /^\d+(\.\d+){3}$/.test(text) ? parseRange(`${text}/32`) : undefined;
  return address !== undefined && PRIVATE.some((range) => overlap(range, address));
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
