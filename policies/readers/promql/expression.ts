/** A PromQL expression, as far as it says what is measured: ranges, offsets, groupings and matching are left out. */
export type Expression =
  | { readonly is: "number"; readonly value: number }
  | { readonly is: "text" }
  | { readonly is: "series"; readonly name: string; readonly labels: readonly LabelMatcher[] }
  | { readonly is: "call"; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly is: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** `status=~"5.."`. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

interface Token {
  readonly text: string;
  readonly is: "number" | "text" | "name" | "symbol";
  readonly value?: number;
}

/** Binary operators from the loosest to the tightest; `^` binds to the right. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ["or"],
  ["and", "unless"],
  ["==", "!=", "<=", "<", ">=", ">"],
  ["+", "-"],
  ["*", "/", "%", "atan2"],
  ["^"],
];

const DURATION = /(?:\d+(?:ms|[smhdwy]))+(?![\w.])/y;
const NUMBER = /0x[\da-f]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?|(?:inf|nan)(?!\w)/iy;
const NAME = /[a-z_:][\w:]*/iy;
const TEXT = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`/sy;
const SYMBOL = /[=!]~|[=!<>]=|[-+*/%^(){}[\],:@<>=]/y;
const BLANK = /(?:\s|#[^\n]*)+/y;

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Deeper nesting than anyone writes: an answer of "cannot be read" rather than an exhausted stack. */
const DEEPEST = 100;

/** The expression in a text; undefined where it is not PromQL. */
export function parseExpression(text: string): Expression | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined || tokens.length === 0) return undefined;
  try {
    return new Parser(tokens).whole();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Every series that an expression reads. */
export function seriesIn(expression: Expression): readonly Extract<Expression, { is: "series" }>[] {
  switch (expression.is) {
    case "series":
      return [expression];
    case "call":
      return expression.args.flatMap(seriesIn);
    case "binary":
      return [...seriesIn(expression.left), ...seriesIn(expression.right)];
    default:
      return [];
  }
}

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length) {
    if (take(BLANK)) continue;
    const duration = take(DURATION);
    if (duration) {
      tokens.push({ is: "number", text: duration[0], value: seconds(duration[0]) });
      continue;
    }
    const number = take(NUMBER);
    if (number) {
      tokens.push({ is: "number", text: number[0], value: numberOf(number[0]) });
      continue;
    }
    const quoted = take(TEXT);
    if (quoted) {
      tokens.push({ is: "text", text: unescaped(quoted) });
      continue;
    }
    const name = take(NAME);
    const symbol = name ?? take(SYMBOL);
    if (!symbol) return undefined;
    tokens.push({ is: name ? "name" : "symbol", text: symbol[0] });
  }
  return tokens;
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expression {
    const expression = this.binary(0);
    if (this.at < this.tokens.length) throw new SyntaxError("more follows");
    return expression;
  }

  private binary(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = this.operatorOf(operators);
      if (operator === undefined) return left;
      this.skipMatching();
      const right = this.binary(operator === "^" ? level : level + 1);
      left = { is: "binary", operator, left, right };
    }
  }

  private operatorOf(operators: readonly string[]): string | undefined {
    const token = this.peek();
    if (token === undefined || token.is === "text" || token.is === "number") return undefined;
    const text = token.text.toLowerCase();
    if (!operators.includes(text)) return undefined;
    this.at += 1;
    return text;
  }

  /** `bool`, `on(...)`, `ignoring(...)`, `group_left(...)`, `group_right(...)`. */
  private skipMatching(): void {
    if (this.isName("bool")) this.at += 1;
    for (;;) {
      const keyword = ["on", "ignoring", "group_left", "group_right"].find((word) => this.isName(word));
      if (keyword === undefined) return;
      const next = this.tokens[this.at + 1];
      if (keyword.startsWith("group_") && next?.text !== "(") {
        this.at += 1;
        continue;
      }
      if (next?.text !== "(") return;
      this.at += 1;
      this.skipNames();
    }
  }

  private unary(): Expression {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new SyntaxError("too deep");
    try {
      if (this.takes("+")) return this.unary();
      if (this.takes("-")) {
        const operand = this.binary(PRECEDENCE.length - 1);
        return operand.is === "number"
          ? { is: "number", value: -operand.value }
          : { is: "binary", operator: "-", left: { is: "number", value: 0 }, right: operand };
      }
      return this.withSuffixes(this.primary());
    } finally {
      this.depth -= 1;
    }
  }

  /** `[5m]`, `[1h:5m]`, `offset 5m`, `@ end()`: none changes what is measured. */
  private withSuffixes(expression: Expression): Expression {
    for (;;) {
      if (this.takes("[")) {
        while (!this.takes("]")) this.next();
      } else if (this.isName("offset")) {
        this.at += 1;
        this.takes("-");
        this.next();
      } else if (this.takes("@")) {
        this.takes("-");
        if (this.next().is === "name") {
          this.expect("(");
          this.expect(")");
        }
      } else return expression;
    }
  }

  private primary(): Expression {
    const token = this.peek();
    if (token?.text === "{" && token.is === "symbol") return this.series("");
    this.at += 1;
    if (token === undefined) throw new SyntaxError("something is missing");
    if (token.is === "number") return { is: "number", value: token.value ?? NaN };
    if (token.is === "text") return { is: "text" };
    if (token.is === "name") return this.named(token.text);
    if (token.text !== "(") throw new SyntaxError("not an expression");
    const inside = this.binary(0);
    this.expect(")");
    return inside;
  }

  private named(name: string): Expression {
    const isGrouped = (this.isName("by") || this.isName("without")) && this.tokens[this.at + 1]?.text === "(";
    if (isGrouped) {
      this.at += 1;
      this.skipNames();
    }
    if (!this.takes("(")) {
      if (isGrouped) throw new SyntaxError("no arguments");
      return this.series(name);
    }
    const args: Expression[] = [];
    while (!this.takes(")")) {
      args.push(this.binary(0));
      if (!this.takes(",") && this.peek()?.text !== ")") throw new SyntaxError("not a list");
    }
    if ((this.isName("by") || this.isName("without")) && this.tokens[this.at + 1]?.text === "(") {
      this.at += 1;
      this.skipNames();
    }
    return { is: "call", name: name.toLowerCase(), args };
  }

  private series(metric: string): Expression {
    const labels: LabelMatcher[] = [];
    let name = metric;
    if (this.takes("{")) {
      while (!this.takes("}")) {
        const label = this.next();
        const operator = this.peek()?.text;
        if (operator === "=" || operator === "!=" || operator === "=~" || operator === "!~") {
          this.at += 1;
          const value = this.next();
          if (value.is !== "text") throw new SyntaxError("not a label's value");
          if (label.text === "__name__" && operator === "=") name = value.text;
          else labels.push({ label: label.text, operator, value: value.text });
        } else if (label.is === "text") name = label.text;
        else throw new SyntaxError("not a matcher");
        if (!this.takes(",") && this.peek()?.text !== "}") throw new SyntaxError("not a list");
      }
    }
    return { is: "series", name, labels };
  }

  private skipNames(): void {
    this.expect("(");
    while (!this.takes(")")) this.next();
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(): Token {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new SyntaxError("something is missing");
    return token;
  }

  private isName(text: string): boolean {
    const token = this.peek();
    return token?.is === "name" && token.text.toLowerCase() === text;
  }

  private takes(text: string): boolean {
    const token = this.peek();
    if (token?.is !== "symbol" || token.text !== text) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.takes(text)) throw new SyntaxError(`${text} is missing`);
  }
}

function seconds(duration: string): number {
  return [...duration.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (total, [, amount, unit]) => total + Number(amount) * (UNIT_SECONDS[unit ?? ""] ?? NaN),
    0,
  );
}

function numberOf(text: string): number {
  if (/^inf$/i.test(text)) return Infinity;
  return Number(text.replaceAll("_", ""));
}

function unescaped([, double, single, raw]: RegExpExecArray): string {
  return raw ?? (double ?? single ?? "").replace(/\\(.)/gs, "$1");
}
