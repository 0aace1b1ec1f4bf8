/** vCPUs of a limit such as `1`, `0.5` or `1000m`. */
export function cpuOf(text: string): number | undefined {
  const match = /^(\d{1,6}(?:\.\d{1,6})?)(m?)$/.exec(text);
  return match ? Number(match[1]) / (match[2] === 'm' ? 1000 : 1) : undefined;
}

const MEBIBYTES: Readonly<Record<string, number>> = {
  '': 1 / 1024 ** 2,
  k: 1000 / 1024 ** 2,
  Ki: 1 / 1024,
  M: 1000 ** 2 / 1024 ** 2,
  Mi: 1,
  G: 1000 ** 3 / 1024 ** 2,
  Gi: 1024,
};

/** Memory of a limit such as `512Mi` or `1G`, as a declaration has it: whole Mi or Gi. */
export function memoryOf(text: string): string | undefined {
  if (/^[1-9]\d{0,6}(Mi|Gi)$/.test(text)) return text;
  const match = /^(\d{1,15}(?:\.\d{1,6})?)(|k|Ki|M|Mi|G|Gi)$/.exec(text);
  const mebibytes = match && Math.round(Number(match[1]) * MEBIBYTES[match[2]!]!);
  return mebibytes && mebibytes >= 1 && mebibytes <= 9_999_999 ? `${mebibytes}Mi` : undefined;
}

/** Whole seconds of a duration such as `300s`; a part of one counts as one. */
export function secondsOf(text: string): number | undefined {
  const match = /^(\d{1,7})(\.\d{1,9})?s?$/.exec(text);
  if (!match) return undefined;
  const seconds = Math.ceil(Number(`${match[1]}${match[2] ?? ''}`));
  return seconds <= 1_000_000 ? seconds : undefined;
}
