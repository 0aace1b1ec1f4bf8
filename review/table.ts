/** Lays rows out in columns, two spaces apart at least; the last column is not padded. */
export function columns(
  rows: readonly (readonly string[])[],
  alignRight: readonly number[] = [],
): readonly string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        if (alignRight.includes(column)) return cell.padStart(widths[column]!);
        return column === row.length - 1 ? cell : cell.padEnd(widths[column]!);
      })
      .join('   ')
      .trimEnd(),
  );
}

/** The first of a list of lines; of the others how many there are. */
export function atMost(lines: readonly string[], most: number): readonly string[] {
  return [...lines.slice(0, most), ...moreLine(lines.length - most)];
}

/** `… and 3 more`, where something is left out. */
export function moreLine(more: number): readonly string[] {
  return more > 0 ? [`… and ${more} more`] : [];
}
