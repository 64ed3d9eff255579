/** Marks text for a terminal, or leaves it as it is. */
export interface Style {
  heading(text: string): string;
  faint(text: string): string;
}

/** For files, pipes and tests. */
export const plain: Style = { heading: (text) => text, faint: (text) => text };

/** For terminals. */
export const coloured: Style = {
  heading: (text) => `\u001b[1m${text}\u001b[22m`,
  faint: (text) => `\u001b[2m${text}\u001b[22m`,
};

/** Lines of at most `width` characters, each after `indent`. A word that is longer stands on a line of its own. */
export function wrapped(text: string, indent = "", width = 100): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line].map((it) => `${it}\n`).join("");
}
