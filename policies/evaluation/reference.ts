import type { Fact } from "./fact";

/** A property that names another resource, by id, ARN or name. `StackView.follow` finds what it names. */
export class Reference {
  constructor(
    readonly fact: Fact<string>,
    /** The top-level property it stands under: the engine records dependencies by that. */
    readonly property: string,
  ) {}

  /** True when the property is set, known or not. */
  get isSet(): boolean {
    return this.fact.state.is === "known" || this.fact.state.is === "unknown";
  }
}
