import { labelValue, type Labels } from "./labels";
import { both, either, not, type Ternary } from "./ternary";

const TOKEN = /\s*(?:(&&|\|\||==|!=|[!(){},])|"([^"]*)"|'([^']*)'|([A-Za-z0-9_./-]+))/y;

interface Token {
  readonly text: string;
  /** True for quoted text. */
  readonly isValue: boolean;
}

/**
 * Whether a Calico selector (`app == 'api' && has(tier)`, `all()`) selects the labels. An empty one selects all.
 * Undefined where labels are not known, or where the text is not a selector.
 */
export function calicoSelectorMatches(selector: string, labels: Labels): Ternary {
  const tokens = tokensOf(selector);
  if (tokens === undefined) return undefined;
  if (tokens.length === 0) return true;
  try {
    const parser = new Parser(tokens, labels);
    return parser.whole();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** True for a selector that selects everything: `all()`, or none at all. */
export function selectsAll(selector: string): boolean {
  return ["", "all()", "global()"].includes(selector.replace(/\s/g, ""));
}

/** The labels, with their values, without every one of which a selector matches nothing, as far as that is plain. */
export function labelsNeeded(selector: string): readonly (readonly [label: string, value: string])[] {
  const tokens = tokensOf(selector) ?? [];
  const is = (token: Token, text: string) => !token.isValue && token.text === text;
  const isConjunction = !tokens.some((token) => is(token, "||") || is(token, "!"));
  // What is no selector matches nothing and leaves everything untold.
  const isSelector = calicoSelectorMatches(selector, { known: {}, complete: true }) !== undefined;
  if (!isConjunction || !isSelector) return [];
  return tokens.flatMap((token, i) => {
    const [label, value] = [tokens[i - 1]?.text, tokens[i + 1]?.text];
    return is(token, "==") && label !== undefined && value !== undefined ? [[label, value] as const] : [];
  });
}

function tokensOf(selector: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = selector.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(selector);
    if (!match) return undefined;
    const quoted = match[2] ?? match[3];
    tokens.push({ text: quoted ?? match[1] ?? match[4] ?? "", isValue: quoted !== undefined });
  }
  return tokens;
}

/** `or := and ("||" and)*`, `and := term ("&&" term)*`, and terms, all in three values. */
class Parser {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly labels: Labels,
  ) {}

  whole(): Ternary {
    const result = this.or();
    if (this.at < this.tokens.length) throw new SyntaxError("more follows");
    return result;
  }

  private or(): Ternary {
    const parts = [this.and()];
    while (this.takes("||")) parts.push(this.and());
    return either(...parts);
  }

  private and(): Ternary {
    const parts = [this.term()];
    while (this.takes("&&")) parts.push(this.term());
    return both(...parts);
  }

  private term(): Ternary {
    if (this.takes("!")) return not(this.term());
    if (this.takes("(")) {
      const inside = this.or();
      this.expect(")");
      return inside;
    }
    const name = this.next();
    if (this.takes("(")) return this.call(name);
    return this.comparison(name);
  }

  private call(name: string): Ternary {
    if (name === "has") {
      const { value, unknown } = labelValue(this.labels, this.next());
      this.expect(")");
      return unknown ? undefined : value !== undefined;
    }
    this.expect(")");
    if (name === "all" || name === "global") return true;
    throw new SyntaxError("no such function");
  }

  private comparison(key: string): Ternary {
    const { value, unknown } = labelValue(this.labels, key);
    const compare = (test: (text: string) => boolean): Ternary =>
      unknown ? undefined : value !== undefined && test(value);
    const operator = this.next();
    switch (operator) {
      case "==": {
        const wanted = this.next();
        return compare((text) => text === wanted);
      }
      case "!=": {
        const wanted = this.next();
        return not(compare((text) => text === wanted));
      }
      case "in": {
        const wanted = this.set();
        return compare((text) => wanted.includes(text));
      }
      case "not": {
        this.expect("in");
        const wanted = this.set();
        return not(compare((text) => wanted.includes(text)));
      }
      case "contains": {
        const part = this.next();
        return compare((text) => text.includes(part));
      }
      case "starts": {
        this.expect("with");
        const start = this.next();
        return compare((text) => text.startsWith(start));
      }
      case "ends": {
        this.expect("with");
        const end = this.next();
        return compare((text) => text.endsWith(end));
      }
      default:
        throw new SyntaxError("no such operator");
    }
  }

  private set(): readonly string[] {
    this.expect("{");
    const values: string[] = [];
    while (!this.takes("}")) {
      values.push(this.next());
      this.takes(",");
    }
    return values;
  }

  private next(): string {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new SyntaxError("something is missing");
    return token.text;
  }

  private takes(text: string): boolean {
    const token = this.tokens[this.at];
    if (token === undefined || token.isValue || token.text !== text) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.takes(text)) throw new SyntaxError(`${text} is missing`);
  }
}
