import { plain, type Style } from "./style";

/** Rows as text, in columns as wide as their widest cell. The first is the heading. */
export function formatTable(rows: readonly (readonly string[])[], style: Style = plain): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => row[i]?.length ?? 0)),
  );
  return rows
    .map((row, i) => {
      const line = formatRow(row, widths);
      return `${i === 0 ? style.heading(line) : line}\n`;
    })
    .join("");
}

function formatRow(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, i) => cell.padEnd(widths[i] ?? 0))
    .join("  ")
    .trimEnd();
}
