const MAX_LENGTH = 63;

/** Labels as Monitoring takes them: lower-case letters, digits, hyphens and underscores, at most 63. */
export function userLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [key.slice(0, MAX_LENGTH), labelValue(value)]),
  );
}

function labelValue(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '_')
    .slice(0, MAX_LENGTH);
}
