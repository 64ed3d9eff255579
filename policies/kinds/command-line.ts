import type { Fact } from "../evaluation/fact";
import type { Credential } from "./credential";

/** An argument that holds a credential, and the name it is set by. */
export interface CredentialArgument {
  readonly argument: Fact<string>;
  readonly name?: string;
  readonly credential: Credential;
}

/** The arguments of a command that hold credentials: `--password=...`, `--password ...`, `DB_PASSWORD=... run`. */
export function credentialsInCommand(
  command: readonly Fact<string>[],
  test: { find(name: string, text: string): Credential | undefined },
): readonly CredentialArgument[] {
  return command.flatMap((argument, i) => {
    const text = argument.value ?? "";
    const before = command[i - 1];
    const option = /^--?([A-Za-z][\w-]*)$/.exec(before?.value ?? "")?.[1];
    const value = option === undefined || text.startsWith("-") ? undefined : test.find(option, text);
    if (value) {
      // What names it may be secret itself.
      const isShown = before?.shownValue !== undefined && option !== undefined;
      return [{ argument, ...(isShown ? { name: option } : {}), credential: value }];
    }
    for (const [name, it] of settingsIn(text)) {
      const credential = test.find(name, it);
      if (credential) return [{ argument, name, credential }];
    }
    const credential = test.find("", text);
    return credential ? [{ argument, credential }] : [];
  });
}

/** What a shell command or an option sets: `NAME=value`, `--name=value`. */
function settingsIn(text: string): readonly (readonly [name: string, value: string])[] {
  const options = [...text.matchAll(/(?:^|\s)--?([A-Za-z][\w-]*)=("[^"]*"|'[^']*'|\S+)/g)];
  const variables = [...text.matchAll(/(?:^|[\s;&|(])([A-Z][A-Z0-9_]{2,})=("[^"]*"|'[^']*'|[^\s;&|]+)/g)];
  return [...options, ...variables].flatMap(([, name = "", value = ""]) => {
    const bare = value.replace(/^(["'])(.*)\1$/, "$2");
    // What the shell fills in: a variable, or the output of a command.
    return bare.startsWith("$") || bare.startsWith("`") ? [] : [[name, bare] as const];
  });
}
