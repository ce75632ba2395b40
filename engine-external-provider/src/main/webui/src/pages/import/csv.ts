/** Tables as the API reads them too: RFC 4180, with semicolons where a spreadsheet writes those. */

export function parseCsv(text: string): string[][] {
  const content = text.replace(/^\uFEFF/, "");
  const head = content.split(/\r?\n/, 1)[0] ?? "";
  const separator = head.includes(";") && !head.includes(",") ? ";" : ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    cell = "";
    if (row.some((each) => each.trim() !== "")) rows.push(row);
    row = [];
  };
  for (let index = 0; index < content.length; index++) {
    const sign = content[index];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (content[index + 1] === '"') {
        cell += '"';
        index++;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === separator) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n") endRow();
    else if (sign !== "\r") cell += sign;
  }
  endRow();
  if (quoted) throw new Error("quotes");
  return rows;
}

export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
}

/** What a spreadsheet would take for a formula is quoted too, which does not keep it from that but is read back as it was. */
function quoted(cell: string): string {
  return /[",;\r\n]|^[=+\-@]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}
